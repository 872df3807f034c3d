/** The words of the lesson “Laplacian energy by hand”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Laplacian energy by hand',
  pages: [
    {
      title: 'Three matrices',
      text: [
        'This is the graph behind the paper’s Table 1. The matrix $A$ holds the weights, $X$ the strengths on its diagonal, and $L = X − A$ is the Laplacian (Equations 1 and 2).',
        'Every row of $L$ adds up to the same number, whatever the graph.',
      ],
      task: 'Add up any row of $L$.',
      question: { label: 'Sum of a row of L' },
      said: 'A vertex has its strength on the diagonal and its weights, taken off, beside it. They cancel.',
    },
    {
      title: 'Energy',
      text: ['The Laplacian energy is the sum of the squared eigenvalues of $L$ (Equation 3). They are {eigenvalues}.'],
      task: 'Square the eigenvalues and add them up.',
      question: { label: 'Energy' },
      said: 'The energy is {energy}. Without eigenvalues: the squared strengths ({strengths}), and twice each squared weight, also add up to {trace}.',
    },
    {
      title: 'Take a vertex away',
      text: ['Equation 4: the centrality of a vertex is the energy of the graph less the energy without that vertex.'],
      task: 'Choose any vertex and remove it, with its button or with Delete. Compare the drop with its LC.',
      said: 'The energy is now {energy}. What it lost is what the LC of the vertex had promised. [Undo] brings it back.',
    },
    {
      title: 'The shortcut',
      text: ['For a network with a thousand neurons nobody wants to compute eigenvalues once for each of them. The closed form needs strengths and weights only: $LC(v) = x_v² + Σ (w² + 2·w·x_u)$, with a term for each neighbour $u$. The vertex $x1$ has one.'],
      task: 'Work out the LC of $x1$ by the closed form: its strength squared, the weight squared, and twice the weight times the neighbour’s strength.',
      question: { label: 'LC of x1' },
      said: 'Equation 4 gives the same: look at the last two columns of the table. So the time grows with the number of edges, and this page scores a whole network in each epoch.',
    },
  ],
};
