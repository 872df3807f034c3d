/** The view of many runs as the page has it before it is opened: it is loaded then, or when results are dropped. */

import { byId } from '../base/dom.js';
import { escapes } from '../shared/errors.js';

/**
 * @typedef {import('../search/search.js').Search} Search
 * @typedef {import('../platform/later.js').Later<typeof import('./later-parts.js')>} Later
 * @typedef {ConstructorParameters<typeof import('../search/search.js').Search>} Parts
 * @typedef {Parts extends [any, ...infer Rest] ? Rest : never} OtherParts
 */

export class SearchRoom {
  #later;
  #parts;
  #failed;
  /** @type {Search | null} */
  #view = null;
  /** The grid to read, once there is the view. @type {string | null} */
  #wanted = null;

  /**
   * @param {(thrown: unknown) => void} failed told why it cannot be had
   * @param {Later} later
   * @param {OtherParts} parts what the view is made of besides
   */
  constructor(failed, later, ...parts) {
    this.#failed = failed;
    this.#later = later;
    this.#parts = parts;
    // What is pressed before the view is there is pressed again then.
    for (const form of ['search-form', 'search-write'].map((id) => byId(id, HTMLFormElement))) {
      form.addEventListener('submit', (event) => {
        if (this.#view) return;
        event.preventDefault();
        this.open().then(() => { if (this.#view) form.requestSubmit(); }).catch(escapes);
      });
    }
  }

  /** Has the view there, whatever was chosen before it came. */
  async open() {
    if (this.#view) return;
    try {
      const { wasm, Search } = await this.#later.load();
      if (this.#view) return;
      this.#view = new Search(wasm, ...this.#parts);
      this.#view.based();
      if (this.#wanted !== null) this.#view.read(this.#wanted);
      const chosen = byId('search-import', HTMLInputElement);
      if (chosen.files?.length) chosen.dispatchEvent(new Event('change'));
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  /** @param {string} grid */
  async read(grid) {
    this.#wanted = grid;
    if (this.#view) this.#view.read(grid);
    else await this.open();
  }

  /** @param {File} file of results */
  async take(file) {
    await this.open();
    await this.#view?.take(file);
  }

  /** The experiment in the Lab is another. */
  based() {
    this.#view?.based();
  }
}
