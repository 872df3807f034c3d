/** Dense against sparse. */

import { number, percent } from '../base/format.js';
import { shown } from './facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** So many epochs are offered besides. */
const MORE = 20;

/** @type {LessonDeeds} */
export const dense = {
  id: 'dense',
  minutes: 4,
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
      figure: '#lanes',
    },
    {
      done: (scene) => scene.finished,
      facts,
      figure: '#lanes',
      show: '#charts',
      offers: [{ after: true, run: true, text: (scene) => scene.lab.changed('epochs', String((scene.run?.epochs ?? 0) + MORE)) }],
    },
    {
      enter: (scene) => scene.drawn.changes,
      done: (scene, changes = 0) => scene.drawn.changes > changes && scene.drawn.says.length > 0 && scene.reports(0).length > 1,
      facts,
      figure: '#clothes',
      show: '#draw',
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
    more: String(MORE),
    says: scene.drawn.says.join('; ') || undefined,
    set_seconds: b && number(b.seconds, 2),
  };
}
