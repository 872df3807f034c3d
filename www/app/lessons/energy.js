/** Laplacian energy by hand. */

import { begin, graphFacts } from './graph-facts.js';

/** @typedef {import('./scene.js').Lesson} Lesson */

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
  ]).map((page) => ({ view: 'playground', facts: graphFacts, ...page })),
};
