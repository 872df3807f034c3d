// What is measured, the same in Node and in a browser's worker. Contestants take turns, so that what else the machine
// does hits all of them.
import { open as openKernels } from './kernels.js';
import { take } from './parts.js';
import { tensorflowLane } from './tensorflow.js';

/**
 * @typedef {{ median: number, low: number, high: number, unit: string, connections?: number, digest?: string }} Result
 * @typedef {{ name: string, unit: string, connections?: number, sample(): number, end?(): { digest?: string } | void }} Contestant
 *   `sample` does a fixed piece of work and returns its rate or time in `unit`.
 */

const LANES = {
  set: 'act=relu&lanes=set',
  set_srelu: 'act=srelu&lanes=set',
  set_augmented: 'act=relu&lanes=set&augment=1',
  mlp: 'act=relu&lanes=mlp',
};
const EPSILONS = [5, 10, 20, 40, 80];
const BATCHES = [20, 50, 100, 200, 500];

/** @param {number} ms */
const seconds = (ms) => ms / 1000;

/** @param {number[]} samples @returns {{ median: number, low: number, high: number }} */
function summary(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, low: sorted[0], high: sorted[sorted.length - 1] };
}

/**
 * Lets the contestants take turns; the first round warms up and does not count.
 * @param {Contestant[]} contestants @param {number} rounds @returns {Promise<Record<string, Result>>}
 */
async function race(contestants, rounds) {
  const samples = contestants.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round <= rounds; round++) {
    for (const [i, contestant] of contestants.entries()) {
      const value = await contestant.sample();
      if (round > 0) samples[i].push(value);
    }
  }
  return Object.fromEntries(contestants.map(({ name, unit, connections, end }, i) =>
    [name, { ...summary(samples[i]), unit, connections, ...end?.() }]));
}

/**
 * @param {{ pkg: any, module: WebAssembly.Module, kernels: WebAssembly.Module, tf: any, files: Uint8Array[] | null,
 *   rounds: number, say(text: string): void }} environment
 *   `pkg` is the page's module with its bindings, `files` FashionMNIST's four files in the order of `DataStore.fashion`.
 */
export async function measure({ pkg, module, kernels, tf, files, rounds, say }) {
  pkg.initSync({ module });
  const store = new pkg.DataStore();
  if (files) store.fashion(...files);
  // Without the files, as many garments: images of the same size.
  const source = files ? 'data=fashion' : 'data=garments';
  const data = files ? source : `${source}&train=60000&test=10000`;
  const part = `${source}&train=10000&test=1000`;
  const whole = `v=1&preset=described&${data}`;
  const { train: images, test } = store.prepare(whole);

  /** A lane as the page trains it, reports and snapshots included. One sample is one epoch. @returns {Contestant} */
  function lane(name, settings, prepared, trainImages) {
    const text = `v=1&preset=described&${settings}&epochs=200`;
    const session = new pkg.LaneSession(text, 0, take(store, prepared, (shape) => new pkg.Images(shape)));
    let report;
    const epoch = () => {
      do ({ report } = session.advance()); while (!report);
      session.snapshot();
    };
    epoch(); // the untrained network
    const contestant = {
      name,
      unit: 'samples/s',
      connections: report.connections,
      sample() {
        const start = performance.now();
        epoch();
        return trainImages / seconds(performance.now() - start);
      },
      end() {
        session.free();
        return { digest: report.digest };
      },
    };
    return contestant;
  }

  /** One of cases.rs. @param {any} library @param {string} name @returns {Contestant} */
  function alone(library, name) {
    const { amount, unit, run, free } = library.case(name);
    let times = 1;
    const timed = () => {
      const start = performance.now();
      run(times);
      return performance.now() - start;
    };
    // Long enough for the engine to compile its best code, and for its clock.
    for (let spent = 0; spent < 200;) {
      const took = timed();
      spent += took;
      if (took < 25) times *= 2;
    }
    const units = { flop: 'GFLOP/s', samples: 'samples/s', runs: 'ms' };
    const value = {
      flop: (each) => amount / each / 1e6,
      samples: (each) => amount / seconds(each),
      runs: (each) => each,
    };
    return { name, unit: units[unit], sample: () => value[unit](timed() / times), end: free };
  }

  say('whole epochs');
  const contestants = Object.entries(LANES).map(([name, settings]) => lane(name, `${data}&${settings}`, whole, images));
  const [train, tested] = [store.part(whole, false, 0, images), store.part(whole, true, 0, test)];
  contestants.push(await tensorflowLane(tf, {
    train_images: train.images, train_labels: train.labels, test_images: tested.images, test_labels: tested.labels,
  }));
  const library = await openKernels(kernels);
  contestants.push(alone(library, 'fashion/layer_ceiling'));
  const epochs = await race(contestants, rounds);

  say('kernels');
  // One at a time: each needs its own network.
  const cases = {};
  for (const name of library.names()) Object.assign(cases, await race([alone(library, name)], 2 * rounds));

  say('connections and batches');
  const few = `v=1&preset=described&${part}`;
  const some = (name, settings) => lane(name, `${part}&act=relu&${settings}`, few, 10000);
  const connections = await race([
    ...EPSILONS.map((epsilon) => some(`epsilon=${epsilon}`, `lanes=set&epsilon=${epsilon}`)), some('dense', 'lanes=mlp'),
  ], rounds);
  const batches = await race(BATCHES.map((batch) => some(`batch=${batch}`, `lanes=set&batch=${batch}`)), rounds);
  return { epochs, cases, connections, batches };
}
