/** The words of the lesson “What a hub is”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'What a hub is',
  pages: [
    {
      title: 'Degree',
      text: [
        'A network is a graph: neurons are vertices, connections are edges with weights. A hub is a vertex that matters more than most.',
        'The plainest measure is the degree, the number of edges at a vertex.',
      ],
      task: 'Choose the vertex with the most edges.',
      said: '{most} has {most_degree} edges. It also lies between all the others, which its betweenness (BC) says.',
    },
    {
      title: 'Strength',
      text: ['The degree counts an edge of weight near 0 like any other. The strength $x_v$ of a vertex $v$ is the sum of its weights. Weights of a neural network have signs, so strengths can cancel.'],
      task: 'Press a weight in the drawing and make it negative. Watch the strengths of its two ends.',
      said: 'The edge {negative} now lowers the strength of both its ends, though their degrees are what they were.',
    },
    {
      title: 'Laplacian centrality',
      text: ['Laplacian centrality, $LC(v)$, takes in the weights of a vertex and the strengths of its neighbours: $LC(v) = x_v² + Σ (w² + 2·w·x_u)$, where the sum is over the neighbours $u$. This graph is a small network of three layers.'],
      task: 'Choose the vertex with the largest LC. The grey discs show it, and so does the table.',
      said: '{hub} has LC {hub_lc}, with a strength of {hub_strength}. A neuron with strong edges to strong neighbours is a hub.',
    },
    {
      title: 'The other end',
      text: ['With signed weights LC can be negative: an edge to a neighbour whose strength has the other sign lowers it. Neurons at this end are the ones whose connections CenSET cuts.'],
      task: 'Choose the vertex with the lowest LC.',
      said: '{low} has LC {low_lc}. Its terms, one by one, are beside the drawing.',
    },
  ],
};
