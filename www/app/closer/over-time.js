/** The tab "Over time": how centrality, connections and degrees spread, epoch by epoch. */

import { byId, make, say } from '../base/dom.js';
import { csv } from '../base/csv.js';
import { csvFile } from '../base/hand-out.js';
import { takeAway } from '../figures/take-away.js';
import { LOADING } from '../platform/later.js';
import { epochReader } from '../charts/epoch-reader.js';
import { fileName } from '../run/result-files.js';
import { valuesOf } from './over-time-measures.js';
import { recordedElsewhere, recordedMean, recordedSpread } from '../run/paper-recorded.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {import('../run/run.js').Run} Run
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {import('../figures/figures.js').Theme} Theme
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 * @typedef {import('../platform/later.js').Later} Later
 * @typedef {import('../platform/later.js').LaterWasm} LaterWasm
 * @typedef {import('./over-time-measures.js').Lane} Lane
 */

/** Milliseconds of work in one frame. */
const WORK_MS = 8;
/** Rows and images that can be told apart. */
const MOST_ROWS = 14;
const MOST_IMAGES = 8;

export class OverTime {
  #figures;
  #wasm;
  #later;
  /** Draws when what draws is there. */
  #draws = () => this.redraw();
  #panel = byId('over-time', HTMLElement);
  #interval = byId('over-time-interval', HTMLSelectElement);
  #against = byId('over-time-against', HTMLSelectElement);
  #graph = byId('over-time-graph', HTMLSelectElement);
  #graphChoice = byId('over-time-graph-choice', HTMLElement);
  #note = byId('over-time-note', HTMLElement);
  #lanePlaces = { densities: byId('densities', HTMLElement), degrees: byId('degree-images', HTMLElement) };
  /** @type {HTMLCanvasElement[]} */
  #canvases = [];
  /** @type {HTMLCanvasElement[]} */
  #laneCanvases = [];
  /** @type {Lane[]} */
  #lanes = [];
  /** @type {Run | null} */
  #run = null;
  #looked;
  /** @type {WeakMap<Snapshot, Float64Array>} */
  #densities = new WeakMap();
  #frame = 0;

  /**
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {Later} later
   * @param {import('../lanes/looked-at.js').LookedAt['epoch']} looked
   * @param {(epoch: number) => void} choose looks at another epoch
   */
  constructor(figures, wasm, later, looked, choose) {
    this.#figures = figures;
    this.#looked = looked;
    looked.subscribe(() => this.redraw());
    this.#wasm = wasm;
    this.#later = later;
    const measures = byId('over-time-measures', HTMLElement);
    for (const row of wasm.over_time_quantities()) {
      const { quantity, title, caption } = row;
      const values = (/** @type {Lane} */ lane) => valuesOf(row, lane);
      const now = () => ({ quantity, lines: this.#lines, values: this.#lanes.map(values), epochs: this.#run?.epochs ?? 1 });
      const canvas = this.#chart(measures, { title, caption, name: quantity }, (_, theme) => {
        const { lines, values: all, epochs } = now();
        const drawn = wasm.draw_epochs(canvas, quantity, lines, all, epochs, this.#shown ?? undefined, theme);
        reader.drawn();
        return drawn;
      }, () => csv(['lane', 'epoch', quantity], this.#lanes.flatMap((lane) => (
        [...values(lane)].map((value, epoch) => [lane.info.name, epoch, value])))));
      const reader = epochReader(canvas, wasm, () => figures.theme, title, now, looked, choose);
    }
    const curves = byId('over-time-curves', HTMLElement);
    /** @param {Report} report */
    const against = (report) => {
      const spread = this.#against.value === 'accuracy_spread';
      if (this.#recorded) return spread ? recordedSpread(report) : recordedMean(report);
      return spread ? report.lc_std : report.lc_mean;
    };
    this.#curves(byId('over-time-accuracy', HTMLElement), {
      title: 'Accuracy against centrality', name: 'accuracy-against-centrality',
      caption: 'Every epoch a point, joined in their order (the paper’s Figure 5).',
    }, () => (this.#recorded ? `recorded_${this.#against.value}` : this.#against.value), ({ reports }) => {
      const shown = reports.slice(0, this.#epoch + 1);
      return [Float64Array.from(shown, against), Float64Array.from(shown, (report) => report.test_accuracy)];
    }, ['lc', 'test_accuracy']);
    this.#curves(curves, {
      title: 'Survival of connections', name: 'survival',
      caption: 'How many connections are still there so many epochs after they grew, by Kaplan and Meier’s estimate.',
    }, () => 'survival', ({ wiring }) => this.#known(wiring, (timeline, epoch) => timeline.survival(epoch).map((part) => 100 * part)), ['age', 'percent']);
    this.#curves(curves, {
      title: 'Ages of connections', name: 'ages',
      caption: 'How many of the connections are at least so many epochs old.',
    }, () => 'ages', ({ wiring }) => this.#known(wiring, (timeline, epoch) => wasm.at_least(timeline.ages(epoch))), ['age', 'percent']);
    this.#curves(curves, {
      title: 'Degrees', name: 'degrees',
      caption: 'How many neurons have at least so many connections, in and out, after rewiring.',
    }, () => 'degrees', ({ snapshots }) => {
      const snapshot = snapshots[this.#epoch];
      return numbered(snapshot ? wasm.at_least(wasm.degree_counts(snapshot.degrees)) : new Float64Array());
    }, ['degree', 'percent']);
    for (const control of [this.#interval, this.#against, this.#graph]) control.addEventListener('change', () => this.redraw());
  }

  /** The epoch that is looked at; null for the latest. */
  get #shown() {
    return this.#looked.value;
  }

  /** The epoch that is shown, or the latest. */
  get #epoch() {
    return this.#shown ?? Math.max(0, this.#run?.completed ?? 0);
  }

  /** Whether what the paper's code recorded is shown in place of the network's centrality. */
  get #recorded() {
    return !this.#graphChoice.hidden && this.#graph.value === 'recorded';
  }

  get #lines() {
    return this.#lanes.map(({ info: { label, tone } }) => ({ name: label, tone }));
  }

  /**
   * Starts over with a run.
   * @param {LaneInfo[]} infos
   * @param {Run} run
   */
  begin(infos, run) {
    for (const canvas of this.#laneCanvases) this.#figures.remove(canvas);
    this.#laneCanvases = [];
    for (const place of Object.values(this.#lanePlaces)) place.replaceChildren();
    this.#run = run;
    // What a run keeps of a lane may be replaced as a whole, so it is asked for anew each time.
    this.#lanes = infos.map((info, i) => ({
      info,
      get reports() { return run.lanes[i].reports; },
      get snapshots() { return run.lanes[i].snapshots; },
      get wiring() { return run.lanes[i].wiring; },
    }));
    infos.forEach((info, i) => this.#laneFigures(info, i));
    this.redraw();
  }

  /** Draws what is in sight, once what it needs has been worked out. */
  redraw() {
    if (this.#panel.hidden || this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => this.#work());
  }

  #work() {
    this.#frame = 0;
    const end = performance.now() + WORK_MS;
    const more = this.#measure(() => performance.now() < end);
    this.#graphChoice.hidden = !this.#lanes.some(({ reports }) => recordedElsewhere(reports));
    const missing = this.#lanes.flatMap(({ info, wiring }) => (wiring.missing ? [`${info.label}: ${wiring.missing}`] : []));
    say(this.#note, missing.join(' '));
    this.#note.hidden = missing.length === 0;
    if (more) this.redraw();
    else for (const canvas of [...this.#canvases, ...this.#laneCanvases]) this.#figures.redraw(canvas);
  }

  /**
   * Works out the densities that are to be drawn.
   * @param {() => boolean} goOn
   * @returns {boolean} whether there is more to do
   */
  #measure(goOn) {
    for (const epoch of this.#rows(MOST_ROWS)) {
      for (const { snapshots } of this.#lanes) {
        const snapshot = snapshots[epoch];
        if (!snapshot || this.#densities.has(snapshot)) continue;
        if (!goOn()) return true;
        this.#densities.set(snapshot, this.#wasm.centrality_density(snapshot.centrality));
      }
    }
    return false;
  }

  /**
   * The density that is drawn of an epoch; empty where there is none.
   * @param {Lane} lane
   * @param {number} epoch
   */
  #density({ info, snapshots }, epoch) {
    const snapshot = snapshots[epoch];
    // Only for some methods did the paper's code build the network's own graph.
    const density = this.#recorded && info.recorded !== 'network' ? snapshot.recorded : this.#densities.get(snapshot);
    return density ?? new Float64Array();
  }

  /**
   * The epochs drawn side by side: the untrained network, then from epoch 1 on every so many (the paper's 0,
   * 25, 50 … are 1, 26, 51 here), and the one that is looked at.
   * @param {number} most
   */
  #rows(most) {
    const last = this.#run?.completed ?? -1;
    const budget = this.#run?.epochs ?? 0;
    const automatic = budget >= 100 ? 25 : budget >= 50 ? 10 : budget >= 10 ? 5 : 1;
    let step = Number(this.#interval.value) || automatic;
    while (last / step > most - 2) step *= 2;
    const wanted = [0, this.#epoch];
    for (let epoch = 1; epoch <= last; epoch += step) wanted.push(epoch);
    const there = (/** @type {number} */ epoch) => this.#lanes.every(({ snapshots }) => snapshots[epoch]);
    return [...new Set(wanted)].filter((epoch) => epoch <= last && there(epoch)).sort((a, b) => a - b);
  }

  /**
   * @param {LaneInfo} info
   * @param {number} index
   */
  #laneFigures(info, index) {
    const { densities, degrees } = this.#lanePlaces;
    const name = fileName(info.name);
    const line = () => [...this.#densityRows()];
    this.#laneCanvases.push(this.#figure(densities, { title: info.label, caption: '', name: `densities-${name}`, tall: true, says: `Densities of centrality, ${info.label}` }, (canvas, theme) => {
      const epochs = this.#rows(MOST_ROWS);
      const curves = this.#lanes.flatMap((lane) => epochs.map((epoch) => this.#density(lane, epoch)));
      return this.#drawn((wasm) => wasm.draw_densities(canvas, this.#lines, Uint32Array.from(epochs), curves, { index, marked: this.#shown, recorded: this.#recorded }, theme));
    }, () => csv(['lane', 'epoch', 'lc', 'density'], line().filter(([lane]) => lane === info.name))));
    this.#laneCanvases.push(this.#figure(degrees, { title: info.label, caption: '', name: `input-degrees-${name}`, tall: true, says: `Input degrees, ${info.label}` }, (canvas, theme) => {
      const epochs = this.#rows(MOST_IMAGES);
      const shape = this.#lanes[index].snapshots.find(Boolean)?.layout.shape ?? new Uint32Array([1, 1, 1]);
      const all = this.#lanes.flatMap(({ snapshots }) => epochs.map((epoch) => snapshots[epoch].degrees));
      return this.#drawn((wasm) => wasm.draw_degree_images(canvas, this.#lines, shape, Uint32Array.from(epochs), all, index, theme));
    }, () => csv(['lane', 'epoch', 'input', 'degree'], this.#rows(MOST_IMAGES).flatMap((epoch) => {
      const { layout, degrees: all } = this.#lanes[index].snapshots[epoch];
      return [...all.subarray(0, layout.layers[0])].map((degree, input) => [info.name, epoch, input, degree]);
    }))));
  }

  /** Every point of every density that is drawn. @returns {Generator<(string | number)[]>} */
  *#densityRows() {
    for (const lane of this.#lanes) {
      for (const epoch of this.#rows(MOST_ROWS)) {
        const [from, to, ...values] = this.#density(lane, epoch);
        for (const [i, density] of values.entries()) yield [lane.info.name, epoch, from + (to - from) * i / (values.length - 1), density];
      }
    }
  }

  /**
   * @param {Lane['wiring']} wiring
   * @param {(timeline: import('../run/wiring-timeline.js').WiringTimeline, epoch: number) => Float64Array} of
   */
  #known({ timeline }, of) {
    return numbered(timeline && timeline.length > 0 ? of(timeline, Math.min(this.#epoch, timeline.length - 1)) : new Float64Array());
  }

  /** Draws, or does so when what draws is there. @param {(wasm: LaterWasm) => string} draw */
  #drawn(draw) {
    const { there } = this.#later;
    if (there) return draw(there);
    this.#later.draws(this.#draws);
    return LOADING;
  }

  /**
   * A chart of curves, one a lane.
   * @param {HTMLElement} place
   * @param {{ title: string, caption: string, name: string }} texts
   * @param {() => string} relation
   * @param {(lane: Lane) => Float64Array[]} points x and y
   * @param {string[]} columns
   */
  #curves(place, texts, relation, points, columns) {
    this.#chart(place, texts, (canvas, theme) => {
      const all = this.#lanes.map(points);
      return this.#drawn((wasm) => wasm.draw_curves(canvas, relation(), this.#lines, all.map(([x]) => x), all.map(([, y]) => y), this.#epoch, theme));
    }, () => csv(['lane', ...columns], this.#lanes.flatMap((lane) => {
      const [x, y] = points(lane);
      return [...x].map((value, i) => [lane.info.name, value, y[i]]);
    })));
  }

  /**
   * @param {HTMLElement} place
   * @param {{ title: string, caption: string, name: string }} texts
   * @param {(canvas: HTMLCanvasElement, theme: Theme) => string} draw
   * @param {() => string} numbers
   */
  #chart(place, texts, draw, numbers) {
    const canvas = this.#figure(place, texts, draw, numbers);
    this.#canvases.push(canvas);
    return canvas;
  }

  /**
   * @param {HTMLElement} place
   * @param {{ title: string, caption: string, name: string, tall?: boolean, says?: string }} texts
   * @param {(canvas: HTMLCanvasElement, theme: Theme) => string} draw
   * @param {() => string} numbers
   */
  #figure(place, { title, caption, name, tall = false, says = title }, draw, numbers) {
    const canvas = make('canvas', { 'aria-label': `${says}: nothing to show yet.` });
    const figure = make('figure', tall ? { class: 'tall' } : {}, make('h4', {}, title), canvas);
    if (caption) figure.append(make('figcaption', {}, caption));
    takeAway(figure, says, name, [csvFile(name, numbers)]);
    place.append(figure);
    this.#figures.add(canvas, draw);
    return canvas;
  }
}

/**
 * Values with their numbers from 0.
 * @param {Float64Array} values
 */
const numbered = (values) => [Float64Array.from(values, (_, i) => i), values];
