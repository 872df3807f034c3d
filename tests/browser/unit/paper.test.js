// The paper's tables as data, and what is said beside a printed number.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cells, corrected, experiment, hasGraphs, Measurements, seeds } from '../../../www/app/paper/data.js';

/** @typedef {import('../../../www/app/paper/data.js').Cell} Cell */
/** @typedef {import('../../../www/app/paper/data.js').Measurement} Measurement */
/** @typedef {import('../../../www/app/paper/data.js').Table} Table */

/** @param {string} name */
const file = (name) => JSON.parse(readFileSync(new URL(`../../../www/paper/${name}.json`, import.meta.url), 'utf8'));
/** @type {Table[]} */
const tables = file('tables').tables;
/** @type {import('../../../www/app/paper/data.js').Difference[]} */
const differences = file('differences');

/** @param {number} number @param {string} row @param {number} column */
function cell(number, row, column) {
  const table = /** @type {Table} */ (tables.find((table) => table.number === number));
  const found = /** @type {Table['rows'][0]} */ (table.rows.find(({ head }) => head === row));
  return { cell: found.cells[column], place: { table: number, row, column: table.columns[column] } };
}

/** @param {{ table: number, row: string, column: string }} place @param {Partial<Measurement>} values */
const measurement = (place, values) => /** @type {Measurement} */ (
  { ...place, preset: 'published', values: [], seeds: [1], mean: 0, std: null, within: null, epochs: 50, commits: ['unknown'], ...values });

/** @param {Measurement[]} cells */
const measurements = (cells) => new Measurements({ version: '0', commit: 'unknown', trial: null, cells });

test('all ten tables are there, every row complete, every note explained', () => {
  assert.deepEqual(tables.map(({ number }) => number), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const table of tables) {
    for (const row of table.rows) assert.equal(row.cells.length, table.columns.length, `Table ${table.number}, ${row.head}`);
    assert.equal(new Set(table.rows.map(({ head }) => head)).size, table.rows.length, 'a place names one cell');
  }
  const known = new Set(differences.map(({ id }) => id));
  assert.equal(known.size, differences.length);
  for (const note of tables.flatMap(cells).flatMap(({ cell }) => cell.notes ?? [])) assert(known.has(note), note);
});

test('every table says what the paper prints, row by row', () => {
  const oracle = JSON.parse(readFileSync(new URL('../../oracles/paper_tables.json', import.meta.url), 'utf8')).tables;
  // The page groups digits, writes μ − 1σ for the paper's μ − σ, leaves out the "<" of a threshold, and has its own capitals.
  const plain = (/** @type {string} */ text) => text.replace(/(?<=\d),(?=\d{3})/g, '').replace('μ − σ', 'μ − 1σ').replace('< μ', 'μ').toLowerCase();
  assert.deepEqual(Object.keys(oracle).map(Number), tables.map(({ number }) => number));
  for (const { number, rows } of tables) {
    const ours = rows.map(({ head, cells }) => [head, ...cells.map(({ printed }) => printed)].map(plain));
    assert.deepEqual(ours, oracle[number].map((/** @type {string[]} */ row) => row.map(plain)), `Table ${number}`);
  }
});

test('a row of the searches is behind its threshold', () => {
  const rows = tables.filter(({ number }) => number >= 5 && number <= 8).flatMap(({ rows }) => rows);
  assert.equal(rows.length, 39);
  for (const { head, cells } of rows) {
    const k = /^μ − ([\d.]+)σ$/.exec(head)?.[1];
    for (const { experiment } of cells) assert.match(experiment ?? '', new RegExp(`lanes=censet:k=${k}&epochs=\\d+$`), head);
  }
});

test('the printed text and its numbers agree', () => {
  for (const { cell: { printed, quantities = [] }, place } of tables.flatMap(cells)) {
    if (quantities.length === 0) continue;
    const numbers = printed.replaceAll(',', '').split(' ± ').map(Number);
    assert.deepEqual(quantities.map(({ paper }) => paper), numbers, JSON.stringify(place));
  }
});

test('every measurement has a place in a table', () => {
  const places = new Set(tables.flatMap(cells).filter(({ cell }) => cell.experiment).map(({ place }) => JSON.stringify(place)));
  const measured = file('measured');
  assert.equal(measured.trial, null, 'a trial does not belong into the page');
  for (const { table, row, column } of measured.cells) assert(places.has(JSON.stringify({ table, row, column })), row);
});

test('an accuracy stands with its seeds, its deviation over them, and whether it is as expected', () => {
  const at = cell(5, 'μ − 2.5σ', 0);
  const one = measurement(at.place, { statistic: 'accuracy', mean: 83.071, within: true, expected: 83.45, tolerance: 1.5 });
  assert.deepEqual(measurements([one]).beside(at.place, at.cell, 'published', 'recorded'),
    { value: '83.07', runs: 'seed 1, 50 epochs', verdict: 'within 83.45 ± 1.5', note: null });
  const three = { ...one, seeds: [1, 2, 3], std: 0.1249, mean: 80, within: false };
  assert.deepEqual(measurements([three]).beside(at.place, at.cell, 'published', 'printed'),
    { value: '80.00 ± 0.12', runs: 'seeds 1–3, 50 epochs', verdict: 'outside 83.45 ± 1.5', note: null });
  assert.equal(measurements([three]).beside(at.place, at.cell, 'described', 'recorded'), null);
  assert.equal(seeds([1, 4]), 'seeds 1, 4');
});

test('a centrality is shown of the graph that is asked for, with its deviation over the neurons', () => {
  const at = cell(9, '25', 1);
  const numbers = /** @type {const} */ ([['recorded_lc_mean', 0.7], ['recorded_lc_std', 1.8], ['lc_mean', 0.5], ['lc_std', 1.25]]);
  const all = measurements(numbers.map(([statistic, mean]) => measurement(at.place, { statistic, mean, epochs: 200 })));
  assert.equal(all.beside(at.place, at.cell, 'published', 'recorded')?.value, '0.700 ± 1.80');
  assert.equal(all.beside(at.place, at.cell, 'published', 'network')?.value, '0.500 ± 1.25');
  assert.equal(all.beside(at.place, at.cell, 'published', 'printed'), null);
  assert.equal(all.count(/** @type {Table} */ (tables.find(({ number }) => number === 9))), 1);
  assert.equal(corrected(at.cell), 'mean 0.66');
  assert.deepEqual(tables.filter(hasGraphs).map(({ number }) => number), [4, 9, 10]);
});

test('a cell opens the experiment behind it', () => {
  assert.equal(experiment(cell(5, 'μ − 1σ', 0).cell, 'published'), 'v=1&preset=published&lanes=censet:k=1&epochs=50');
  assert.equal(experiment(cell(5, 'μ − 1σ', 1).cell, 'described'), 'v=1&preset=described&data=cifar10&lanes=censet:k=1&epochs=100');
  assert.equal(experiment(cell(3, 'ε', 0).cell, 'published'), null);
});

test('a shorter run and what must be said of its images are said', () => {
  const { cell: shown, place } = cell(4, 'CIFAR-10', 1);
  const statistic = /** @type {import('../../../www/app/paper/data.js').Statistic} */ (shown.quantities?.[0].statistic);
  const [measured] = [measurement(place, { statistic, mean: 1, epochs: 60, paper_epochs: 400, note: 'Other images.' })];
  const beside = measurements([measured]).beside(place, shown, 'published', 'recorded');
  assert.deepEqual([beside?.runs, beside?.note], ['seed 1, after 60 of 400 epochs', 'Other images.']);
});
