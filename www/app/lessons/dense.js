/** Dense against sparse. */

import { number, percent } from '../base/format.js';
import { shown } from './facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {LessonDeeds} */
export const dense = {
  id: 'dense',
  experiment: 'v=1&lanes=mlp,set&train=4000&test=1000&epochs=10',
  pages: [
    {
      question: {
        answer: (scene) => {
          const [mlp, set] = [scene.reports(0)[0], scene.reports(1)[0]];
          return mlp && set && 100 * (set.connections / mlp.connections);
        },
        tolerance: () => 1,
      },
      facts,
      show: '#lanes',
    },
    {
      done: (scene) => scene.finished,
      facts,
      show: '#charts',
    },
  ],
};

/** @param {Scene} scene */
function facts(scene) {
  const [mlp, set] = [scene.reports(0), scene.reports(1)];
  const [a, b] = [mlp.at(-1), set.at(-1)];
  return {
    dense: shown(mlp[0]?.connections),
    sparse: shown(set[0]?.connections),
    share: mlp[0] && set[0] && percent(100 * (set[0].connections / mlp[0].connections)),
    mlp_accuracy: a && percent(a.test_accuracy),
    set_accuracy: b && percent(b.test_accuracy),
    mlp_seconds: a && number(a.seconds, 2),
    set_seconds: b && number(b.seconds, 2),
  };
}
