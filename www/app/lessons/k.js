/** Choosing k. */

import { percent } from '../base/format.js';
import { shown } from './facts.js';

/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {Lesson} */
export const k = {
  id: 'k',
  title: 'Choosing k',
  experiment: 'v=1&lanes=censet:k=0,censet:k=1,censet:k=2.6&train=4000&test=1000&epochs=4',
  pages: [
    {
      title: 'Three lines',
      text: ['Three lanes start from the same network and differ in $k$ alone: {ks}. With the smallest, the line is the mean itself.'],
      task: 'Press [Run] and wait until all have finished.',
      done: (scene) => scene.finished,
      said: 'They reached {accuracies}.',
      facts: facts,
      show: '#run',
    },
    {
      title: 'Too much',
      text: ['Look at the connections that each lane cut, in the captions and in the chart.'],
      task: 'Choose the lane that cuts the most.',
      question: {
        label: 'The most is cut with',
        choices: ['the smallest k', 'the middle k', 'the largest k'],
        answer: (scene) => (scene.finished ? most(scene.run?.lanes.map(({ reports }) => reports.at(-1)?.removed ?? 0) ?? []) : undefined),
      },
      said: 'In its last epoch it cut {cut}. Where so much goes, what was learned goes with it.',
      facts: facts,
      show: '#charts',
    },
    {
      title: 'Your own k',
      text: ['Too small a $k$ forgets, too large a $k$ never rewires. The paper searched for the best by the accuracy on the test images, and found differences smaller than chance: {noise}'],
      task: 'Drag the line in a lane’s histogram, or move the slider below it. The sentence there says what would go. Then press the button that starts with the new $k$, and let that run train to its end.',
      enter: (scene) => scene.lab.checked.canonical,
      done: (scene, before) => scene.lab.checked.canonical !== before && scene.finished,
      said: 'Now it is {ks}, and the accuracies are {accuracies}. One run each says little; the same with other seeds says more.',
      facts: facts,
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
