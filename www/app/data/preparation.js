/**
 * Data are prepared by a worker that may break down over it: in WebKitGTK 2.50, which compiles it wrongly now and then, a
 * few of a hundred traps or draws other garments. Another worker has the code compiled anew, so that it is asked once more.
 */

import { asLabError } from '../shared/errors.js';

/** What an error is called after which a worker is of no more use, while another may do better. */
const BROKEN = ['trap', 'drawing'];

/** @param {unknown} thrown */
export const isBroken = (thrown) => BROKEN.includes(asLabError(thrown).code);

/**
 * Does some work of a worker, with another one if the first breaks down.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function twice(work) {
  try {
    return await work();
  } catch (thrown) {
    if (!isBroken(thrown)) throw thrown;
    return work();
  }
}

/**
 * Has the data of an experiment loaded and drawn, and then sends them; resolves when they are there. Who waits at a port is
 * not heard of before they can be had, and so does not notice that a worker was lost over it.
 * @param {Pick<import('./data-worker-client.js').DataWorker, 'draw' | 'prepare'>} worker
 * @param {() => Promise<unknown> | undefined} load loads what the worker must have for it; a new one has nothing
 * @param {string} text the experiment
 * @param {MessagePort[]} ports of its lanes
 */
export async function prepare(worker, load, text, ports) {
  await twice(async () => {
    await load();
    await worker.draw(text);
  });
  await worker.prepare(text, ports);
}

/**
 * Has what an experiment takes drawn before anyone waits for it. What goes wrong is told to those who ask for it next.
 * @param {Pick<import('./data-worker-client.js').DataWorker, 'draw'>} worker
 * @param {string | null} text the experiment, if it is one
 */
export function drawAhead(worker, text) {
  if (text !== null) worker.draw(text).catch(() => {});
}
