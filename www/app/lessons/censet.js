/** One CenSET rewiring. */

import { percent, plain } from '../base/format.js';
import { layerNames, locate, nameOf } from '../run/neuron-names.js';
import { EPOCH, exact, measured, reached, shown } from './facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {LessonDeeds} */
export const censet = {
  id: 'censet',
  minutes: 6,
  experiment: 'v=1&lanes=censet:k=1&train=4000&test=1000&epochs=3',
  pages: [
    {
      done: reached(1),
      facts,
      figure: '#lanes',
      show: '#step-phase',
    },
    {
      done: reached(2),
      facts,
      figure: '.lane-why',
    },
    {
      question: {
        answer: (scene) => scene.first(0).threshold ?? undefined,
        tolerance: (answer) => 0.02 * Math.abs(answer) + 0.01,
      },
      facts,
      figure: '.lane-why',
    },
    {
      done: (scene) => scene.selected(0) === (lowest(scene)?.neuron ?? null) && scene.selected(0) !== null,
      facts,
      figure: '#neuron',
      show: '#neuron-layer',
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
  ],
};

/** The neuron of lowest LC in the picture of the first lane. @param {Scene} scene */
function lowest(scene) {
  const snapshot = scene.snapshot(0);
  if (!snapshot || scene.phases < 2) return null;
  const { centrality, layout, degrees } = snapshot;
  const neuron = centrality.reduce((best, lc, i) => (lc < (centrality[best] ?? Infinity) ? i : best), -1);
  if (neuron < 0) return null;
  const { layer, index } = locate(layout.layers, neuron);
  return { neuron, lc: centrality[neuron], name: nameOf(layout, neuron), layer: layerNames(layout.layers.length)[layer], index, degree: degrees[neuron] };
}

/** @param {Scene} scene @param {import('./scene.js').Sayings} say */
function facts(scene, say) {
  const first = scene.first(0);
  const low = lowest(scene);
  return {
    lowest: low?.name,
    lowest_lc: measured(low?.lc),
    layer: low?.layer,
    index: low ? String(low.index) : undefined,
    degree: low ? say.counted(low.degree, 'connection') : undefined,
    accuracy: first.test_accuracy === undefined ? undefined : percent(first.test_accuracy),
    k: scene.lab.checked.lanes[0] && plain(scene.lab.checked.lanes[0].k),
    mean: exact(first.lc_mean, 4),
    std: exact(first.lc_std, 4),
    threshold: exact(first.threshold, 3),
    pruned: shown(first.pruned_neurons),
    removed: shown(first.removed),
    grown: shown(first.grown),
  };
}
