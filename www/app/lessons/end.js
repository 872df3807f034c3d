/** What was learned, over all lessons. */

import { shown } from './facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {LessonDeeds} */
export const end = {
  id: 'end',
  minutes: 3,
  experiment: 'v=1&lanes=set,censet:k=1&train=4000&test=1000&epochs=4',
  pages: [
    {
      question: { answer: (scene) => (begun(scene) ? 2 : undefined) },
      facts,
      figure: '#lanes',
    },
    {
      question: { answer: (scene) => (begun(scene) ? 1 : undefined) },
      facts,
      figure: '#lanes',
    },
  ],
};

/** Whether there is an experiment to look at. @param {Scene} scene */
const begun = (scene) => scene.run !== null;

/** @param {Scene} scene */
function facts({ tour }) {
  return { done: shown(tour.done), pages: shown(tour.of) };
}
