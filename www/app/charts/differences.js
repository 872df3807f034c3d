/**
 * What differs between the lanes: each beside one that is chosen, at the epoch that is shown. Where they rest within an
 * epoch, and where the wiring over time is not known, their workers are asked for their connections.
 */

import { escapes } from '../shared/errors.js';
import { DifferencesCharts } from './differences-charts.js';
import { byId, make, say } from '../base/dom.js';
import { count, number, percent } from '../base/format.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').Overlap} Overlap
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {import('../run/run.js').Run} Run
 * @typedef {import('../lanes/looked-at.js').LookedAt} LookedAt
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 * @typedef {{ wired: number, places: Uint32Array | undefined }} Wiring
 */

export class Differences {
  #wasm;
  #charts;
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
  #looked;
  #asking = false;
  #stale = false;

  /**
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {LookedAt} looked
   * @param {(epoch: number) => void} choose looks at another epoch
   */
  constructor(figures, wasm, looked, choose) {
    this.#wasm = wasm;
    this.#looked = looked;
    this.#charts = new DifferencesCharts(figures, wasm, looked.epoch, choose);
    this.#choice.addEventListener('change', () => looked.go({ lane: Number(this.#choice.value) }));
    looked.lane.subscribe(() => this.#write());
    looked.epoch.subscribe(() => this.show());
  }

  /** The lane that the others are compared with: the one that was chosen, else SET, else the first. */
  get #base() {
    return this.#looked.lane.value ?? Math.max(0, this.#lanes.findIndex(({ baseline }) => baseline));
  }

  /** The epoch that is looked at; null for the latest. */
  get #marked() {
    return this.#looked.epoch.value;
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
    this.#write();
  }

  /** There is news of a lane. */
  async show() {
    const run = this.#run;
    if (!run || run.lanes.length < 2) return;
    this.#stale = true;
    if (!this.#mustAsk) this.#wirings = [];
    this.#write();
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#stale && run === this.#run && this.#mustAsk) {
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
      if (run !== this.#run) this.show().catch(escapes);
    }
  }

  /** Whether only the workers know what the lanes share where they are. */
  get #mustAsk() {
    const { completed = -1, lanes = [] } = this.#run ?? {};
    if (this.#marked !== null || completed < 0) return false;
    return lanes.some(({ soFar, wiring }) => soFar !== null || wiring.missing !== null);
  }

  #write() {
    const base = this.#base;
    this.#choice.value = String(base);
    this.#charts.show(this.#run, this.#lanes, base, this.#marked);
    const others = this.#lanes.map((_, i) => i).filter((i) => i !== base);
    const seen = this.#lanes.map((_, i) => this.#seen(i));
    const title = (/** @type {number} */ i) => this.#lanes[i]?.label ?? '';
    this.#head.replaceChildren(make('th', { scope: 'col' }, this.#when), ...[base, ...others].map((i) => make('th', { scope: 'col' }, title(i))));
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
      ['connections shared (Jaccard index)', ['', ...common.map((both) => sharing(both?.connections))]],
      ['hubs in common (Jaccard index)', ['', ...common.map((both) => sharing(both?.hubs))]],
      ['weights', ['', ...others.map((i) => (from && seen[i] ? (from.digest === seen[i]?.digest ? 'the same, to the last bit' : 'different') : '–'))]],
    ];
    this.#rows.replaceChildren(...rows.map(([name, cells]) => make('tr', {}, make('th', { scope: 'row' }, name), ...cells.map((cell) => make('td', {}, cell)))));
    say(this.#note, this.#sentence(seen));
  }

  /** The epoch at whose end all lanes are compared; −1 before there is one. */
  get #epoch() {
    return this.#marked ?? this.#run?.completed ?? -1;
  }

  /** Whether lanes rest within an epoch, and are shown there. */
  get #within() {
    return this.#marked === null && (this.#run?.lanes.some(({ soFar }) => soFar !== null) ?? false);
  }

  get #when() {
    if (this.#epoch < 0) return 'no epoch has run yet';
    return this.#within ? `within epoch ${count(this.#epoch + 1)}` : `at the end of epoch ${count(this.#epoch)}`;
  }

  /**
   * What is known of a lane where it is compared.
   * @param {number} lane
   */
  #seen(lane) {
    const { reports = [], soFar = null } = this.#run?.lanes[lane] ?? {};
    const report = reports[this.#epoch];
    if (!report) return null;
    const now = this.#within ? soFar : null;
    return {
      accuracy: now?.test_accuracy ?? report.test_accuracy,
      std: now?.lc_std ?? report.lc_std,
      digest: now?.digest ?? report.digest,
    };
  }

  /**
   * @param {number} a
   * @param {number} b
   * @returns {import('../shared/types.js').Common | null}
   */
  #common(a, b) {
    const known = this.#run?.common.at(a, b, this.#epoch) ?? null;
    const [first, second] = [this.#wirings[a], this.#wirings[b]];
    const snapshot = this.#run?.lanes[a].snapshots.at(-1);
    if (!this.#mustAsk || !first || !second || !snapshot) return this.#within ? null : known;
    const sizes = [...snapshot.layout.layers].slice(0, -1);
    const every = sizes.slice(1).reduce((sum, n, i) => sum + n * sizes[i], 0);
    return { connections: this.#wasm.places_in_common(first.places, second.places, every), hubs: known?.hubs ?? null };
  }

  /** @param {({ digest: string } | null)[]} seen */
  #sentence(seen) {
    const sparse = this.#lanes.map((_, i) => i).filter((i) => !this.#lanes[i].dense);
    const dense = this.#lanes.some((lane) => lane.dense && lane.judges === 'nothing') ? ' A dense network has every connection that a sparse one has.' : '';
    if (sparse.length < 2) return dense.trim();
    const digests = sparse.map((i) => seen[i]?.digest);
    const same = digests.every((digest) => digest && digest === digests[0]);
    return (same
      ? `Sparse networks are identical until the first prune: ${this.#marked === null ? 'so far' : `in epoch ${count(this.#marked)}`} they have the same digest, ${digests[0]}.`
      : 'Sparse networks are identical until the first prune, after the training of epoch 1. From there on they differ, by their method alone.') + dense;
  }
}

/** @param {Overlap | null | undefined} overlap */
const sharing = (overlap) => (overlap ? `${count(overlap.common)} of ${count(overlap.either)} (${overlap.jaccard.toFixed(3)})` : '–');
