/**
 * The paper's tables (`paper/tables.json`), what differs between its text, tables and code (`paper/differences.json`),
 * and what `censet-lab reproduce` measured (`paper/measured.json`): what to say beside a printed number.
 */

import { number } from '../base/format.js';

/** @typedef {'accuracy' | 'connections' | 'recorded_lc_mean' | 'recorded_lc_std' | 'lc_mean' | 'lc_std'} Statistic */
/** @typedef {{ statistic: Statistic, paper: number, recorded?: number }} Quantity */
/** @typedef {{ printed: string, experiment?: string, epoch?: number, quantities?: Quantity[], notes?: string[] }} Cell */
/** @typedef {{ head: string, cells: Cell[] }} Row */
/** @typedef {{ number: number, caption: string, corner: string, columns: string[], rows: Row[] }} Table */
/** @typedef {{ id: string, title: string, between: string, text: string }} Difference */
/**
 * One number of a table, measured. `mean` and `std` are over the seeds.
 * @typedef {{
 *   table: number, row: string, column: string, preset: Preset, statistic: Statistic,
 *   values: number[], seeds: number[], mean: number, std: number | null,
 *   expected?: number, tolerance?: number, within: boolean | null, epochs: number, commits: string[],
 *   paper_epochs?: number | null, note?: string | null,
 * }} Measurement
 */
/** @typedef {{ version: string, commit: string, trial: string | null, cells: Measurement[] }} Measured */
/** @typedef {'published' | 'described'} Preset */
/** Of which graph a centrality is shown: as printed only, of the graph the paper's code built, of the layered network.
 *  @typedef {'printed' | 'recorded' | 'network'} Graph */
/** What stands beside a printed number.
 *  @typedef {{ value: string, runs: string, verdict: string | null, note: string | null }} Ours */

/** @type {Record<string, Statistic>} */
const ON_NETWORK = { recorded_lc_mean: 'lc_mean', recorded_lc_std: 'lc_std' };

/** Measurements by place. */
export class Measurements {
  /** @type {Map<string, Measurement>} */
  #cells = new Map();

  /** @param {Measured} measured */
  constructor(measured) {
    for (const cell of measured.cells) this.#cells.set(key(cell, cell.statistic, cell.preset), cell);
    /** The presets that were measured. */
    this.presets = [...new Set(measured.cells.map(({ preset }) => preset))];
  }

  /**
   * What was measured for a cell, if anything was.
   * @param {{ table: number, row: string, column: string }} place
   * @param {Cell} cell
   * @param {Preset} preset
   * @param {Graph} graph
   * @returns {Ours | null}
   */
  beside(place, cell, preset, graph) {
    const found = (cell.quantities ?? []).map(({ statistic }) => {
      const wanted = graph === 'network' ? ON_NETWORK[statistic] ?? statistic : statistic;
      if (graph === 'printed' && statistic in ON_NETWORK) return undefined;
      return this.#cells.get(key(place, wanted, preset));
    });
    if (found.length === 0) return null;
    const known = found.filter((cell) => cell !== undefined);
    if (known.length < found.length) return null;
    const [first] = known;
    const epochs = first.paper_epochs ? `after ${first.epochs} of ${first.paper_epochs} epochs` : `${first.epochs} epochs`;
    return { value: value(known), runs: `${seeds(first.seeds)}, ${epochs}`, verdict: verdict(known), note: first.note ?? null };
  }

  /** How many cells of a table have a measurement under some preset. @param {Table} table */
  count(table) {
    return cells(table).filter(({ place, cell }) => this.presets.some((preset) => (
      this.beside(place, cell, preset, 'recorded') ?? this.beside(place, cell, preset, 'network')))).length;
  }
}

/** A table's cells with their places. @param {Table} table */
export function cells(table) {
  return table.rows.flatMap((row) => row.cells.map((cell, i) => (
    { cell, place: { table: table.number, row: row.head, column: table.columns[i] } })));
}

/** Whether a table holds Laplacian centralities, which there is more than one graph for. @param {Table} table */
export const hasGraphs = (table) => cells(table).some(({ cell }) => (
  (cell.quantities ?? []).some(({ statistic }) => statistic in ON_NETWORK)));

/**
 * The text of the experiment behind a cell.
 * @param {Cell} cell
 * @param {Preset} preset
 */
export const experiment = (cell, preset) => (cell.experiment ? `v=1&preset=${preset}&${cell.experiment}` : null);

/** What the author's files say where they differ from the printed number. @param {Cell} cell */
export function corrected(cell) {
  const said = (cell.quantities ?? []).filter(({ recorded }) => recorded !== undefined);
  if (said.length === 0) return null;
  return said.map(({ statistic, recorded }) => {
    const name = statistic.endsWith('_std') ? 'σ ' : statistic.endsWith('_mean') ? 'mean ' : '';
    return `${name}${recorded}`;
  }).join(', ');
}

/** "seed 1", "seeds 1–3", "seeds 1, 3". @param {number[]} seeds */
export function seeds(seeds) {
  const [first, last] = [seeds[0], seeds[seeds.length - 1]];
  if (seeds.length === 1) return `seed ${first}`;
  return last - first === seeds.length - 1 ? `seeds ${first}–${last}` : `seeds ${seeds.join(', ')}`;
}

/** @param {Measurement[]} known one, or the mean and the deviation of a centrality */
function value(known) {
  const [first, second] = known;
  // Of a centrality the paper prints mean ± deviation over the neurons, and so is ours.
  if (second) return `${number(first.mean)} ± ${number(second.mean)}`;
  const digits = first.statistic === 'connections' ? 0 : 2;
  const text = first.mean.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return first.std === null ? text : `${text} ± ${first.std.toFixed(digits)}`;
}

/** Whether what must lie within a band does. @param {Measurement[]} known */
function verdict(known) {
  const judged = known.find(({ within }) => typeof within === 'boolean');
  if (!judged) return null;
  const of = judged.statistic.endsWith('_std') ? 'σ ' : '';
  return `${of}${judged.within ? 'within' : 'outside'} ${judged.expected} ± ${Number(judged.tolerance?.toPrecision(3))}`;
}

/**
 * @param {{ table: number, row: string, column: string }} place
 * @param {Statistic} statistic
 * @param {Preset} preset
 */
const key = ({ table, row, column }, statistic, preset) => JSON.stringify([table, row, column, statistic, preset]);
