/** Why CenSET stops. */

import { counted, plain } from '../base/format.js';
import { measured, shown } from './facts.js';

/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').Scene} Scene */

/** How many epochs of a lane cut no connection. @param {Scene} scene @param {number} lane */
const idle = (scene, lane) => scene.reports(lane).slice(1).filter(({ removed }) => removed === 0).length;

/** The last epoch in which a lane cut a connection, or 0. @param {Scene} scene @param {number} lane */
const lastCut = (scene, lane) => scene.reports(lane).findLast(({ removed }) => removed > 0)?.epoch ?? 0;

/** @type {Lesson} */
export const stops = {
  id: 'stops',
  title: 'Why CenSET stops',
  experiment: 'v=1&lanes=set,censet:k=2&train=4000&test=1000&epochs=12',
  pages: [
    {
      title: 'A fixed share against a fixed line',
      text: ['SET cuts the same share of weights in every epoch. CenSET cuts what lies below $μ − kσ$, here with $k$ = {k}, and that may be nothing.'],
      task: 'Press [Run] and watch the chart of connections cut.',
      done: (scene) => scene.finished,
      said: 'SET cut {set_removed} connections in all, CenSET {censet_removed}.',
      facts: facts,
      show: '#charts',
    },
    {
      title: 'Look back',
      text: ['The slider [Look back], under the charts, brings an earlier epoch back in all pictures. The table under [Numbers] has the connections that each lane removed.'],
      task: 'Find the last epoch in which CenSET removed anything, and go there with the slider. Then look at its histogram again.',
      done: (scene) => scene.finished && scene.epoch === lastCut(scene, 1),
      said: 'In epoch {last_cut}, {last_pruned} lay left of the line at {last_line}, red in the histogram. In epoch {epochs} the line lies at {threshold}.',
      facts: facts,
      show: '#scrub',
    },
    {
      title: 'Nothing below the line',
      text: ['SET has something to cut in every epoch. CenSET has not.'],
      task: 'Count in the table in how many epochs CenSET removed no connection. Leave out epoch 0, before training.',
      question: { label: 'Epochs without a cut', answer: (scene) => (scene.finished ? idle(scene, 1) : undefined), tolerance: () => 0 },
      said: 'In {idle} of {epochs} epochs, and SET in {set_idle}. Few neurons lie far below the mean; once these are pruned, $σ$ settles and hardly any fall below the line again. In this the paper’s Section 7.2 sees a reason why CenSET is less accurate than SET: it gets no new connections to try.',
      facts: facts,
      show: '#numbers',
    },
  ],
};

/** @param {Scene} scene */
function facts(scene) {
  const last = scene.reports(1)[lastCut(scene, 1)];
  const sum = (/** @type {number} */ lane) => scene.reports(lane).reduce((total, { removed }) => total + removed, 0);
  return {
    k: scene.lab.checked.lanes[1] && plain(scene.lab.checked.lanes[1].k),
    set_removed: shown(sum(0)),
    censet_removed: shown(sum(1)),
    threshold: measured(scene.reports(1).at(-1)?.threshold),
    last_cut: shown(last?.epoch),
    last_pruned: last && counted(last.pruned_neurons, 'neuron'),
    last_line: measured(last?.threshold),
    idle: shown(idle(scene, 1)),
    set_idle: shown(idle(scene, 0)),
    epochs: shown(scene.run?.epochs),
  };
}
