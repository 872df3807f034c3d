/** Lessons on sparse networks: dense against sparse, the Erdős–Rényi start, one SET rewiring. */

import { count, number, percent } from '../base/format.js';

/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').Scene} Scene */

const EPOCH = 4; // phases
const reached = (/** @type {number} */ phases) => (/** @type {Scene} */ scene) => scene.phases >= phases;
const shown = (/** @type {number | null | undefined} */ n) => (n == null ? undefined : count(n));

/** @type {Lesson} */
export const dense = {
  id: 'dense',
  title: 'Dense against sparse',
  experiment: 'v=1&lanes=mlp,set&train=4000&test=1000&epochs=10',
  pages: [
    {
      title: 'Most places stay empty',
      text: [
        'A multi-layer perceptron (MLP) is dense: each neuron is joined to every neuron of the next layer. Before its output layer this one has {dense} connections, each with a weight to learn.',
        'The network beside it is sparse. It has the same neurons, and only {sparse} connections. Both pictures show a few of them.',
      ],
      task: 'Work out how many of a hundred dense connections the sparse network has.',
      question: {
        label: 'Percent of the dense connections',
        answer: (scene) => {
          const [mlp, set] = [scene.reports(0)[0], scene.reports(1)[0]];
          return mlp && set && 100 * (set.connections / mlp.connections);
        },
        tolerance: () => 1,
      },
      said: 'It is {share} %. Memory and time for a training step shrink with the number of connections.',
      facts,
      show: '#lanes',
    },
    {
      title: 'Does it learn as well?',
      text: [
        'Both networks see the same images in the same order. A sparse network from the start is a bold idea: nobody knows yet which connections will be needed.',
        'Say to yourself which accuracy you expect, then let both learn.',
      ],
      task: 'Press [Run] and watch the chart of accuracy until both have finished.',
      done: (scene) => scene.finished,
      said: 'The dense network reached {mlp_accuracy} %, the sparse one {set_accuracy} %, with {share} % of the connections. An epoch took {mlp_seconds} s against {set_seconds} s on your machine. To see whether the gap closes, raise [Epochs] in the form: the run goes on.',
      facts,
      show: '#charts',
    },
  ],
};

/** @param {Scene} scene */
function facts(scene) {
  const [mlp, set] = [scene.reports(0), scene.reports(1)];
  const [a, b] = [mlp.at(-1), set.at(-1)];
  return {
    dense: shown(mlp[0]?.connections),
    sparse: shown(set[0]?.connections),
    share: mlp[0] && set[0] && percent(100 * (set[0].connections / mlp[0].connections)),
    mlp_accuracy: a && percent(a.test_accuracy),
    set_accuracy: b && percent(b.test_accuracy),
    mlp_seconds: a && number(a.seconds, 2),
    set_seconds: b && number(b.seconds, 2),
  };
}

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
      facts: startFacts,
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
      facts: startFacts,
      show: '#new-seed',
    },
    {
      title: 'The same chance twice',
      text: ['Every random number here is a function of the seed. The same seed gives the same network to the last bit: its digest, a name for those bits, is {digest}.'],
      task: 'Press [Reset], which makes the network anew, and compare the digest.',
      enter: (scene) => scene.run?.generation,
      done: (scene, generation) => scene.run?.generation !== generation && scene.reports(0).length > 0,
      said: 'The digest is {digest}: the very same network. All sparse lanes of an experiment start from one network, so what differs later is the method’s doing.',
      facts: startFacts,
      show: '#reset',
    },
    {
      title: 'More or fewer',
      text: ['The parameter $ε$ sets how sparse the network is. It is {epsilon} now, as in the paper’s Table 3.'],
      task: 'Open Network in the form below the charts and give $ε$ another value.',
      enter: (scene) => scene.values.epsilon,
      done: (scene, epsilon) => scene.values.epsilon !== epsilon && scene.reports(0).length > 0,
      said: 'With $ε$ = {epsilon} there are {connections} connections; {expected_all} were expected.',
      facts: startFacts,
      show: '#field-epsilon',
    },
  ],
};

/** @param {Scene} scene */
function startFacts(scene) {
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
      facts: setFacts,
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
      facts: setFacts,
      show: '#step-phase',
    },
    {
      title: 'Regrow',
      text: ['As many connections as were cut now grow, at places drawn at random among all that are empty. A place that was just cut may be drawn again.'],
      task: 'Press [Step phase] once more, or until the epoch is complete.',
      done: reached(EPOCH),
      said: '{grown} connections have grown. Training will show which of them are of use.',
      facts: setFacts,
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
      facts: setFacts,
      show: '#lanes',
    },
  ],
};

/** @param {Scene} scene */
function setFacts(scene) {
  const first = scene.first(0);
  return {
    connections: shown(scene.reports(0)[0]?.connections),
    zeta: scene.values.zeta,
    accuracy: first.test_accuracy === undefined ? undefined : percent(first.test_accuracy),
    removed: shown(first.removed),
    grown: shown(first.grown),
  };
}
