/** The Erdős–Rényi start. */

import { number } from '../base/format.js';
import { shown } from './facts.js';

/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {Lesson} */
export const start = {
  id: 'start',
  title: 'The Erdős–Rényi start',
  experiment: 'v=1&lanes=static&train=1000&test=500&epochs=1',
  pages: [
    {
      title: 'A coin for every place',
      text: [
        'Which connections are there at the start is left to chance, as in a random graph of Erdős and Rényi: a coin is tossed for every place. Between layers of $n_in$ and $n_out$ neurons it shows heads with probability $p = ε(n_in + n_out) / (n_in · n_out)$.',
        'Here $ε$ = {epsilon}. The first layer joins {n_in} inputs to {n_out} neurons, so there are {possible} places and $p$ = {p}.',
      ],
      task: 'Work out how many connections the first layer gets on average: $p$ times its places, which is $ε(n_in + n_out)$.',
      question: { label: 'Connections on average', answer: (scene) => scene.plan[0]?.expected, tolerance: (answer) => 0.01 * answer },
      said: '{expected}: it grows with the sum of the two layers, not with their product. The larger a layer, the sparser it is.',
      facts: facts,
      show: '#lanes',
    },
    {
      title: 'Chance, and chance again',
      text: [
        'Over the sparse layers {expected_all} connections are expected. This network has {connections}, because coins are coins.',
        'The seed decides how they fall.',
      ],
      task: 'Press [New seed] and watch the number of connections.',
      enter: (scene) => scene.values.seed,
      done: (scene, seed) => scene.values.seed !== seed && scene.reports(0).length > 0,
      said: 'Other coins, another network: {connections} connections now.',
      facts: facts,
      show: '#new-seed',
    },
    {
      title: 'The same chance twice',
      text: ['Every random number here is a function of the seed. The same seed gives the same network to the last bit: its digest, a name for those bits, is {digest}.'],
      task: 'Press [Reset], which makes the network anew, and compare the digest.',
      enter: (scene) => scene.run?.generation,
      done: (scene, generation) => scene.run?.generation !== generation && scene.reports(0).length > 0,
      said: 'The digest is {digest}: the very same network. All sparse lanes of an experiment start from one network, so what differs later is the method’s doing.',
      facts: facts,
      show: '#reset',
    },
    {
      title: 'More or fewer',
      text: ['The parameter $ε$ sets how sparse the network is. It is {epsilon} now, as in the paper’s Table 3.'],
      task: 'Open Network in the form below the charts and give $ε$ another value.',
      enter: (scene) => scene.values.epsilon,
      done: (scene, epsilon) => scene.values.epsilon !== epsilon && scene.reports(0).length > 0,
      said: 'With $ε$ = {epsilon} there are {connections} connections; {expected_all} were expected.',
      facts: facts,
      show: '#field-epsilon',
    },
  ],
};

/** @param {Scene} scene */
function facts(scene) {
  const [first] = scene.plan;
  const report = scene.reports(0)[0];
  return {
    epsilon: scene.values.epsilon,
    n_in: shown(first?.n_in),
    n_out: shown(first?.n_out),
    possible: shown(first?.possible),
    p: first && number(first.p),
    expected: shown(first?.expected),
    expected_all: shown(scene.plan.reduce((sum, { expected }) => sum + expected, 0)),
    connections: shown(report?.connections),
    digest: report?.digest,
  };
}
