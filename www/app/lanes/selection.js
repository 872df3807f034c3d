/** The neuron that the visitor looks at: the same in every lane, looked at in one of them. */

export class Selection {
  /** Which lane it is looked at in. */
  lane = 0;
  /** Its number among all neurons, inputs first. @type {number | null} */
  neuron = null;
  /** Whether it stays when the pointer leaves. */
  pinned = false;
  /** @type {Set<() => void>} */
  #changed = new Set();

  /** @param {() => void} listener */
  onChange(listener) {
    this.#changed.add(listener);
  }

  /**
   * Looks at a neuron in passing; one that is pinned stays.
   * @param {number} lane
   * @param {number | null} neuron
   */
  hover(lane, neuron) {
    if (!this.pinned) this.#set(neuron === null ? this.lane : lane, neuron, false);
  }

  /**
   * Goes to a neuron, on purpose.
   * @param {number} lane
   * @param {number} neuron
   */
  move(lane, neuron) {
    this.#set(lane, neuron, this.pinned);
  }

  /**
   * @param {number} lane
   * @param {number} neuron
   */
  pin(lane, neuron) {
    this.#set(lane, neuron, true);
  }

  clear() {
    this.#set(this.lane, null, false);
  }

  /**
   * @param {number} lane
   * @param {number | null} neuron
   * @param {boolean} pinned
   */
  #set(lane, neuron, pinned) {
    if (lane === this.lane && neuron === this.neuron && pinned === this.pinned) return;
    Object.assign(this, { lane, neuron, pinned });
    for (const listener of this.#changed) listener();
  }
}
