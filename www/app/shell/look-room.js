/** The view of networks that came in as the page has it before it is opened: it is loaded then, or when a network is dropped. */

import { byId } from '../base/dom.js';
import { onDemand } from '../platform/on-demand.js';

/**
 * @typedef {import('../look/view.js').LookView} LookView
 * @typedef {ConstructorParameters<typeof import('../look/view.js').LookView>} Parts
 */

const code = onDemand(() => import('../look/view.js'));

export class LookRoom {
  #parts;
  #failed;
  /** @type {LookView | null} */
  #view = null;

  /**
   * @param {(thrown: unknown) => void} failed told why it cannot be had
   * @param {Parts} parts what the view is made of
   */
  constructor(failed, ...parts) {
    this.#failed = failed;
    this.#parts = parts;
  }

  /** Has the view there, whatever was chosen before it came. */
  async open() {
    try {
      const { LookView } = await code();
      if (this.#view) return;
      this.#view = new LookView(...this.#parts);
      const chosen = byId('look-files', HTMLInputElement);
      if (chosen.files?.length) chosen.dispatchEvent(new Event('change'));
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  /** @param {File[]} files of networks */
  async take(files) {
    await this.open();
    await this.#view?.take(files);
  }
}
