/** What has gone wrong, for as long as it matters. */

import { asLabError } from '../shared/errors.js';

/** @typedef {import('../shared/types.js').LabError} LabError */

export class Troubles {
  /** @type {LabError | null} with data or files, until something goes right */
  data = null;
  /** @type {LabError | null} why a part of the page that was asked for cannot be loaded */
  part = null;
  /** @type {LabError | null} why a figure cannot be drawn */
  #figure = null;
  /** How often data have been waited for. */
  #turns = 0;
  #changed;

  /** @param {() => void} changed there is something to be told, or no more */
  constructor(changed) {
    this.#changed = changed;
  }

  /** What has nothing to do with data. */
  get others() {
    return [this.#figure, this.part].flatMap((error) => (error ? [error.text] : []));
  }

  /** @param {LabError | null} error */
  figureFailed(error) {
    this.#figure = error;
    this.#changed();
  }

  /** A part of the page cannot be loaded. @param {unknown} thrown */
  partFailed = (thrown) => {
    this.part = asLabError(thrown);
    this.#changed();
  };

  /** Files are not what they should be. @param {string} text */
  refused = (text) => {
    this.data = { code: 'dropped', field: null, text };
    this.#changed();
  };

  /**
   * Waits for data that may arrive.
   * @param {Promise<boolean>} arriving
   * @param {() => void} arrived
   */
  async wait(arriving, arrived) {
    const turn = ++this.#turns;
    try {
      const came = await arriving;
      // What brought nothing, and began before what went wrong, does not make that right.
      if (came || turn === this.#turns) this.data = null;
      if (came) arrived();
    } catch (thrown) {
      const error = asLabError(thrown);
      if (error.code !== 'cancelled') this.data = error;
    }
    this.#changed();
  }
}
