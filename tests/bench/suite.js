// What is measured, the same in Node and in a browser's worker. Contestants take turns, so that what else the machine
// does hits all of them.
import { open as openKernels } from './kernels.js';
import { tensorflowLane } from './tensorflow.js';

/**
 * @typedef {{ median: number, low: number, high: number, unit: string, connections?: number, digest?: string }} Result
 * @typedef {{ name: string, unit: string, connections?: number, sample(): number | Promise<number>, end?(): { digest?: string } | void }} Contestant
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
 * The bytes of an IDX file after its header.
 * @param {Uint8Array} file gzipped @param {number} header
 */
async function unpacked(file, header) {
  const stream = new Blob([/** @type {BlobPart} */ (file)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer()).subarray(header);
}

/**
 * @param {{ kernels: WebAssembly.Module, tf: any, files: Uint8Array[], rounds: number, say(text: string): void }} environment
 *   `files` are FashionMNIST's: train images, train labels, test images, test labels.
 */
export async function measure({ kernels, tf, files, rounds, say }) {
  const library = await openKernels(kernels);
  const [trainImages, trainLabels, testImages, testLabels] = await Promise.all(files.map((file, i) => unpacked(file, i % 2 ? 8 : 16)));
  const take = (train, test) => library.dataset({
    side: 28,
    trainImages: trainImages.subarray(0, 784 * train), trainLabels: trainLabels.subarray(0, train),
    testImages: testImages.subarray(0, 784 * test), testLabels: testLabels.subarray(0, test),
  });
  const whole = take(60000, 10000);
  const part = take(10000, 1000);

  /** A lane, whole epochs: one sample is one epoch. @returns {Contestant} */
  function lane(name, settings, dataset, images) {
    const lane = library.trainer(`v=1&preset=described&${settings}&epochs=10000`, 0, dataset);
    lane.epoch(); // the untrained network
    let digest;
    return {
      name,
      unit: 'samples/s',
      connections: lane.connections(),
      sample() {
        const start = performance.now();
        digest = lane.epoch();
        return images / seconds(performance.now() - start);
      },
      end() {
        lane.free();
        return { digest };
      },
    };
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
  const contestants = Object.entries(LANES).map(([name, settings]) => lane(name, settings, whole, 60000));
  contestants.push(await tensorflowLane(tf, { train_images: trainImages, train_labels: trainLabels, height: 28, width: 28 }));
  contestants.push(alone(library, 'fashion/layer_ceiling'));
  const epochs = await race(contestants, rounds);

  say('kernels');
  // One at a time: each needs its own network.
  const cases = {};
  for (const name of library.names()) Object.assign(cases, await race([alone(library, name)], 2 * rounds));

  say('connections and batches');
  const some = (name, settings) => lane(name, `act=relu&${settings}`, part, 10000);
  const connections = await race([
    ...EPSILONS.map((epsilon) => some(`ε = ${epsilon}`, `lanes=set&epsilon=${epsilon}`)), some('dense', 'lanes=mlp'),
  ], rounds);
  const batches = await race(BATCHES.map((batch) => some(`batch ${batch}`, `lanes=set&batch=${batch}`)), rounds);
  return { epochs, cases, connections, batches };
}
