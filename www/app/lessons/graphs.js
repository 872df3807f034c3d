/** Lessons in the playground: what a hub is, and Laplacian energy by hand. */

import { plain } from '../base/format.js';

/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('../shared/types.js').WorkedVertex} WorkedVertex */

/**
 * The vertex that leads by some measure, with its id.
 * @param {Scene} scene
 * @param {(vertex: WorkedVertex) => number} measure
 */
function leader({ playground: { worked, ids } }, measure) {
  const all = worked.vertices.map((vertex, i) => ({ ...vertex, id: ids[i] }));
  return all.reduce((best, vertex) => (measure(vertex) > measure(best) ? vertex : best), all[0]);
}
const degree = (/** @type {WorkedVertex} */ vertex) => vertex.degree;
const lc = (/** @type {WorkedVertex} */ vertex) => vertex.by_closed_form;
const lowLc = (/** @type {WorkedVertex} */ vertex) => -vertex.by_closed_form;
/** Whether the chosen vertex has the most of some measure. @param {(vertex: WorkedVertex) => number} measure */
const leads = (measure) => (/** @type {Scene} */ scene) => {
  const { worked, ids, chosen } = scene.playground;
  const vertex = chosen === null ? undefined : worked.vertices[ids.indexOf(chosen)];
  return vertex !== undefined && measure(vertex) === measure(leader(scene, measure));
};
const begin = (/** @type {string} */ id) => (/** @type {Scene} */ scene) => scene.playground.start(id);

/** @param {Scene} scene */
function facts(scene) {
  const { worked, edges } = scene.playground;
  if (worked.vertices.length === 0) return {};
  const [hub, low, most] = [leader(scene, lc), leader(scene, lowLc), leader(scene, degree)];
  const negative = edges.find(({ weight }) => weight < 0);
  return {
    energy: plain(worked.energy),
    most: `x${most.id}`,
    most_degree: String(most.degree),
    hub: `x${hub.id}`,
    hub_lc: plain(hub.by_closed_form),
    hub_strength: plain(hub.strength),
    low: `x${low.id}`,
    low_lc: plain(low.by_closed_form),
    negative: negative && `x${negative.from} – x${negative.to}`,
    strengths: worked.vertices.map(({ strength }) => plain(strength)).join(', '),
    eigenvalues: worked.eigenvalues.map((value) => plain(value)).join(', '),
    trace: plain(worked.energy_by_trace),
  };
}

/** @type {Lesson} */
export const hub = {
  id: 'hub',
  title: 'What a hub is',
  pages: /** @type {import('./scene.js').Page[]} */ ([
    {
      title: 'Degree',
      text: [
        'A network is a graph: neurons are vertices, connections are edges with weights. A hub is a vertex that matters more than most.',
        'The plainest measure is the degree, the number of edges at a vertex.',
      ],
      task: 'Choose the vertex with the most edges.',
      enter: begin('table1'),
      done: leads(degree),
      said: '{most} has {most_degree} edges. It also lies between all the others, which its betweenness (BC) says.',
    },
    {
      title: 'Strength',
      text: ['The degree counts an edge of weight near 0 like any other. The strength $x_v$ of a vertex $v$ is the sum of its weights. Weights of a neural network have signs, so strengths can cancel.'],
      task: 'Press a weight in the drawing and make it negative. Watch the strengths of its two ends.',
      enter: begin('table1'),
      done: (scene) => scene.playground.edges.some(({ weight }) => weight < 0),
      said: 'The edge {negative} now lowers the strength of both its ends, though their degrees are what they were.',
    },
    {
      title: 'Laplacian centrality',
      text: ['Laplacian centrality, $LC(v)$, takes in the weights of a vertex and the strengths of its neighbours: $LC(v) = x_v² + Σ (w² + 2·w·x_u)$, where the sum is over the neighbours $u$. This graph is a small network of three layers.'],
      task: 'Choose the vertex with the largest LC. The grey discs show it, and so does the table.',
      enter: begin('layers'),
      done: leads(lc),
      said: '{hub} has LC {hub_lc}, with a strength of {hub_strength}. A neuron with strong edges to strong neighbours is a hub.',
    },
    {
      title: 'The other end',
      text: ['With signed weights LC can be negative: an edge to a neighbour whose strength has the other sign lowers it. Neurons at this end are the ones that CenSET gives up.'],
      task: 'Choose the vertex with the lowest LC.',
      enter: begin('layers'),
      done: leads(lowLc),
      said: '{low} has LC {low_lc}. Its terms, one by one, are beside the drawing.',
    },
  ]).map((page) => ({ view: 'playground', show: '.drawing', facts, ...page })),
};

/** @type {Lesson} */
export const energy = {
  id: 'energy',
  title: 'Laplacian energy by hand',
  pages: /** @type {import('./scene.js').Page[]} */ ([
    {
      title: 'Three matrices',
      text: [
        'This is the graph behind the paper’s Table 1. The matrix $A$ holds the weights, $X$ the strengths on its diagonal, and $L = X − A$ is the Laplacian (Equations 1 and 2).',
        'Every row of $L$ adds up to the same number, whatever the graph.',
      ],
      task: 'Add up any row of $L$.',
      question: { label: 'Sum of a row of L', answer: ({ playground: { worked } }) => worked.laplacian[0]?.reduce((sum, value) => sum + value, 0), tolerance: () => 1e-9 },
      said: 'A vertex has its strength on the diagonal and its weights, taken off, beside it. They cancel.',
      enter: begin('table1'),
      show: '.matrices',
    },
    {
      title: 'Energy',
      text: ['The Laplacian energy is the sum of the squared eigenvalues of $L$ (Equation 3). They are {eigenvalues}.'],
      task: 'Square the eigenvalues and add them up.',
      question: { label: 'Energy', answer: ({ playground: { worked } }) => worked.energy, tolerance: () => 0.01 },
      said: 'The energy is {energy}. Without eigenvalues: the squared strengths ({strengths}), and twice each squared weight, also add up to {trace}.',
      enter: begin('table1'),
      show: '.spectrum-place',
    },
    {
      title: 'Take a vertex away',
      text: ['Equation 4: the centrality of a vertex is the energy of the graph less the energy without that vertex.'],
      task: 'Choose any vertex and remove it, with its button or with Delete. Compare the drop with its LC.',
      enter: begin('table1'),
      done: (scene) => scene.playground.done.has('removed'),
      said: 'The energy is now {energy}. What it lost is what the LC of the vertex had promised. Undo brings it back.',
      show: '.drawing',
    },
    {
      title: 'The shortcut',
      text: ['For a network with a thousand neurons nobody wants to compute eigenvalues once for each of them. The closed form needs strengths and weights only: $LC(v) = x_v² + Σ (w² + 2·w·x_u)$, with a term for each neighbour $u$. The vertex $x1$ has one.'],
      task: 'Work out the LC of $x1$ by the closed form: its strength squared, the weight squared, and twice the weight times the neighbour’s strength.',
      question: { label: 'LC of x1', answer: ({ playground: { worked, ids } }) => worked.vertices[ids.indexOf(1)]?.by_closed_form, tolerance: () => 1e-9 },
      said: 'Equation 4 gives the same: look at the last two columns of the table. So the time grows with the number of edges, and this page scores a whole network in each epoch.',
      enter: begin('table1'),
      show: '.findings',
    },
  ]).map((page) => ({ view: 'playground', facts, ...page })),
};
