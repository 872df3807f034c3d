/** What a hub is. */

import { begin, degree, graphFacts, lc, leads, lowLc } from './graph-facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */

/** @type {LessonDeeds} */
export const hub = {
  id: 'hub',
  minutes: 5,
  pages: /** @type {Omit<import('./scene.js').PageDeeds, 'figure'>[]} */ ([
    {
      enter: begin('table1'),
      done: leads(degree),
    },
    {
      enter: begin('table1'),
      done: (scene) => scene.playground.edges.some(({ weight }) => weight < 0),
    },
    {
      enter: begin('layers'),
      done: leads(lc),
    },
    {
      enter: begin('layers'),
      done: leads(lowLc),
    },
  ]).map((page) => ({ view: 'playground', figure: '.drawing', facts: graphFacts, ...page })),
};
