/** Laplacian energy by hand. */

import { begin, graphFacts } from './graph-facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */

/** @type {LessonDeeds} */
export const energy = {
  id: 'energy',
  minutes: 8,
  pages: /** @type {import('./scene.js').PageDeeds[]} */ ([
    {
      question: { answer: ({ playground: { worked } }) => worked.laplacian[0]?.reduce((sum, value) => sum + value, 0), tolerance: () => 1e-9 },
      enter: begin('table1'),
      figure: '.matrices',
    },
    {
      question: { answer: ({ playground: { worked } }) => (worked.vertices.length > 0 ? worked.energy : undefined), tolerance: () => 0.01 },
      enter: begin('table1'),
      figure: '.spectrum-place',
    },
    {
      enter: begin('table1'),
      done: (scene) => scene.playground.done.has('removed'),
      figure: '.drawing',
    },
    {
      question: { answer: ({ playground: { worked, ids } }) => worked.vertices[ids.indexOf(1)]?.by_closed_form, tolerance: () => 1e-9 },
      enter: begin('table1'),
      figure: '.findings',
    },
  ]).map((page) => ({ view: 'playground', facts: graphFacts, ...page })),
};
