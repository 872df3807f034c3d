/**
 * What every two lanes of a run have in common at the end of each epoch: connections and hubs. It is worked out
 * when both have come there, for the wirings of past epochs are not kept.
 */

/**
 * @typedef {import('../shared/types.js').Overlap} Overlap
 * @typedef {import('../shared/types.js').Common} Common
 * @typedef {import('./lane-state.js').Lane} Lane
 * @typedef {Pick<typeof import('../../pkg/censet_lab.js'), 'wiring_in_common' | 'hubs_in_common'>} Wasm
 */

/** Numbers kept of an epoch of two lanes. */
const WIDTH = 6;

export class Overlaps {
  /** By the later lane of two and the earlier one: {@link WIDTH} numbers an epoch. @type {number[][][]} */
  #numbers = [];
  #wasm;

  /** @param {Wasm} wasm */
  constructor(wasm) {
    this.#wasm = wasm;
  }

  /**
   * A lane has come to the end of an epoch: it is compared with those that have too.
   * @param {number} lane
   * @param {Lane[]} lanes
   */
  note(lane, lanes) {
    const { completed: epoch } = lanes[lane];
    lanes.forEach((_, other) => {
      if (other === lane || lanes[other].completed !== epoch) return;
      const [b, a] = [Math.max(lane, other), Math.min(lane, other)];
      const [first, second] = [lanes[a], lanes[b]];
      const known = [first, second].every(({ wiring }) => wiring.timeline && wiring.length === epoch + 1);
      const wired = known ? this.#wasm.wiring_in_common(/** @type {any} */ (first.wiring.timeline), /** @type {any} */ (second.wiring.timeline)) : null;
      const [scored, beside] = [first, second].map(({ snapshots }) => /** @type {any} */ (snapshots[epoch]));
      const hubs = scored && beside ? this.#wasm.hubs_in_common(scored, beside) : null;
      const numbers = this.#of(b, a);
      while (numbers.length < epoch * WIDTH) numbers.push(NaN);
      numbers.splice(epoch * WIDTH, WIDTH, ...values(wired), ...values(hubs));
    });
  }

  /**
   * What two lanes had in common at the end of an epoch, as far as is known.
   * @param {number} a
   * @param {number} b
   * @param {number} epoch
   * @returns {Common | null}
   */
  at(a, b, epoch) {
    const numbers = this.#of(Math.max(a, b), Math.min(a, b)).slice(epoch * WIDTH, (epoch + 1) * WIDTH);
    if (numbers.length < WIDTH) return null;
    return { connections: overlap(numbers.slice(0, 3)), hubs: overlap(numbers.slice(3)) };
  }

  /**
   * A Jaccard index of two lanes at every epoch so far; not a number where it is not known.
   * @param {number} a
   * @param {number} b
   * @param {keyof Common} what
   */
  jaccards(a, b, what) {
    const numbers = this.#of(Math.max(a, b), Math.min(a, b));
    const place = what === 'connections' ? 2 : 5;
    return Float64Array.from({ length: numbers.length / WIDTH }, (_, epoch) => numbers[epoch * WIDTH + place]);
  }

  /**
   * What a lane shares with those before it, to be kept with it.
   * @param {number} lane
   * @param {number} completed the last epoch of interest
   * @returns {Float64Array<ArrayBuffer>[]}
   */
  save(lane, completed) {
    return Array.from({ length: lane }, (_, other) => Float64Array.from(this.#of(lane, other).slice(0, (completed + 1) * WIDTH)));
  }

  /**
   * A lane goes on from a save.
   * @param {number} lane
   * @param {Float64Array[] | null} saved what {@link save} gave
   */
  recall(lane, saved) {
    saved?.forEach((numbers, other) => {
      if (other < lane && this.#of(lane, other).length < numbers.length) this.#numbers[lane][other] = [...numbers];
    });
  }

  /**
   * @param {number} later
   * @param {number} earlier
   */
  #of(later, earlier) {
    this.#numbers[later] ??= [];
    return (this.#numbers[later][earlier] ??= []);
  }
}

/** @param {Overlap | null} overlap */
const values = (overlap) => (overlap ? [overlap.common, overlap.either, overlap.jaccard] : [NaN, NaN, NaN]);

/**
 * @param {number[]} values
 * @returns {Overlap | null}
 */
const overlap = ([common, either, jaccard]) => (Number.isNaN(jaccard) ? null : { common, either, jaccard });
