/** The numbers of every epoch: as a table with the columns of epochs.csv, and to take away. */

import { copy } from '../base/clipboard.js';
import { byId, make, say, setAvailable } from '../base/dom.js';
import { handsOut } from '../base/hand-out.js';
import { count, number } from '../base/format.js';

/** @typedef {import('../shared/types.js').Report} Report */

/** Epochs in the table: thousands of rows would slow the page and fill its memory. The files have all of them. */
const SHOWN = 100;

/** Rows are added once a frame, however many epochs have come. */
export class NumbersTable {
  #table = byId('epochs-table', HTMLElement);
  #head = byId('epochs-head', HTMLElement);
  #rows = byId('epochs-rows', HTMLElement);
  #empty = byId('table-empty', HTMLElement);
  #older = byId('table-older', HTMLElement);
  #digests = byId('digests', HTMLElement);
  #buttons = ['copy-epochs', 'save-epochs', 'save-centrality', 'save-statistics', 'save-result'].map((id) => byId(id, HTMLButtonElement));
  #header = '';
  /** @type {string[]} */
  #columns = [];
  /** @type {string[]} */
  #lanes = [];
  /** @type {Report[][]} */
  #reports = [];
  /** @type {Map<string, HTMLTableRowElement>} */
  #made = new Map();
  /** @type {Report[]} */
  #waiting = [];
  #frame = 0;

  /**
   * @param {{ told: (sentence: string) => void, centrality: () => Promise<{ text: string, without: number[] }>, statisticsHeader: string, result: () => string }} actions
   */
  constructor({ told, centrality, statisticsHeader, result }) {
    const [copyEpochs, save, saveCentrality, saveStatistics, saveResult] = this.#buttons;
    copyEpochs.addEventListener('click', async () => told(await copy(this.csv, 'epochs.csv')));
    handsOut(save, 'epochs.csv', () => table(this.csv));
    handsOut(saveCentrality, 'centrality.csv', async () => {
      const { text, without } = await centrality();
      if (without.length > 0) told(`centrality.csv is without ${without.map((lane) => this.#lanes[lane]).join(', ')}: what has stopped cannot be asked.`);
      return table(text);
    });
    handsOut(saveStatistics, 'statistics.csv', () => table(this.#lines(statisticsHeader, ({ statistics_csv: line }) => line)));
    handsOut(saveResult, 'result.json', () => new Blob([result()], { type: 'application/json' }));
  }

  /** The file as the headless command writes it: lane after lane. */
  get csv() {
    return this.#lines(this.#header, (report) => report.csv);
  }

  /**
   * @param {string} header
   * @param {(report: Report) => string} line
   */
  #lines(header, line) {
    return [header, ...this.#reports.flatMap((reports) => reports.map(line)), ''].join('\n');
  }

  /**
   * Starts over with these lanes.
   * @param {string[]} lanes their names
   * @param {Report[][]} reports one growing list a lane
   * @param {string} header of epochs.csv
   */
  begin(lanes, reports, header) {
    this.#header = header;
    this.#columns = header.split(',');
    this.#head.replaceChildren(...this.#columns.map((name) => make('th', { scope: 'col', ...cellAttributes(name) }, name)));
    this.#lanes = lanes;
    this.#reports = reports;
    this.#waiting = [];
    this.#made.clear();
    this.#rows.replaceChildren();
    this.#table.classList.add('no-recorded');
    this.#digests.replaceChildren();
    this.#older.hidden = true;
    this.#enable();
  }

  /** @param {Report} report of an epoch just completed, or completed anew */
  add(report) {
    this.#waiting.push(report);
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#flush());
  }

  #flush() {
    this.#frame = 0;
    const oldest = Math.max(...this.#reports.map((reports) => reports.at(-1)?.epoch ?? 0)) - SHOWN + 1;
    for (const report of this.#waiting) if (report.epoch >= oldest) this.#show(report);
    this.#waiting = [];
    this.#drop(oldest);
    this.#digests.replaceChildren(...this.#lanes.flatMap((lane, i) => {
      const last = this.#reports[i].at(-1);
      return last ? [make('dt', {}, `digest ${lane}`), make('dd', {}, make('code', {}, last.digest))] : [];
    }));
    this.#enable();
  }

  /** @param {number} oldest epoch that stays */
  #drop(oldest) {
    for (let last = this.#last; last && Number(last.dataset.epoch) < oldest; last = this.#last) {
      this.#made.delete(`${last.dataset.epoch} ${this.#lanes[Number(last.dataset.lane)]}`);
      last.remove();
    }
    this.#older.hidden = oldest <= 0;
    if (oldest > 0) say(this.#older, `The latest ${count(SHOWN)} epochs; the files have all of them, from epoch 0.`);
  }

  get #last() {
    return /** @type {HTMLTableRowElement | null} */ (this.#rows.lastElementChild);
  }

  /** @param {Report} report */
  #show(report) {
    const cells = report.csv.split(',').map((cell, column) => make('td', cellAttributes(this.#columns[column], cell), readable(this.#columns[column], cell)));
    if (cells.some((cell) => cell.title && cell.classList.contains('recorded'))) this.#table.classList.remove('no-recorded');
    const key = `${report.epoch} ${report.lane}`;
    const known = this.#made.get(key);
    if (known) {
      known.replaceChildren(...cells);
      return;
    }
    const row = make('tr', {}, ...cells);
    this.#made.set(key, row);
    row.dataset.epoch = String(report.epoch);
    row.dataset.lane = String(this.#lanes.indexOf(report.lane));
    // Newest epoch first, and within it the lanes in their order.
    let after = /** @type {HTMLTableRowElement | null} */ (this.#rows.firstElementChild);
    while (after && !comesAfter(after, row)) after = /** @type {HTMLTableRowElement | null} */ (after.nextElementSibling);
    this.#rows.insertBefore(row, after);
  }

  #enable() {
    const none = this.#reports.every((reports) => reports.length === 0);
    this.#empty.hidden = !none;
    for (const button of this.#buttons) setAvailable(button, !none);
  }
}

/**
 * @param {string} column
 * @param {string} [exact] what the file has there
 * @returns {Record<string, string>}
 */
function cellAttributes(column, exact = '') {
  return { ...(column.startsWith('recorded_') && { class: 'recorded' }), ...(exact !== '' && { title: exact }) };
}

/** Columns of measurements; all others are counts or names. */
const MEASURED = /^(train_loss|test_accuracy|validation_.*|seconds|.*lc_.*)$/;

/**
 * A number of the table as people read it; its cell's title has it exactly.
 * @param {string} column
 * @param {string} exact
 */
function readable(column, exact) {
  if (exact === '' || !Number.isFinite(Number(exact))) return exact;
  return MEASURED.test(column) ? number(Number(exact), 4) : count(Number(exact));
}

/**
 * Whether `other` comes after `row` in the table.
 * @param {HTMLElement} other
 * @param {HTMLElement} row
 */
function comesAfter(other, row) {
  const epochs = Number(row.dataset.epoch) - Number(other.dataset.epoch);
  return epochs > 0 || (epochs === 0 && Number(other.dataset.lane) > Number(row.dataset.lane));
}

/** @param {string} text */
const table = (text) => new Blob([text], { type: 'text/csv' });
