/**
 * What a run keeps of its epochs, to show each of them later without running it again.
 *
 * A snapshot of FashionMNIST's network takes about 30 kB, so 200 epochs of two lanes take 12 MB. A
 * large network or a very long run is thinned out: then only every second epoch keeps its snapshot, or
 * every fourth, and so on; the latest always does. Reports are kept of all: they are a thousand bytes
 * each, and a run has at most 10,000 epochs. What became of the wiring is kept as a summary, see
 * wiring-timeline.js; whole wirings have a budget of their own, see wiring-cache.js.
 *
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 *
 * @typedef {object} Kept what is kept of a lane
 * @property {Snapshot[]} snapshots by epoch, with holes where the run was thinned out
 */

import { sizeOf } from './snapshots.js';

/** Bytes of snapshots that a run may keep, over all lanes. */
export const MOST_BYTES = 64 * 2 ** 20;

/** What a snapshot takes, which never changes. @type {WeakMap<Snapshot, number>} */
const sizes = new WeakMap();

/**
 * Keeps a snapshot. Thins the history out if there is no room for it.
 * @param {Kept[]} lanes of the run
 * @param {number} lane
 * @param {number} epoch
 * @param {Snapshot} snapshot
 * @param {number} [most] bytes
 */
export function keep(lanes, lane, epoch, snapshot, most = MOST_BYTES) {
  lanes[lane].snapshots[epoch] = snapshot;
  // The epoch before was kept as the latest, whether its turn had come or not.
  const stride = strideOf(lanes);
  if (stride > 1) thin(lanes[lane], stride);
  let kept = lanes.reduce((sum, one) => sum + bytesOf(one), 0);
  for (let wider = stride; kept > most && wider < epoch;) {
    wider *= 2;
    for (const one of lanes) thin(one, wider);
    kept = lanes.reduce((sum, one) => sum + bytesOf(one), 0);
  }
}

/**
 * Every how many epochs there is a snapshot: 1, or a power of two in a history that was thinned out.
 * @param {Kept[]} lanes
 */
export function strideOf(lanes) {
  let stride = 1;
  const latest = Math.max(0, ...lanes.map(({ snapshots }) => snapshots.length - 1));
  while (stride < latest && lanes.some(({ snapshots }) => snapshots.length > stride + 1 && !snapshots[stride])) stride *= 2;
  return stride;
}

/**
 * The epoch nearest to `epoch`, and not after it, of which every lane that has come so far has its snapshot.
 * @param {Kept[]} lanes
 * @param {number} epoch
 */
export function nearest(lanes, epoch) {
  const there = (/** @type {number} */ e) => lanes.every(({ snapshots }) => snapshots[e] || snapshots.length <= e);
  while (epoch > 0 && !there(epoch)) epoch -= 1;
  return epoch;
}

/**
 * The bytes of a lane's snapshots.
 * @param {Kept} lane
 */
export function bytesOf({ snapshots }) {
  let sum = 0;
  // forEach passes over the holes.
  snapshots.forEach((snapshot) => {
    const size = sizes.get(snapshot) ?? sizeOf({ ...snapshot, layout: null, wiring: null });
    sizes.set(snapshot, size);
    sum += size;
  });
  return sum;
}

/**
 * @param {Kept} lane
 * @param {number} stride
 */
function thin({ snapshots }, stride) {
  for (let epoch = 0; epoch < snapshots.length - 1; epoch += 1) if (epoch % stride !== 0) delete snapshots[epoch];
}
