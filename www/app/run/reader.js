/**
 * The reader: what few visitors ask for is in a module of its own, which works in a worker as a lane's does. It writes a
 * lane's network as tensors, and as the last rewiring left it, out of the lane's state.
 */

import { COMMIT } from '../shared/build.js';
import { openLane } from './lane-worker-client.js';

/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('./run.js').Means} Means */
/** @typedef {import('./lane-worker-client.js').LaneEvents} LaneEvents */

/**
 * @typedef {object} ReaderMeans
 * @property {() => Promise<WebAssembly.Module>} load the reader's module
 * @property {Means['prepare']} prepare
 */

const nothing = () => {};
/** Of a lane that is only asked. @type {LaneEvents} */
export const UNHEARD = { epoch: nothing, phase: nothing, progress: nothing, resumed: nothing, error: nothing };

/**
 * Starts a worker of the reader for one lane.
 * @param {import('./lane-worker-client.js').Opening & { module: WebAssembly.Module }} lane
 * @param {LaneEvents} events
 */
export const openReader = (lane, events) => openLane(lane, events, 'app/workers/reader-worker.js');

/**
 * The network of a lane as a file. The lane's own worker gives its state, and goes on.
 * @param {Run} run
 * @param {number} index of the lane
 * @param {'safetensors' | 'rewired'} method that writes it, as the last epoch trained it or as the last rewiring left it
 * @param {string[]} args
 * @param {ReaderMeans} means
 * @returns {Promise<Blob>}
 */
export async function networkFile(run, index, method, args, { load, prepare }) {
  const client = run.lanes[index]?.client;
  if (!client) throw new Error('the network has stopped');
  const { text, generation } = run;
  const [{ bytes }, module] = await Promise.all([client.ask('save'), load()]);
  const { port1, port2 } = new MessageChannel();
  /** @type {import('./lane-worker-client.js').LaneClient | null} */
  let reader = null;
  try {
    return await new Promise((resolve, reject) => {
      reader = openReader({ module, generation, text, index, data: port1, saved: bytes, quiet: true }, { ...UNHEARD, error: reject });
      reader.ask(method, ...args, COMMIT).then(resolve, reject);
      prepare(text, [port2]).catch(reject);
    });
  } finally {
    /** @type {import('./lane-worker-client.js').LaneClient | null} */ (reader)?.close();
  }
}
