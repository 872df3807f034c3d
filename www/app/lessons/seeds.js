/** Whether a difference is more than luck. */

import { percent, plain } from '../base/format.js';
import { shown } from './facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** Runs that are compared. */
const RUNS = 3;

/** @type {LessonDeeds} */
export const seeds = {
  id: 'seeds',
  minutes: 4,
  experiment: 'v=1&lanes=set,censet:k=2&train=4000&test=1000&epochs=6',
  pages: [
    {
      done: (scene) => scene.finished,
      facts,
      figure: '#lanes',
      show: '#run',
    },
    {
      done: (scene) => scene.seeds.length >= RUNS,
      facts,
      figure: '#lanes',
      show: '#new-seed',
      offers: [{ run: true, text: (scene) => scene.lab.reseeded }],
    },
    {
      question: { answer: (scene) => (scene.seeds.length > 1 ? 1 : undefined) },
      facts,
      figure: '#lanes',
    },
  ],
};

/** SET's accuracy less CenSET's, as they are shown, run by run. @param {Scene} scene */
const differences = (scene) => scene.seeds.map(([set, censet]) => Number(percent(set)) - Number(percent(censet)));

/** @param {Scene} scene */
function facts(scene) {
  const [set, censet] = [0, 1].map((lane) => (scene.finished ? scene.reports(lane).at(-1)?.test_accuracy : undefined));
  const all = differences(scene);
  return {
    set: set === undefined ? undefined : percent(set),
    censet: censet === undefined ? undefined : percent(censet),
    difference: set === undefined || censet === undefined ? undefined : plain(Number(percent(set)) - Number(percent(censet)), 1),
    runs: shown(scene.seeds.length),
    wanted: shown(RUNS),
    differences: all.length > 1 ? all.map((difference) => plain(difference, 1)).join(', ') : undefined,
    spread: all.length > 1 ? plain(Math.max(...all) - Math.min(...all), 1) : undefined,
  };
}
