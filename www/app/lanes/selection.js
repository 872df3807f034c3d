/** The neuron that the visitor looks at: the same in every lane, looked at in one of them. */

import { NONE } from './looked-at.js';

/** @typedef {import('./looked-at.js').LookedAt} LookedAt */

export class Selection {
  #looked;

  /** @param {LookedAt} looked */
  constructor(looked) {
    this.#looked = looked;
  }

  /** Which lane it is looked at in. */
  get lane() {
    return this.#looked.neuron.value.over ?? this.#looked.lane.value ?? 0;
  }

  /** Its number among all neurons, inputs first; null for none. */
  get neuron() {
    return this.#looked.neuron.value.neuron;
  }

  /** Whether it stays when the pointer leaves. */
  get pinned() {
    return this.#looked.neuron.value.pinned;
  }

  /** @param {() => void} listener */
  onChange(listener) {
    this.#looked.lane.subscribe(listener);
    this.#looked.neuron.subscribe(listener);
  }

  /**
   * Looks at a neuron in passing; one that is pinned stays.
   * @param {number} lane
   * @param {number | null} neuron
   */
  hover(lane, neuron) {
    if (!this.pinned) this.#looked.go({ neuron: neuron === null ? NONE : { neuron, pinned: false, over: lane } });
  }

  /**
   * Goes to a neuron, on purpose.
   * @param {number} lane
   * @param {number} neuron
   */
  move(lane, neuron) {
    this.#looked.go({ lane, neuron: { neuron, pinned: this.pinned, over: null } });
  }

  /**
   * @param {number} lane
   * @param {number} neuron
   */
  pin(lane, neuron) {
    this.#looked.go({ lane, neuron: { neuron, pinned: true, over: null } });
  }

  clear() {
    this.#looked.go({ neuron: NONE });
  }
}
