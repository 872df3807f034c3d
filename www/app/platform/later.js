/** The page's later module: what most visits do without. It is loaded when it is asked for, once. */

import { compiled } from './compiled.js';
import { onDemand } from './on-demand.js';

/** @typedef {typeof import('../../pkg/censet_later.js')} LaterWasm what it exports */

const module = onDemand(() => compiled('later'));

/** What a figure says that waits for it. */
export const LOADING = 'This figure is still loading.';

/** @template {{ wasm: LaterWasm }} [Parts={ wasm: LaterWasm }] what comes with it, its own script among them */
export class Later {
  #code;
  #came;
  #failed;
  /** @type {Parts | null} */
  #parts = null;
  /** @type {Promise<Parts> | null} */
  #coming = null;
  /** Who is to draw once it is there. @type {Set<() => void>} */
  #waiting = new Set();

  /** Whether it could not be had when a figure asked for it. */
  #lost = false;

  /**
   * @param {() => Promise<Parts>} code loads the scripts
   * @param {{ came: () => void, failed: (thrown: unknown) => void }} told that it is there, or why a figure that asked for it cannot
   *   have it
   */
  constructor(code, { came, failed }) {
    this.#code = code;
    this.#came = came;
    this.#failed = failed;
  }

  /** What it exports, once it was loaded. */
  get there() {
    return this.#parts?.wasm ?? null;
  }

  /** Has it there. Rejects where it cannot be had, and is fetched anew when it is asked for again. */
  load() {
    this.#coming ??= this.#load().catch((thrown) => {
      this.#coming = null;
      throw thrown;
    });
    return this.#coming;
  }

  async #load() {
    const [parts, ready] = await Promise.all([this.#code(), module()]);
    await parts.wasm.default({ module_or_path: ready });
    this.#parts = parts;
    for (const draws of this.#waiting) draws();
    this.#waiting.clear();
    this.#came();
    return parts;
  }

  /**
   * Has it there soon, for a figure, which draws when it comes, whoever it comes for.
   * @param {() => void} draws
   */
  draws(draws) {
    if (this.there) return;
    this.#waiting.add(draws);
    // Figures are drawn again and again: they ask once.
    if (!this.#lost) this.#ask();
  }

  /** Asks again for what figures wait for: the visitor looks at them anew. */
  again() {
    this.#lost = false;
    if (this.#waiting.size > 0) this.#ask();
  }

  #ask() {
    if (this.#coming) return;
    this.load().catch((thrown) => {
      this.#lost = true;
      this.#failed(thrown);
    });
  }
}
