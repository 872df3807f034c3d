// node table.js [results.json]: prints the table of the README, in Markdown.
import { readFileSync } from 'node:fs';

const file = process.argv[2] ?? new URL('results.json', import.meta.url);
const results = JSON.parse(readFileSync(file, 'utf8'));

/** @param {number} value */
const round = (value) => (value >= 1000 ? Math.round(value / 100) * 100 : Number(value.toPrecision(value >= 100 ? 3 : 2)))
  .toLocaleString('en');
const cell = ({ median, low, high, unit }) => `${round(median)} (${round(low)}–${round(high)}) ${unit}`;
const times = (a, b) => `${(a.median / b.median).toFixed(2)} ×`;

const { page, chromium, node } = results;
/** What is measured of the page, and what that comes to. @type {[string, string][]} */
const PAGE = page === null ? [] : [
  ['SET lane, ReLU', cell(page.lanes.set)],
  ['SET lane, SReLU', `${cell(page.lanes.set_srelu)}; ${times(page.lanes.set, page.lanes.set_srelu)} the time`],
  ['SET lane, ReLU, augmentation', `${cell(page.lanes.set_augmented)}; ${times(page.lanes.set, page.lanes.set_augmented)} the time`],
  ['dense MLP lane', cell(page.lanes.mlp)],
  ['part of an epoch that is not training: reports, figures’ data, messages', cell(page.overhead)],
  ['longest task of the main thread while two lanes train', `${cell(page.task_clock)} by the clock, ${cell(page.task_cpu)} of processor time`],
  ['memory of a lane’s worker, FashionMNIST', `${round(page.memory_fashion)} MB`],
  ...(page.memory_cifar10 === null ? [] : [/** @type {[string, string]} */ (['memory of a lane’s worker, CIFAR-10', `${round(page.memory_cifar10)} MB`])]),
  ['page usable, first visit to a local server', cell(page.cold)],
  ['wasm modules of every visit, gzipped', `${Math.round(results.wasm.gzipped / 1000)} kB`],
];

/** @type {[string, (of: any) => string][]} */
const ROWS = [
  ['SET lane, ReLU', (of) => cell(of.epochs.set)],
  ['TensorFlow.js wasm-SIMD, dense', (of) => cell(of.epochs.tensorflow_js)],
  ['SET lane against TensorFlow.js', (of) => times(of.epochs.set, of.epochs.tensorflow_js)],
  ['SET lane against its kernels alone', (of) => times(of.epochs.set, of.epochs['fashion/layer_ceiling'])],
  ['time with SReLU against ReLU', (of) => times(of.epochs.set, of.epochs.set_srelu)],
  ['time with augmentation against without', (of) => times(of.epochs.set, of.epochs.set_augmented)],
  ['dense MLP lane', (of) => cell(of.epochs.mlp)],
  ['CIFAR-10 network, SET, batches', (of) => cell(of.cases['cifar10/batch'])],
  ['Laplacian centrality of every neuron, FashionMNIST', (of) => cell(of.cases['fashion/centrality'])],
  ['Laplacian centrality of every neuron, CIFAR-10', (of) => cell(of.cases['cifar10/centrality'])],
  ['one SET rewiring, FashionMNIST', (of) => cell(of.cases['fashion/set_rewiring'])],
  ['one SET rewiring, CIFAR-10', (of) => cell(of.cases['cifar10/set_rewiring'])],
];

const lines = ROWS.map(([what, value]) => `| ${what} | ${value(chromium)} | ${value(node)} |`);
const perConnection = ({ connections }) => {
  const points = Object.entries(connections).map(([name, { median, connections: n }]) => [name, n, 1e6 / median]);
  return points.map(([name, n, microseconds]) => `| ${name} | ${n.toLocaleString('en')} | ${round(microseconds)} |`);
};
const perBatch = ({ batches }) => Object.entries(batches).map(([name, result]) => `| ${name} | ${cell(result)} |`);

const ofPage = page === null ? '' : `
| the page in Chromium, all of FashionMNIST, whole epochs end to end | |
|---|---|
${PAGE.map(([what, value]) => `| ${what} | ${value} |`).join('\n')}
`;

console.log(`${results.hardware}; ${results.versions.chromium}, Node ${results.versions.node}; commit ${results.commit}.
Median (range).
${ofPage}
| the library alone, ${results.rounds} rounds | Chromium, worker | Node |
|---|---|---|
${lines.join('\n')}

| SET lane in Chromium | connections before the output layer | µs a sample |
|---|---|---|
${perConnection(chromium).join('\n')}

| SET lane in Chromium | |
|---|---|
${perBatch(chromium).join('\n')}`);
