// The grid that the form of Compare many writes, without a browser; what it writes is read by the grid's own reader.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggested, variable, written } from '../../../www/app/search/grid-writer.js';
import { look_at_grid } from '../later-module.js';
import * as wasm from '../page-module.js';

/** @param {string} base @param {Partial<import('../../../www/app/search/grid-writer.js').Wanted>} wanted */
const write = (base, wanted) => written(base, { key: 'k', from: '0.5', to: '2', step: '0.5', seeds: '3', ...wanted }, wasm.edit);
/** @param {string} base @param {Partial<import('../../../www/app/search/grid-writer.js').Wanted>} wanted */
const text = (base, wanted) => /** @type {{ text: string }} */ (write(base, wanted)).text;
/** As the reader of grids understands it. @param {string} base @param {Partial<import('../../../www/app/search/grid-writer.js').Wanted>} wanted */
const read = (base, wanted) => look_at_grid(text(base, wanted)).canonical;

test('a number goes from here to there, with so many seeds', () => {
  assert.equal(read('v=1', {}), 'v=1&k=0.5..2/0.5&seed=1..3');
  assert.equal(read('v=1&seed=7', { seeds: '1' }), 'v=1&k=0.5..2/0.5');
  assert.equal(read('v=1&k=1&epochs=5', { from: '1', to: '1,5', step: '.25' }), 'v=1&k=1..1.5/0.25&epochs=5&seed=1..3');
  assert.equal(read('v=1', { from: '2', to: '2' }), 'v=1&k=2&seed=1..3');
  const { canonical, runs } = look_at_grid(text('v=1', {}));
  assert(canonical);
  assert.equal(runs.length, 3 + 4 * 3, 'SET once a seed, CenSET once a seed and k');
});

test('a network with a value of its own for what is varied follows too', () => {
  const grid = read('v=1&lanes=set,censet:k=1:scope=layer,censet:k=2', {});
  assert.equal(grid, 'v=1&lanes=set,censet:scope=layer,censet&k=0.5..2/0.5&seed=1..3');
  assert.equal(look_at_grid(grid ?? '').runs.length, 3 + 2 * 4 * 3);
});

test('what cannot be used is named, with what is allowed', () => {
  for (const [wanted, sentence] of /** @type {[any, RegExp][]} */ ([
    [{ from: '' }, /^from = “” cannot be used: it must be a number\.$/],
    [{ step: 'x' }, /^step = “x” /],
    [{ step: '0' }, /^step = “0” cannot be used: it must be more than 0\.$/],
    [{ to: '0.25' }, /^to = “0\.25” cannot be used: it must be at least 0\.5, /],
    [{ seeds: '0' }, /^seeds = “0” cannot be used: a whole number from 1 to 1000\.$/],
    [{ seeds: '2.5' }, /^seeds = “2\.5” /],
  ])) assert.match(/** @type {{ error: string }} */ (write('v=1', wanted)).error, sentence);
});

test('every number of an experiment can be varied around what it is, and the grid can be read', () => {
  const { values } = wasm.check('v=1');
  const fields = variable(wasm.fields());
  assert(fields.some(({ key }) => key === 'zeta') && fields.every(({ key }) => key !== 'seed'));
  for (const field of fields) {
    const range = suggested(field, values[field.key] ?? '');
    if (range.from === '') continue;
    const { errors } = look_at_grid(text('v=1&train=2000&test=300', { key: field.key, ...range, seeds: '1' }));
    assert.deepEqual(errors, [], field.key);
  }
});
