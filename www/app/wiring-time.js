/**
 * What the changes of a lane's wiring add up to, worked out by the wasm module a few epochs at a time, so
 * that a long history never holds up the page.
 */

import { asLabError } from './errors.js';

/**
 * @typedef {import('./run.js').Lane} Lane
 * @typedef {import('../pkg/censet_lab.js').WiringTimeline} WiringTimeline
 * @typedef {typeof import('../pkg/censet_lab.js')} Lab
 */

export class WiringTime {
  /** @type {WiringTimeline | null} of the epochs worked through */
  timeline = null;
  /** @type {string | null} why no more epochs can be worked through */
  missing = null;
  #lane;
  #lab;
  /** @type {Uint8Array | null} what was added last */
  #added = null;

  /**
   * @param {Lane} lane
   * @param {Lab} lab
   */
  constructor(lane, lab) {
    this.#lane = lane;
    this.#lab = lab;
  }

  /** The epochs worked through, epoch 0 included. */
  get length() {
    return this.timeline?.length ?? 0;
  }

  /**
   * Works through what has come meanwhile.
   * @param {() => boolean} goOn whether there is still time
   * @returns {boolean} whether there is more to do
   */
  catchUp(goOn) {
    const { changes, snapshots } = this.#lane;
    // An epoch that was reported again, or a lane that was made anew: what followed from it is void.
    if (this.#added && changes[this.length - 1] !== this.#added) this.free();
    if (this.missing !== null) return false;
    const layers = snapshots.find(Boolean)?.layout.layers;
    if (!layers) return false;
    this.timeline ??= new this.#lab.WiringTimeline(layers);
    while (this.length < changes.length) {
      if (!goOn()) return true;
      const next = changes[this.length];
      if (!next) {
        this.missing = `What epoch ${this.length} changed was not kept: this run went on from a file without it.`;
        return false;
      }
      try {
        this.timeline.add(next);
      } catch (thrown) {
        this.missing = asLabError(thrown).text;
        return false;
      }
      this.#added = next;
    }
    return false;
  }

  free() {
    this.timeline?.free();
    this.timeline = null;
    this.missing = null;
    this.#added = null;
  }
}
