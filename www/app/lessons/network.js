/** Before all else: what a network is, for those who know nothing of them. */

import { percent } from '../base/format.js';
import { nameOf } from '../run/neuron-names.js';
import { EPOCH, reached, shown } from './facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {LessonDeeds} */
export const network = {
  id: 'network',
  minutes: 5,
  experiment: 'v=1&lanes=set&train=4000&test=1000&epochs=10',
  pages: [
    {
      done: (scene) => scene.selected(0) !== null && scene.pinned,
      facts,
      figure: '#lanes',
    },
    {
      question: { answer: (scene) => scene.plan[0]?.possible, tolerance: () => 0 },
      facts,
      figure: '#lanes',
    },
    {
      done: reached(EPOCH),
      facts,
      figure: '#lanes',
      show: '#step-epoch',
    },
    {
      done: (scene) => scene.finished,
      facts,
      figure: '#charts',
      show: '#run',
    },
  ],
};

/** @param {Scene} scene @param {import('./scene.js').Sayings} say */
function facts(scene, say) {
  const reports = scene.reports(0);
  const snapshot = scene.snapshot(0);
  const neuron = scene.selected(0);
  const accuracy = (/** @type {number} */ epoch) => reports.at(epoch) && percent(reports.at(epoch)?.test_accuracy ?? 0);
  return {
    inputs: shown(scene.plan[0]?.n_in),
    n_out: shown(scene.plan[0]?.n_out),
    neuron: snapshot && neuron !== null ? nameOf(snapshot.layout, neuron) : undefined,
    degree: snapshot && neuron !== null ? say.counted(snapshot.degrees[neuron], 'connection') : undefined,
    possible: shown(scene.plan[0]?.possible),
    connections: shown(reports[0]?.connections),
    images: shown(Number(scene.values.train)),
    untrained: accuracy(0),
    first: reports.length > 1 ? accuracy(1) : undefined,
    last: scene.finished ? accuracy(-1) : undefined,
    epochs: shown(scene.run?.epochs),
  };
}
