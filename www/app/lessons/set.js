/** One SET rewiring in slow motion. */

import { percent } from '../base/format.js';
import { EPOCH, reached, shown } from './facts.js';

/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {Lesson} */
export const set = {
  id: 'set',
  title: 'One SET rewiring in slow motion',
  experiment: 'v=1&lanes=set&train=4000&test=1000&epochs=3',
  pages: [
    {
      title: 'Train',
      text: [
        'Sparse Evolutionary Training (SET) rewires the network after every epoch. We take one epoch apart: train, score, prune, regrow.',
        'Training changes weights only. The {connections} connections stay where they are.',
      ],
      task: 'Press [Step phase] once.',
      done: reached(1),
      said: 'The network has seen every training image once and classifies {accuracy} % of the test images correctly.',
      facts: facts,
      show: '#step-phase',
    },
    {
      title: 'Prune',
      text: [
        'Now every weight has been tried. SET holds that a weight near 0 does little, and gives up a fraction $ζ$ = {zeta} of them: in each sparse layer the smallest of the positive weights and the largest of the negative ones.',
        'Scoring measures each neuron’s centrality on the way; SET does not use it.',
      ],
      task: 'Press [Step phase] until the network has been pruned.',
      done: reached(3),
      said: 'SET cut {removed} connections. They are marked in the picture.',
      facts: facts,
      show: '#step-phase',
    },
    {
      title: 'Regrow',
      text: ['As many connections as were cut now grow, at places drawn at random among all that are empty. A place that was just cut may be drawn again.'],
      task: 'Press [Step phase] once more, or until the epoch is complete.',
      done: reached(EPOCH),
      said: '{grown} connections have grown. Training will show which of them are of use.',
      facts: facts,
      show: '#step-phase',
    },
    {
      title: 'What stays the same',
      text: ['The network had {connections} connections when it started. Look at what it has after the first epoch, in the caption under its picture or in the numbers.'],
      task: 'Choose what a SET epoch does to the number of connections.',
      question: {
        label: 'After an epoch of SET the network has',
        choices: ['fewer connections', 'as many connections', 'more connections'],
        answer: (scene) => {
          const [before, after] = scene.reports(0);
          return before && after && 1 + Math.sign(after.connections - before.connections);
        },
      },
      said: 'The number stays, the places change. So SET searches for a good topology while the network learns, at a fixed cost. (After the last epoch of a run nothing grows any more: nothing would train it.)',
      facts: facts,
      show: '#lanes',
    },
  ],
};

/** @param {Scene} scene */
function facts(scene) {
  const first = scene.first(0);
  return {
    connections: shown(scene.reports(0)[0]?.connections),
    zeta: scene.values.zeta,
    accuracy: first.test_accuracy === undefined ? undefined : percent(first.test_accuracy),
    removed: shown(first.removed),
    grown: shown(first.grown),
  };
}
