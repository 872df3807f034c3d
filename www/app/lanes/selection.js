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

/**
 * What the layers of a network are called, inputs first.
 * @param {number} count how many there are
 */
export const layerNames = (count) => Array.from({ length: count }, (_, i) => (i === 0 ? 'input' : i === count - 1 ? 'output' : `hidden ${i}`));

/**
 * The layer of a neuron and its number there, from 0.
 * @param {Uint32Array} layers sizes
 * @param {number} neuron
 */
export function locate(layers, neuron) {
  let index = neuron;
  for (const [layer, size] of layers.entries()) {
    if (index < size) return { layer, index };
    index -= size;
  }
  throw new Error(`there is no neuron ${neuron}`);
}

/**
 * "hidden 1, neuron 17", "input, row 3, column 12", "output, Coat".
 * @param {import('../shared/types.js').Layout} layout
 * @param {number} neuron
 */
export function nameOf({ layers, shape, classes }, neuron) {
  const { layer, index } = locate(layers, neuron);
  const name = layerNames(layers.length)[layer];
  if (layer === layers.length - 1) return `${name}, ${classes[index] ?? index}`;
  if (layer > 0) return `${name}, neuron ${index}`;
  const [, width, channels] = shape;
  const pixel = Math.floor(index / channels);
  const channel = channels > 1 ? `, channel ${index % channels}` : '';
  return `${name}, row ${Math.floor(pixel / width)}, column ${pixel % width}${channel}`;
}
