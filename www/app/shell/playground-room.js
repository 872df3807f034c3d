/** The centrality sandbox as the page has it before it is opened: an empty graph, until it is loaded. */

/**
 * @typedef {import('../playground/view.js').Playground} Playground
 * @typedef {import('../platform/later.js').Later<typeof import('./later-parts.js')>} Later
 */

/** @type {Playground['worked']} */
const NOTHING = { adjacency: [], strengths: [], laplacian: [], eigenvalues: [], squares: [], energy: 0, energy_by_trace: 0, vertices: [] };

export class PlaygroundRoom {
  #later;
  #failed;
  #tell;
  /** @type {Playground | null} */
  #view = null;
  /** The example to start from, once there is the view. @type {string | null} */
  #wanted = null;
  /** @type {(() => void)[]} */
  #watchers = [];
  /** @type {Set<string>} */
  #done = new Set();

  /**
   * @param {(thrown: unknown) => void} failed told why it cannot be had
   * @param {Later} later
   * @param {(sentence: string) => void} tell says what happened to those who cannot see it
   */
  constructor(failed, later, tell) {
    this.#failed = failed;
    this.#later = later;
    this.#tell = tell;
  }

  /** Has the view there. */
  async open() {
    if (this.#view) return;
    try {
      const { wasm, Playground } = await this.#later.load();
      if (this.#view) return;
      this.#view = new Playground(wasm, this.#tell);
      for (const watcher of this.#watchers) this.#view.watch(watcher);
      if (this.#wanted !== null) this.#view.start(this.#wanted);
      for (const watcher of this.#watchers) watcher();
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  get worked() {
    return this.#view?.worked ?? NOTHING;
  }

  get ids() {
    return this.#view?.ids ?? [];
  }

  get edges() {
    return this.#view?.edges ?? [];
  }

  get chosen() {
    return this.#view?.chosen ?? null;
  }

  get done() {
    return this.#view?.done ?? this.#done;
  }

  /**
   * Starts from one of the examples.
   * @param {string} id
   */
  start(id) {
    this.#wanted = id;
    this.#view?.start(id);
  }

  /** @param {() => void} watcher called after everything that changes the graph or the choice */
  watch(watcher) {
    this.#watchers.push(watcher);
    this.#view?.watch(watcher);
  }
}
