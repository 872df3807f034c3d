/** One CenSET rewiring. */

import { counted, percent, plain } from '../base/format.js';
import { layerNames, locate, nameOf } from '../run/neuron-names.js';
import { EPOCH, measured, reached, shown } from './facts.js';

/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {Lesson} */
export const censet = {
  id: 'censet',
  title: 'One CenSET rewiring',
  experiment: 'v=1&lanes=censet:k=1&train=4000&test=1000&epochs=3',
  pages: [
    {
      title: 'Train',
      text: ['CenSET has the same four phases as SET: train, score, prune, regrow. It differs in what it prunes: neurons, not weights.'],
      task: 'Press [Step phase] once, to train.',
      done: reached(1),
      said: 'The trained network classifies {accuracy} % of the test images correctly.',
      facts: facts,
      show: '#step-phase',
    },
    {
      title: 'Score',
      text: ['The whole network, output layer included, is taken as one weighted graph, and every neuron gets its Laplacian centrality $LC(v)$. Direction does not count.'],
      task: 'Press [Step phase], to score. The histogram shows how many neurons have which LC.',
      done: reached(2),
      said: 'Over all neurons the mean is $μ$ = {mean}, and the standard deviation $σ$ = {std}.',
      facts: facts,
      show: '.centrality',
    },
    {
      title: 'The line',
      text: ['Neurons below the line $μ − kσ$ are pruned. Here $k$ = {k}, $μ$ = {mean} and $σ$ = {std}.'],
      task: 'Work out where the line lies.',
      question: {
        label: 'μ − kσ',
        answer: (scene) => scene.first(0).threshold ?? undefined,
        tolerance: (answer) => 0.02 * Math.abs(answer) + 0.01,
      },
      said: 'It lies at {threshold}. A larger $k$ moves it to the left, where fewer neurons are.',
      facts: facts,
      show: '.centrality',
    },
    {
      title: 'The lowest neuron',
      text: ['Furthest below the line is {lowest}, with an LC of {lowest_lc}. The tab [Neuron], under [Look closer], says what it is made of: the neuron’s own strength, its weights, and its neighbours, as in the closed form.'],
      task: 'In that tab choose layer {layer} and neuron {index}, or select it in the picture of the network.',
      done: (scene) => scene.selected(0) === (lowest(scene)?.neuron ?? null) && scene.selected(0) !== null,
      said: 'Only the part of the neighbours can be below zero: there weights and strengths have opposite signs. The neuron has {degree}; those in the sparse layers go when it is pruned.',
      facts: facts,
      show: '#neuron-layer',
    },
    {
      title: 'Prune',
      text: ['Each neuron below the line loses all its connections in the sparse layers, incoming and outgoing, whatever their weights are.'],
      task: 'Press [Step phase] until the network has been pruned.',
      done: reached(3),
      said: '{pruned} neurons lay below the line, and {removed} connections went with them.',
      facts: facts,
      show: '#step-phase',
    },
    {
      title: 'Regrow',
      text: ['As many connections grow as were cut, at random over all empty places of their layer. A pruned neuron may get new ones.'],
      task: 'Press [Step phase] once more, or until the epoch is complete.',
      done: reached(EPOCH),
      said: '{grown} have grown. No neuron is lost for good: pruning is a fresh start for the neurons of low centrality.',
      facts: facts,
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

/** @param {Scene} scene */
function facts(scene) {
  const first = scene.first(0);
  const low = lowest(scene);
  return {
    lowest: low?.name,
    lowest_lc: measured(low?.lc),
    layer: low?.layer,
    index: low ? String(low.index) : undefined,
    degree: low ? counted(low.degree, 'connection') : undefined,
    accuracy: first.test_accuracy === undefined ? undefined : percent(first.test_accuracy),
    k: scene.lab.checked.lanes[0] && plain(scene.lab.checked.lanes[0].k),
    mean: measured(first.lc_mean),
    std: measured(first.lc_std),
    threshold: measured(first.threshold),
    pruned: shown(first.pruned_neurons),
    removed: shown(first.removed),
    grown: shown(first.grown),
  };
}
