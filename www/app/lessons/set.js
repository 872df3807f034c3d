/** One SET rewiring in slow motion. */

import { percent } from '../base/format.js';
import { EPOCH, reached, shown } from './facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {LessonDeeds} */
export const set = {
  id: 'set',
  minutes: 4,
  experiment: 'v=1&lanes=set&train=4000&test=1000&epochs=3',
  pages: [
    {
      done: reached(1),
      facts,
      figure: '#lanes',
      show: '#step-phase',
    },
    {
      done: reached(3),
      facts,
      figure: '#lanes',
      show: '#step-phase',
    },
    {
      done: reached(EPOCH),
      facts,
      figure: '#lanes',
      show: '#step-phase',
    },
    {
      question: {
        answer: (scene) => {
          const [before, after] = scene.reports(0);
          return before && after && 1 + Math.sign(after.connections - before.connections);
        },
      },
      facts,
      figure: '#lanes',
    },
  ],
};

/** @param {Scene} scene */
function facts(scene) {
  const first = scene.first(0);
  return {
    connections: shown(scene.reports(0)[0]?.connections),
    zeta: scene.values.zeta,
    accuracy: first.test_accuracy === undefined ? undefined : percent(first.test_accuracy),
    removed: shown(first.removed),
    grown: shown(first.grown),
  };
}
