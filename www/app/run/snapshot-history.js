/**
 * What a run keeps of its epochs, to show each of them later without running it again.
 *
 * A snapshot of FashionMNIST's network takes about 30 kB, so 200 epochs of two lanes take 12 MB. A
 * large network or a very long run is thinned out: then only every second epoch keeps its snapshot, or
 * every fourth, and so on; the latest always does. A run from a file has none of the epochs before it was
 * opened, whatever it keeps of those that come. Reports are kept of all: they are a thousand bytes
 * each, and a run has at most 10,000 epochs. What became of the wiring is kept as a summary, see
 * wiring-timeline.js; whole wirings have a budget of their own, see wiring-cache.js.
 *
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 *
 * @typedef {object} Kept what is kept of a lane
 * @property {number} completed the last epoch reported; −1 before the first
 * @property {Snapshot[]} snapshots by epoch, with holes where the run was thinned out, and where it had none to begin with
 */

import { sizeOf } from './snapshots.js';

/** Bytes of snapshots that a run may keep, over all lanes. */
const MOST_BYTES = 64 * 2 ** 20;

/** What a snapshot takes, which never changes. @type {WeakMap<Snapshot, number>} */
const sizes = new WeakMap();

export class SnapshotHistory {
  #lanes;
  #stride;
  #most;

  /**
   * @param {Kept[]} lanes of the run
   * @param {{ stride?: number, most?: number }} [options] how a run that goes on was thinned out before; bytes that it may keep
   */
  constructor(lanes, { stride = 1, most = MOST_BYTES } = {}) {
    this.#lanes = lanes;
    this.#stride = stride;
    this.#most = most;
  }

  /** Every how many epochs a snapshot stays: 1, or a power of two in a run that was thinned out. */
  get stride() {
    return this.#stride;
  }

  /**
   * Keeps a snapshot. Thins the history out if there is no room for it.
   * @param {number} lane
   * @param {number} epoch
   * @param {Snapshot} snapshot
   */
  keep(lane, epoch, snapshot) {
    const lanes = this.#lanes;
    lanes[lane].snapshots[epoch] = snapshot;
    // The epoch before was kept as the latest, whether its turn had come or not.
    thin(lanes[lane], this.#stride);
    let kept = lanes.reduce((sum, one) => sum + bytesOf(one), 0);
    while (kept > this.#most && this.#stride < epoch) {
      this.#stride *= 2;
      for (const one of lanes) thin(one, this.#stride);
      kept = lanes.reduce((sum, one) => sum + bytesOf(one), 0);
    }
  }

  /** The first epoch that can be shown; null if there is none. */
  get first() {
    return this.nearest(0);
  }

  /**
   * The epoch nearest to `wanted` of which every lane that has come so far has its snapshot, in the direction in which one
   * goes; null if there is none at all.
   * @param {number} wanted
   * @param {number} [from] the epoch that is shown
   */
  nearest(wanted, from = wanted) {
    const last = Math.max(-1, ...this.#lanes.map(({ completed }) => completed));
    const step = wanted < from ? -1 : 1;
    for (const by of [step, -step]) {
      for (let epoch = wanted; epoch >= 0 && epoch <= last; epoch += by) if (this.#has(epoch)) return epoch;
    }
    return null;
  }

  /** @param {number} epoch */
  #has(epoch) {
    const come = this.#lanes.filter(({ completed }) => completed >= epoch);
    return come.length > 0 && come.every(({ snapshots }) => snapshots[epoch]);
  }
}

/**
 * The bytes of a lane's snapshots.
 * @param {Pick<Kept, 'snapshots'>} lane
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
  if (stride === 1) return;
  // oxlint-disable-next-line typescript/no-array-delete -- a list with holes is meant: the others keep their places
  for (let epoch = 0; epoch < snapshots.length - 1; epoch += 1) if (epoch % stride !== 0) delete snapshots[epoch];
}
