/**
 * What differs between the lanes: each beside one that is chosen. Connections are compared where all
 * lanes stand at the same place of the run; their workers are asked for them.
 */

import { byId, make, say } from './dom.js';
import { count, number, percent } from './format.js';

/**
 * @typedef {import('./types.js').LaneInfo} LaneInfo
 * @typedef {import('./types.js').Common} Common
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./run.js').Run} Run
 * @typedef {typeof import('../pkg/censet_lab.js')} Wasm
 * @typedef {{ wired: number, places: Uint32Array | undefined }} Wiring
 */

export class Differences {
  #wasm;
  #section = byId('differences', HTMLElement);
  #choice = byId('compared-with', HTMLSelectElement);
  #note = byId('differences-note', HTMLElement);
  #head = byId('differences-head', HTMLElement);
  #rows = byId('differences-rows', HTMLElement);
  /** @type {Run | null} */
  #run = null;
  /** @type {LaneInfo[]} */
  #lanes = [];
  /** @type {Wiring[]} by lane, all at the same place of the run */
  #wirings = [];
  #asking = false;
  #stale = false;

  /** @param {Wasm} wasm */
  constructor(wasm) {
    this.#wasm = wasm;
    this.#choice.addEventListener('change', () => this.#write());
  }

  /**
   * Starts over with a run.
   * @param {Run} run
   * @param {LaneInfo[]} lanes
   */
  begin(run, lanes) {
    this.#run = run;
    this.#lanes = lanes;
    this.#wirings = [];
    this.#section.hidden = lanes.length < 2;
    this.#choice.replaceChildren(...lanes.map(({ label }, i) => make('option', { value: String(i) }, label)));
    const set = lanes.findIndex(({ method }) => method === 'set');
    this.#choice.value = String(Math.max(0, set));
    this.#write();
  }

  /** There is news of a lane. */
  async show() {
    this.#stale = true;
    const run = this.#run;
    if (!run || run.lanes.length < 2 || this.#asking) return;
    this.#asking = true;
    try {
      while (this.#stale && run === this.#run) {
        this.#stale = false;
        const wirings = await Promise.all(run.lanes.map(async ({ client }) => {
          if (!client) throw new Error('the lane has ended');
          const [wired, places] = await Promise.all([client.ask('wired'), client.ask('places')]);
          return { wired, places };
        }));
        // At full speed a lane may be past the next prune already: then the next epoch will do.
        if (run !== this.#run || wirings.some(({ wired }) => wired !== wirings[0].wired)) continue;
        this.#wirings = wirings;
        this.#write();
      }
    } catch {
      // A lane has ended, and says so itself; what was compared last stays.
    } finally {
      this.#asking = false;
      if (run !== this.#run) this.show();
    }
  }

  #write() {
    const base = Number(this.#choice.value);
    const others = this.#lanes.map((_, i) => i).filter((i) => i !== base);
    const seen = this.#lanes.map((_, i) => this.#latest(i));
    const title = (/** @type {number} */ i) => this.#lanes[i]?.label ?? '';
    this.#head.replaceChildren(make('th', { scope: 'col' }, 'at the end of the last epoch or phase'), ...[base, ...others].map((i) => make('th', { scope: 'col' }, title(i))));
    const common = others.map((i) => this.#common(base, i));
    const from = seen[base];
    const difference = (/** @type {number} */ i, /** @type {(of: { accuracy: number, std: number }) => number} */ value, /** @type {(n: number) => string} */ written, unit = '') => {
      const other = seen[i];
      if (!from || !other) return '–';
      const by = value(other) - value(from);
      return `${written(value(other))}${unit} (${by < 0 ? '−' : '+'}${written(Math.abs(by))})`;
    };
    /** @type {[string, string[]][]} */
    const rows = [
      ['test accuracy', [from ? `${percent(from.accuracy)} %` : '–', ...others.map((i) => difference(i, ({ accuracy }) => accuracy, percent, ' %'))]],
      ['σ of centrality', [from ? number(from.std) : '–', ...others.map((i) => difference(i, ({ std }) => std, number))]],
      ['connections shared (Jaccard index)', ['', ...common.map((both) => (both ? `${count(both.shared)} of ${count(both.either)} (${both.jaccard.toFixed(3)})` : '–'))]],
      ['hubs in common (Jaccard index)', ['', ...common.map((both) => (both ? `${count(both.common_hubs)} of ${count(both.hubs)} (${both.hub_overlap.toFixed(3)})` : '–'))]],
      ['weights', ['', ...others.map((i) => (from && seen[i] ? (from.digest === seen[i]?.digest ? 'the same, to the last bit' : 'others') : '–'))]],
    ];
    this.#rows.replaceChildren(...rows.map(([name, cells]) => make('tr', {}, make('th', { scope: 'row' }, name), ...cells.map((cell) => make('td', {}, cell)))));
    say(this.#note, this.#sentence(seen));
  }

  /**
   * What is known of a lane where it stands.
   * @param {number} lane
   */
  #latest(lane) {
    const { reports = [], soFar = null } = this.#run?.lanes[lane] ?? {};
    const report = reports.at(-1);
    if (!report) return null;
    return {
      accuracy: soFar?.test_accuracy ?? report.test_accuracy,
      std: soFar?.lc_std ?? report.lc_std,
      digest: soFar?.digest ?? report.digest,
    };
  }

  /**
   * @param {number} a
   * @param {number} b
   * @returns {Common | null}
   */
  #common(a, b) {
    const [first, second] = [this.#wirings[a], this.#wirings[b]];
    const snapshots = [a, b].map((i) => this.#run?.lanes[i].snapshots.at(-1));
    if (!first || !second || snapshots.some((snapshot) => !snapshot)) return null;
    const sizes = [.../** @type {Snapshot} */ (snapshots[0]).layout.layers].slice(0, -1);
    const every = sizes.slice(1).reduce((sum, n, i) => sum + n * sizes[i], 0);
    return this.#wasm.compare(first.places, second.places, every, /** @type {any} */ (snapshots));
  }

  /** @param {({ digest: string } | null)[]} seen */
  #sentence(seen) {
    const sparse = this.#lanes.map((_, i) => i).filter((i) => this.#lanes[i].method !== 'mlp');
    const dense = sparse.length < this.#lanes.length ? ' A dense network has every connection that a sparse one has.' : '';
    if (sparse.length < 2) return dense.trim();
    const digests = sparse.map((i) => seen[i]?.digest);
    const same = digests.every((digest) => digest && digest === digests[0]);
    return (same
      ? `Sparse lanes are identical until the first prune: so far their networks have the same digest, ${digests[0]}.`
      : 'Sparse lanes are identical until the first prune, after the training of epoch 1. From there on they differ, by their method alone.') + dense;
  }
}
