/** The paper's tables with our measurements beside them, fetched when the visitor comes near. */

import { escapes } from '../shared/errors.js';
import { fetchedJson } from '../platform/assets.js';
import { count } from '../base/format.js';
import { byId, make, opens } from '../base/dom.js';
import { cells, corrected, experiment, hasGraphs, Measurements } from './data.js';

/** @typedef {import('./data.js').Cell} Cell */
/** @typedef {import('./data.js').Difference} Difference */
/** @typedef {import('./data.js').Graph} Graph */
/** @typedef {import('./data.js').Measured} Measured */
/** @typedef {import('./data.js').Preset} Preset */
/** @typedef {import('./data.js').Table} Table */
/** @typedef {{ canonical: (text: string) => string | null, linkTo: (text: string) => string,
 *   loaded: (paper: { tables: Table[], differences: Difference[] }) => void }} Actions */

/** @type {[Graph, string][]} */
const GRAPHS = [
  ['printed', 'as printed'],
  ['recorded', 'ours, on the graphs the code built'],
  ['network', 'ours, on the network itself'],
];

export class Paper {
  #place = byId('paper', HTMLElement);
  #content = byId('paper-content', HTMLElement);
  #actions;
  #asked = false;
  /** @type {Table[]} */
  #tables = [];
  /** @type {Difference[]} */
  #differences = [];
  #measured = new Measurements({ version: '', commit: '', trial: null, cells: [] });
  /** @type {Preset} */
  #preset = 'published';

  /**
   * @param {Actions} actions `canonical`: an experiment's canonical text, null if it cannot run here; `linkTo`: its
   *   address; `loaded`: called with what was fetched
   */
  constructor(actions) {
    this.#actions = actions;
    const near = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.load().catch(escapes);
    }, { rootMargin: '400px' });
    near.observe(this.#place);
    // A link to the view gives it the focus, wherever the page then scrolls to.
    this.#place.addEventListener('focusin', () => this.load());
  }

  /** Fetches the tables, once. */
  async load() {
    if (this.#asked) return;
    this.#asked = true;
    try {
      const files = ['tables', 'differences', 'measured'].map((name) => fetchedJson(`paper/${name}.json`));
      const [{ tables }, differences, measured] = await Promise.all(files);
      this.#tables = tables;
      this.#differences = differences;
      this.#measured = new Measurements(measured);
      this.#actions.loaded({ tables, differences });
      this.#preset = this.#measured.presets[0] ?? 'published';
      this.#content.replaceChildren(...this.#everything(measured));
    } catch (thrown) {
      this.#asked = false;
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      const again = make('button', { type: 'button' }, 'Try again');
      again.addEventListener('click', () => this.load());
      this.#content.replaceChildren(make('p', { class: 'failure' }, `The paper’s tables could not be fetched: ${why}.`), again);
    }
  }

  /** @param {Measured} measured */
  #everything(measured) {
    const parts = this.#tables.map((table) => this.#table(table));
    const made = measured.cells.length === 0 ? 'Nothing has been measured yet.'
      : `Measured with the headless command reproduce, commit ${commits(measured)}.${measured.trial ? ` ${measured.trial}` : ''}`;
    return [
      make('p', { class: 'note' }, made),
      ...(this.#measured.presets.length > 1 ? [this.#presets()] : []),
      make('div', { class: 'paper-tables' }, ...parts),
      make('h3', { id: 'differences' }, 'What differs between text, tables and code'),
      make('ol', { class: 'differences' }, ...this.#differences.map(difference)),
    ];
  }

  /** The choice between our runs of the code and of the text. */
  #presets() {
    const select = make('select', { id: 'paper-preset' },
      make('option', { value: 'published' }, 'what the paper’s code did'),
      make('option', { value: 'described' }, 'what the paper’s text says'));
    select.value = this.#preset;
    select.addEventListener('change', () => {
      this.#preset = /** @type {Preset} */ (select.value);
      for (const [i, details] of [...this.#content.querySelectorAll('details')].entries()) {
        details.replaceWith(this.#table(this.#tables[i], details.open));
      }
    });
    return make('p', { class: 'choice' }, make('label', { for: 'paper-preset' }, 'Our runs follow'), select);
  }

  /** @param {Table} table */
  #table(table, open = table.number === 4) {
    const measured = this.#measured.count(table);
    const body = make('div', { class: 'paper-body' });
    const graphs = hasGraphs(table);
    const show = (/** @type {Graph} */ graph) => body.replaceChildren(...this.#grid(table, graph));
    show(this.#firstGraph(table));
    const summary = make('summary', {}, make('strong', {}, `Table ${table.number}`), ` ${table.caption}`,
      ...(measured ? [make('span', { class: 'now' }, `${count(measured)} of ${count(cells(table).length)} measured`)] : []));
    const details = make('details', {}, summary, ...(graphs ? [this.#graphs(table, show)] : []), body);
    details.open = open;
    return details;
  }

  /** The graph whose numbers are there. @param {Table} table @returns {Graph} */
  #firstGraph(table) {
    const any = (/** @type {Graph} */ graph) => cells(table).some(({ place, cell }) => (
      /_lc_/.test(cell.quantities?.[0]?.statistic ?? '') && this.#measured.beside(place, cell, this.#preset, graph)));
    return any('recorded') || !any('network') ? 'recorded' : 'network';
  }

  /** @param {Table} table @param {(graph: Graph) => void} show */
  #graphs(table, show) {
    const first = this.#firstGraph(table);
    const id = `paper-graph-${table.number}`;
    const select = make('select', { id }, ...GRAPHS.map(([value, text]) => make('option', { value }, text)));
    select.value = first;
    select.addEventListener('change', () => show(/** @type {Graph} */ (select.value)));
    return make('p', { class: 'choice' }, make('label', { for: id }, `Laplacian centrality in Table ${table.number}`), select);
  }

  /** @param {Table} table @param {Graph} graph */
  #grid(table, graph) {
    const id = `paper-caption-${table.number}`;
    const head = make('tr', {}, ...[table.corner, ...table.columns].map((name) => make('th', { scope: 'col' }, name)));
    /** What must be said of some of our numbers, once below the table. @type {string[]} */
    const notes = [];
    const rows = table.rows.map((row) => make('tr', {}, make('th', { scope: 'row' }, row.head), ...row.cells.map((cell, i) => {
      const place = { table: table.number, row: row.head, column: table.columns[i] };
      return this.#cell(cell, place, graph, notes);
    })));
    const grid = make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': id },
      make('table', {}, make('caption', { id, class: 'unseen' }, `Table ${table.number}. ${table.caption}`),
        make('thead', {}, head), make('tbody', {}, ...rows)));
    return [grid, ...notes.map((note, i) => make('p', { class: 'note' }, `${stars(i)} ${note}`))];
  }

  /**
   * @param {Cell} cell
   * @param {{ table: number, row: string, column: string }} place
   * @param {Graph} graph
   * @param {string[]} notes the table's so far; this cell's is added
   */
  #cell(cell, place, graph, notes) {
    const text = experiment(cell, this.#preset);
    const canonical = text && this.#actions.canonical(text);
    const printed = make('span', { class: 'printed' }, canonical ? this.#link(cell.printed, canonical, place) : cell.printed,
      ...(cell.notes ?? []).map((id) => this.#mark(id)));
    const said = corrected(cell);
    const ours = this.#measured.beside(place, cell, this.#preset, graph);
    if (ours?.note && !notes.includes(ours.note)) notes.push(ours.note);
    return make('td', {}, printed,
      ...(said ? [make('small', {}, `recorded: ${said}`)] : []),
      ...(ours ? [
        make('span', { class: 'ours' }, `ours ${ours.value}`),
        make('small', {}, `${ours.runs}${ours.note ? ` ${stars(notes.indexOf(ours.note))}` : ''}`),
        ...(ours.verdict ? [make('small', {}, ours.verdict)] : []),
      ] : []));
  }

  /** @param {string} printed @param {string} canonical @param {{ table: number, row: string, column: string }} place */
  #link(printed, canonical, { table, row, column }) {
    const name = `${printed}: open the experiment behind Table ${table}, ${row}, ${column}`;
    // A lesson may have asked for it.
    return make('a', { ...opens(canonical, this.#actions.linkTo), 'data-beside': '', title: 'Open this experiment', 'aria-label': name }, printed);
  }

  /** The footnote mark of a difference. @param {string} id */
  #mark(id) {
    const i = this.#differences.findIndex((difference) => difference.id === id);
    const { title } = this.#differences[i];
    return make('sup', {}, make('a', { href: `#difference-${id}`, 'aria-label': `Difference ${i + 1}: ${title}`, title }, String(i + 1)));
  }
}

/** The mark of a table's note. @param {number} i counting from 0 */
const stars = (i) => '*'.repeat(i + 1);

/** @param {Difference} difference */
const difference = ({ id, title, between, text }) => make('li', { id: `difference-${id}`, tabindex: '-1' },
  make('strong', {}, title), ' ', make('span', { class: 'muted' }, `(${between})`), make('br'), text);

/** The commits that made the measurements, shortened as Git does. @param {Measured} measured */
function commits(measured) {
  const short = measured.cells.flatMap((cell) => cell.commits).map((commit) => commit.replace(/^([0-9a-f]{10})[0-9a-f]{30}/, '$1'));
  return [...new Set(short)].join(', ');
}
