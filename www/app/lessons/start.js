/** The Erdős–Rényi start. */

import { plain } from '../base/format.js';
import { shown } from './facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {LessonDeeds} */
export const start = {
  id: 'start',
  minutes: 5,
  experiment: 'v=1&lanes=static&train=1000&test=500&epochs=1',
  pages: [
    {
      question: { answer: (scene) => scene.plan[0]?.expected, tolerance: (answer) => 0.01 * answer },
      facts,
      figure: '#lanes',
    },
    {
      enter: (scene) => scene.values.seed,
      done: (scene, seed) => scene.values.seed !== seed && scene.reports(0).length > 0,
      facts,
      figure: '#lanes',
      show: '#new-seed',
    },
    {
      enter: (scene) => scene.run?.generation,
      done: (scene, generation) => scene.run?.generation !== generation && scene.reports(0).length > 0,
      facts,
      figure: '#lanes',
      show: '#reset',
    },
    {
      enter: (scene) => scene.values.epsilon,
      done: (scene, epsilon) => scene.values.epsilon !== epsilon && scene.reports(0).length > 0,
      facts,
      figure: '#lanes',
      show: '#field-epsilon',
      offers: [{ text: times(0.5) }, { text: times(2) }],
    },
  ],
};

/** The experiment with so many times the ε. @param {number} factor */
function times(factor) {
  return (/** @type {Scene} */ { lab }) => lab.changed('epsilon', String(Number(lab.checked.values.epsilon) * factor));
}

/** @param {Scene} scene */
function facts(scene) {
  const [first] = scene.plan;
  const report = scene.reports(0)[0];
  return {
    epsilon: scene.values.epsilon,
    n_in: shown(first?.n_in),
    n_out: shown(first?.n_out),
    possible: shown(first?.possible),
    // With all its digits, so that it comes to what is expected.
    p: first && plain(first.p, 6),
    expected: shown(first?.expected),
    expected_all: shown(scene.plan.reduce((sum, { expected }) => sum + expected, 0)),
    connections: shown(report?.connections),
    digest: report?.digest,
  };
}
