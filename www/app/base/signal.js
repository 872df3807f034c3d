/**
 * Values that tell when they have changed. A listener is told once for all that changes together, after all of it has, and
 * never within another listener: what a listener changes is told when it is done.
 */

/** @template T @typedef {{ readonly value: T, subscribe(listener: () => void): () => void }} Watched a value for those who may not change it */

/** Those who are to be told, in the order in which that was decided. @type {Set<() => void>} */
const waiting = new Set();
/** How many changes are under way, that are to be told together. */
let depth = 0;
let telling = false;

/** @template T */
export class Signal {
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #value;
  #same;

  /**
   * @param {T} value
   * @param {(a: T, b: T) => boolean} [same] whether two values are no change
   */
  constructor(value, same = Object.is) {
    this.#value = value;
    this.#same = same;
  }

  get value() {
    return this.#value;
  }

  set value(next) {
    if (this.#same(this.#value, next)) return;
    this.#value = next;
    for (const listener of this.#listeners) waiting.add(listener);
    tell();
  }

  /**
   * @param {() => void} listener told after the value has changed
   * @returns {() => void} ends that
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      waiting.delete(listener);
    };
  }
}

/**
 * Changes several values that are told together.
 * @param {() => void} change
 */
export function together(change) {
  depth += 1;
  try {
    change();
  } finally {
    depth -= 1;
    tell();
  }
}

function tell() {
  if (depth > 0 || telling) return;
  telling = true;
  try {
    for (const listener of waiting) {
      waiting.delete(listener);
      listener();
    }
  } finally {
    telling = false;
    // A listener that failed keeps none of the others from being told.
    if (waiting.size > 0) tell();
  }
}
