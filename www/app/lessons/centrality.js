/** Lessons on CenSET: one rewiring, why it stops, choosing k; and on the paper. */

import { count, counted, number, percent, plain } from '../base/format.js';
import { layerNames, locate, nameOf } from '../run/neuron-names.js';

/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').Scene} Scene */

const EPOCH = 4; // phases
const reached = (/** @type {number} */ phases) => (/** @type {Scene} */ scene) => scene.phases >= phases;
const shown = (/** @type {number | null | undefined} */ n) => (n == null ? undefined : count(n));
const measured = (/** @type {number | null | undefined} */ n) => (n == null ? undefined : number(n));

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
      facts: censetFacts,
      show: '#step-phase',
    },
    {
      title: 'Score',
      text: ['The whole network, output layer included, is taken as one weighted graph, and every neuron gets its Laplacian centrality $LC(v)$. Direction does not count.'],
      task: 'Press [Step phase], to score. The histogram shows how many neurons have which LC.',
      done: reached(2),
      said: 'Over all neurons the mean is $μ$ = {mean}, and the standard deviation $σ$ = {std}.',
      facts: censetFacts,
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
      facts: censetFacts,
      show: '.centrality',
    },
    {
      title: 'The lowest neuron',
      text: ['Furthest below the line is {lowest}, with an LC of {lowest_lc}. The tab [Neuron], under [Look closer], says what it is made of: the neuron’s own strength, its weights, and its neighbours, as in the closed form.'],
      task: 'In that tab choose layer {layer} and neuron {index}, or select it in the picture of the network.',
      done: (scene) => scene.selected(0) === (lowest(scene)?.neuron ?? null) && scene.selected(0) !== null,
      said: 'Only the part of the neighbours can be below zero: there weights and strengths have opposite signs. The neuron has {degree}; those in the sparse layers go when it is pruned.',
      facts: censetFacts,
      show: '#neuron-layer',
    },
    {
      title: 'Prune',
      text: ['Each neuron below the line loses all its connections in the sparse layers, incoming and outgoing, whatever their weights are.'],
      task: 'Press [Step phase] until the network has been pruned.',
      done: reached(3),
      said: '{pruned} neurons lay below the line, and {removed} connections went with them.',
      facts: censetFacts,
      show: '#step-phase',
    },
    {
      title: 'Regrow',
      text: ['As many connections grow as were cut, at random over all empty places of their layer. A pruned neuron may get new ones.'],
      task: 'Press [Step phase] once more, or until the epoch is complete.',
      done: reached(EPOCH),
      said: '{grown} have grown. No neuron is lost for good: pruning is a fresh start for the neurons of low centrality.',
      facts: censetFacts,
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
function censetFacts(scene) {
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
      facts: stopsFacts,
      show: '#charts',
    },
    {
      title: 'Look back',
      text: ['The slider [Look back], under the charts, brings an earlier epoch back in all pictures. The table under [Numbers] has the connections that each lane removed.'],
      task: 'Find the last epoch in which CenSET removed anything, and go there with the slider. Then look at its histogram again.',
      done: (scene) => scene.finished && scene.epoch === lastCut(scene, 1),
      said: 'In epoch {last_cut}, {last_pruned} lay left of the line at {last_line}, red in the histogram. In epoch {epochs} the line lies at {threshold}.',
      facts: stopsFacts,
      show: '#scrub',
    },
    {
      title: 'Nothing below the line',
      text: ['SET has something to cut in every epoch. CenSET has not.'],
      task: 'Count in the table in how many epochs CenSET removed no connection. Leave out epoch 0, before training.',
      question: { label: 'Epochs without a cut', answer: (scene) => (scene.finished ? idle(scene, 1) : undefined), tolerance: () => 0 },
      said: 'In {idle} of {epochs} epochs, and SET in {set_idle}. Few neurons lie far below the mean; once these are pruned, $σ$ settles and hardly any fall below the line again. In this the paper’s Section 7.2 sees a reason why CenSET is less accurate than SET: it gets no new connections to try.',
      facts: stopsFacts,
      show: '#numbers',
    },
  ],
};

/** @param {Scene} scene */
function stopsFacts(scene) {
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

/** @type {Lesson} */
export const choosing = {
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
      facts: kFacts,
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
      facts: kFacts,
      show: '#charts',
    },
    {
      title: 'Your own k',
      text: ['Too small a $k$ forgets, too large a $k$ never rewires. The paper searched for the best by the accuracy on the test images, and found differences smaller than chance: {noise}'],
      task: 'Drag the line in a lane’s histogram, or move the slider below it. The sentence there says what would go. Then press the button that starts with the new $k$, and let that run train to its end.',
      enter: (scene) => scene.lab.checked.canonical,
      done: (scene, before) => scene.lab.checked.canonical !== before && scene.finished,
      said: 'Now it is {ks}, and the accuracies are {accuracies}. One run each says little; the same with other seeds says more.',
      facts: kFacts,
      show: '.cut-line input',
    },
  ],
};

/** @param {number[]} values */
const most = (values) => (values.length ? values.indexOf(Math.max(...values)) : undefined);

/** @param {Scene} scene */
function kFacts(scene) {
  const lanes = scene.lab.checked.lanes;
  const last = lanes.map((_, i) => scene.reports(i).at(-1));
  return {
    ks: lanes.map(({ label, setting }) => setting ?? label).join(', '),
    accuracies: last.every((report) => report) ? last.map((report) => `${percent(report?.test_accuracy ?? 0)} %`).join(', ') : undefined,
    cut: scene.finished ? shown(Math.max(...last.map((report) => report?.removed ?? 0))) : undefined,
    noise: scene.difference('noise'),
  };
}

/** @type {Lesson} */
export const paper = {
  id: 'paper',
  title: 'What the paper found',
  pages: [
    {
      title: 'The result',
      text: ['Table 4 compares the methods at their best. On FashionMNIST it prints {mlp} % for the MLP, {set} % for SET, and {censet} % for CenSET.'],
      task: 'Work out by how many points CenSET is below SET.',
      question: {
        label: 'Points below SET',
        answer: (scene) => {
          const [set, censet] = [scene.printed(4, 'FashionMNIST', /lanes=set&/), scene.printed(4, 'FashionMNIST', /lanes=censet/)];
          return set === undefined || censet === undefined ? undefined : set - censet;
        },
        tolerance: () => 0.05,
      },
      said: 'By {below} points. And this is CenSET at its best $k$. {static}',
      facts: paperFacts,
      view: 'paper',
      show: '#paper-content',
    },
    {
      title: 'Two programs',
      text: ['The paper describes one program, and its published code is another. {direction}', '{truncation}', '{output}'],
      task: 'Open the experiment behind a number: press a printed accuracy in Table 4. It opens in the Lab, as the code ran it.',
      done: (scene) => scene.values.preset === 'published' || scene.values.preset === 'described',
      said: 'The form now shows the preset {preset}. Here it can be run, and compared with what the text describes by changing that one key.',
      facts: paperFacts,
      view: 'paper',
      show: '#paper-content',
    },
    {
      title: 'What was measured',
      text: ['The paper’s other question is how centrality evolves. {set_graph}', '{mlp_graph}', '{half}'],
      task: 'Choose what follows for the levels of LC in Table 4.',
      question: {
        label: 'The LC of the three methods in Table 4',
        choices: ['can be compared as they stand', 'are of different graphs and cannot be compared', 'are of the same graph, at different epochs'],
        answer: (scene) => (scene.difference('set-graph') && scene.difference('mlp-graph') ? 1 : undefined),
      },
      said: 'Each is of another graph. On this page a lane’s LC is always that of its own network; the Paper view shows both, side by side. That hubs stand out more as training goes on can be seen here for every method.',
      facts: paperFacts,
      view: 'paper',
      show: '#paper-content',
    },
  ],
};

/** @param {Scene} scene */
function paperFacts(scene) {
  const accuracy = (/** @type {RegExp} */ lanes) => scene.printed(4, 'FashionMNIST', lanes);
  const [mlp, set, cen] = [accuracy(/lanes=mlp&/), accuracy(/lanes=set&/), accuracy(/lanes=censet/)];
  const two = (/** @type {number | undefined} */ value) => value?.toFixed(2);
  return {
    mlp: two(mlp),
    set: two(set),
    censet: two(cen),
    below: set === undefined || cen === undefined ? undefined : two(set - cen),
    static: scene.difference('almost-static'),
    direction: scene.difference('direction'),
    truncation: scene.difference('truncation'),
    output: scene.difference('output-layer'),
    set_graph: scene.difference('set-graph'),
    mlp_graph: scene.difference('mlp-graph'),
    half: scene.difference('half-epoch'),
    preset: scene.values.preset,
  };
}
