/**
 * What the changes of a lane's wiring add up to, worked out by the wasm module as each epoch comes. The
 * changes themselves are then of no more use: a few hundred bytes an epoch are left of them.
 */

import { asLabError } from '../shared/errors.js';

/**
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {import('../../pkg/censet_lab.js').WiringTimeline} WiringTimeline
 * @typedef {Pick<typeof import('../../pkg/censet_lab.js'), 'WiringTimeline'>} Wasm
 */

export class WiringTime {
  /** @type {WiringTimeline | null} of the epochs so far */
  timeline = null;
  /** @type {string | null} why there is none */
  missing = null;
  #wasm;

  /** @param {Wasm} wasm */
  constructor(wasm) {
    this.#wasm = wasm;
  }

  /** How many epochs it knows, epoch 0 included. */
  get length() {
    return this.timeline?.length ?? 0;
  }

  /**
   * Takes what an epoch changed; the snapshot is then without it.
   * @param {number} epoch the next, or the last one anew
   * @param {Snapshot} snapshot
   */
  add(epoch, snapshot) {
    const { changes, layout } = snapshot;
    delete snapshot.changes;
    if (this.missing !== null || !changes) return;
    try {
      this.timeline ??= new this.#wasm.WiringTimeline(layout.layers);
      if (epoch === this.length - 1) this.timeline.take_back();
      if (epoch === this.length) this.timeline.add(changes);
      else this.#lose(`What epoch ${this.length} changed in the wiring was not kept.`);
    } catch (thrown) {
      this.#lose(asLabError(thrown).text);
    }
  }

  /**
   * Goes on from a save.
   * @param {Uint8Array | null} saved what {@link save} gave; null in files, which hold the network but not its past
   * @param {number} completed the last epoch reported
   */
  recall(saved, completed) {
    this.free();
    if (completed < 0) return;
    if (!saved) {
      this.#lose(`What the epochs up to ${completed} changed in the wiring is not in the save that this run went on from.`);
      return;
    }
    try {
      this.timeline = this.#wasm.WiringTimeline.read(saved);
      if (this.length !== completed + 1) this.#lose(`The wiring over time was saved at another epoch than the network.`);
    } catch (thrown) {
      this.#lose(asLabError(thrown).text);
    }
  }

  /**
   * As bytes; null if there is nothing.
   * @param {number} completed the last epoch that they must know
   */
  save(completed) {
    return this.timeline && this.length === completed + 1 ? /** @type {Uint8Array<ArrayBuffer>} */ (this.timeline.save()) : null;
  }

  free() {
    this.timeline?.free();
    this.timeline = null;
    this.missing = null;
  }

  /** @param {string} why */
  #lose(why) {
    this.free();
    this.missing = why;
  }
}
