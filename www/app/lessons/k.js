/** Choosing k. */

import { percent } from '../base/format.js';
import { shown } from './facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {LessonDeeds} */
export const k = {
  id: 'k',
  minutes: 5,
  experiment: 'v=1&lanes=censet:k=0,censet:k=1,censet:k=2.6&train=4000&test=1000&epochs=4',
  pages: [
    {
      done: (scene) => scene.finished,
      facts,
      figure: '#lanes',
      show: '#run',
    },
    {
      question: {
        answer: (scene) => (scene.finished ? most(scene.run?.lanes.map(({ reports }) => reports.at(-1)?.removed ?? 0) ?? []) : undefined),
      },
      facts,
      figure: '#charts',
    },
    {
      enter: (scene) => scene.lab.checked.canonical,
      done: (scene, before) => scene.lab.checked.canonical !== before && scene.finished,
      facts,
      figure: '#lenses',
      show: '.cut-line input',
    },
  ],
};

/** @param {number[]} values */
const most = (values) => (values.length ? values.indexOf(Math.max(...values)) : undefined);

/** @param {Scene} scene */
function facts(scene) {
  const lanes = scene.lab.checked.lanes;
  const last = lanes.map((_, i) => scene.reports(i).at(-1));
  return {
    ks: lanes.map(({ label, setting }) => setting ?? label).join(', '),
    accuracies: last.every((report) => report) ? last.map((report) => `${percent(report?.test_accuracy ?? 0)} %`).join(', ') : undefined,
    cut: scene.finished ? shown(Math.max(...last.map((report) => report?.removed ?? 0))) : undefined,
    noise: scene.difference('noise'),
  };
}
