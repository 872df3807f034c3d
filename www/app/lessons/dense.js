/** Dense against sparse. */

import { number, percent } from '../base/format.js';
import { shown } from './facts.js';

/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').Scene} Scene */

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
