/** Why CenSET stops. */

import { plain } from '../base/format.js';
import { measured, shown } from './facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** How many epochs of a lane cut no connection. @param {Scene} scene @param {number} lane */
const idle = (scene, lane) => scene.reports(lane).slice(1).filter(({ removed }) => removed === 0).length;

/** The last epoch in which a lane cut a connection, or 0. @param {Scene} scene @param {number} lane */
const lastCut = (scene, lane) => scene.reports(lane).filter(({ removed }) => removed > 0).at(-1)?.epoch ?? 0;

/** @type {LessonDeeds} */
export const stops = {
  id: 'stops',
  minutes: 5,
  experiment: 'v=1&lanes=set,censet:k=2&train=4000&test=1000&epochs=12',
  pages: [
    {
      done: (scene) => scene.finished,
      facts,
      figure: '#charts figure:nth-of-type(2)',
    },
    {
      done: (scene) => scene.finished && scene.epoch === lastCut(scene, 1),
      facts,
      figure: '.lane-why[data-lane^="censet"]',
      show: '#scrub',
    },
    {
      question: { answer: (scene) => (scene.finished ? idle(scene, 1) : undefined), tolerance: () => 0 },
      facts,
      figure: '#numbers',
    },
  ],
};

/** @param {Scene} scene @param {import('./scene.js').Sayings} say */
function facts(scene, say) {
  const last = scene.reports(1)[lastCut(scene, 1)];
  const sum = (/** @type {number} */ lane) => scene.reports(lane).reduce((total, { removed }) => total + removed, 0);
  return {
    k: scene.lab.checked.lanes[1] && plain(scene.lab.checked.lanes[1].k),
    set_removed: shown(sum(0)),
    censet_removed: shown(sum(1)),
    threshold: measured(scene.reports(1).at(-1)?.threshold),
    last_cut: shown(last?.epoch),
    last_pruned: last && say.counted(last.pruned_neurons, 'neuron'),
    last_line: measured(last?.threshold),
    idle: shown(idle(scene, 1)),
    set_idle: shown(idle(scene, 0)),
    epochs: shown(scene.run?.epochs),
  };
}
