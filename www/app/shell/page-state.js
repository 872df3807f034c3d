/**
 * What the page shows, of which everything else is made. It has one owner, this one, and one way to change: {@link PageState.go}.
 *
 * @typedef {import('../lanes/looked-at.js').Pointed} Pointed
 *
 * @typedef {object} State
 * @property {number | null} epoch that is looked at; null for the latest, whatever it is
 * @property {number | null} lane that was chosen; null before one is
 * @property {Pointed} neuron
 */

import { Signal, together } from '../base/signal.js';
import { NONE } from '../lanes/looked-at.js';

/** @template T @typedef {import('../base/signal.js').Watched<T>} Watched */

export class PageState {
  #parts = {
    epoch: new Signal(/** @type {State['epoch']} */ (null)),
    lane: new Signal(/** @type {State['lane']} */ (null)),
    neuron: new Signal(/** @type {State['neuron']} */ (NONE), alike),
  };

  /** @returns {Watched<State['epoch']>} */
  get epoch() {
    return this.#parts.epoch;
  }

  /** @returns {Watched<State['lane']>} */
  get lane() {
    return this.#parts.lane;
  }

  /** @returns {Watched<State['neuron']>} */
  get neuron() {
    return this.#parts.neuron;
  }

  /**
   * Shows something else.
   * @param {Partial<State>} change
   */
  go(change) {
    together(() => {
      for (const [name, value] of Object.entries(change)) {
        /** @type {Signal<any>} */ (this.#parts[/** @type {keyof State} */ (name)]).value = value;
      }
    });
  }

  /**
   * Starts over with a run: at its latest epoch, with no neuron; a lane that was chosen stays chosen where there is one.
   * @param {number} lanes how many it has
   */
  begin(lanes) {
    this.go({ epoch: null, neuron: NONE, lane: this.lane.value !== null && this.lane.value < lanes ? this.lane.value : null });
  }
}

/** @param {Pointed} a @param {Pointed} b */
const alike = (a, b) => a.neuron === b.neuron && a.pinned === b.pinned && a.over === b.over;
