// The study as data: what its page says of plan and measurements.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { accuracies, knockedOut, layers, points, probability, questions, range, tried, verdict } from '../../../www/app/paper/study-data.js';

/** @typedef {import('../../../www/app/paper/study-data.js').Plan} Plan */
/** @typedef {import('../../../www/app/paper/study-data.js').Studied} Studied */
/** @typedef {import('../../../www/app/paper/study-data.js').KnockedOut} KnockedOut */

/** @param {string} name */
const file = (name) => JSON.parse(readFileSync(new URL(`../../../www/paper/${name}.json`, import.meta.url), 'utf8'));

/** @type {Plan} */
const plan = {
  rules: [{ id: 'a', title: 'A', about: '' }, { id: 'b', title: 'B', about: '' }, { id: 'c', title: 'C', about: '' }],
  comparisons: [{ rule: 'b', against: 'a', asks: 'B above A?' }, { rule: 'c', against: 'a', asks: 'C above A?' }],
  tunings: [{ id: 't', title: 'T', rule: 'b', regime: 'one', grid: '' }],
  regimes: [
    { id: 'one', title: 'One', experiment: 'v=1&epochs=3', seeds: 3, lanes: [{ rule: 'a', lane: 'set' }, { rule: 'b', lane: 'movement' }] },
    { id: 'two', title: 'Two', experiment: 'v=1&epochs=9', seeds: 3, lanes: [{ rule: 'a', lane: 'set' }] },
  ],
  importance: [{ id: 'hubs', title: 'Hubs', experiment: 'v=1&epochs=2', seeds: 3 }],
  answers: { importance: '', comparison: '' },
  failed: [],
  replays: [],
};

/** @param {number} rho @param {number} half @returns {KnockedOut} */
const knocked = (rho, half) => ({
  lane: 'set', accuracy: 80 + half, rho: { 1: { lc: [null, null] }, hidden: { lc: [0.9, rho], degree: [null, null] } }, half: { most: half },
});

/** @type {Studied} */
const studied = {
  commit: 'unknown',
  tunings: [{ tuning: 't', lane: 'best', validation: [82, 80] }, { tuning: 'else', lane: 'other', validation: [99] }, { tuning: 't', lane: 'next', validation: [79] }],
  results: [
    { regime: 'one', rule: 'a', seeds: [1, 2, 3], accuracy: [80, 81, 82] },
    { regime: 'one', rule: 'b', seeds: [1], accuracy: [83.5] },
  ],
  comparisons: [{ regime: 'one', rule: 'b', against: 'a', pairs: 2, mean: 0.25, low: -0.11, high: 0.61, p: 0.12 }],
  importance: { 'v=1&epochs=2': [knocked(0.5, 40)], 'v=1&epochs=2&seed=3': [knocked(0.1, 20)] },
};

/** As the modules write texts. @param {string} text */
const canonical = (text) => text.replace('&seed=1', '');

test('each rule stands with its mean and deviation under each regime where it was trained', () => {
  const rows = accuracies(plan, studied);
  assert.deepEqual(rows.map(({ rule }) => rule.id), ['a', 'b']);
  assert.deepEqual(rows[0].cells, [{ text: 'v=1&epochs=3&lanes=set', mean: 81, std: 1, seeds: 3 }, null]);
  assert.deepEqual(rows[1].cells, [{ text: 'v=1&epochs=3&lanes=movement', mean: 83.5, std: null, seeds: 1 }, null]);
});

test('a question is there with its answers, and is not before there is one', () => {
  const asked = questions(plan, studied);
  assert.deepEqual(asked.map(({ comparison, rows }) => [comparison.asks, rows.map(({ regime, found }) => [regime.id, found.mean])]), [['B above A?', [['one', 0.25]]]]);
  assert.deepEqual(range(studied), [-0.2, 0.7]);
  assert.deepEqual(range({ ...studied, comparisons: [] }), [0, 0]);
});

test('an interval says better, worse, or nothing', () => {
  const compared = studied.comparisons[0];
  assert.equal(verdict(compared), 'no difference shown');
  assert.equal(verdict({ ...compared, low: 0.01 }), 'better');
  assert.equal(verdict({ ...compared, high: -0.01 }), 'worse');
  assert.deepEqual([0.306, -0.004, -1.25, 0].map(points), ['+0.31', '−0.00', '−1.25', '+0.00']);
  assert.deepEqual([0.5, 0.0421, 0.00123, 0.00001].map(probability), ['0.5', '0.04', '0.0012', '< 0.0001']);
});

test('of a tuning its own settings are listed', () => {
  assert.deepEqual(tried(plan.tunings[0], studied), [{ lane: 'best', validation: 81, seeds: 2 }, { lane: 'next', validation: 79, seeds: 1 }]);
});

test('what neurons are worth is summed up over the seeds that are there', () => {
  assert.deepEqual(layers(studied), ['1', 'hidden']);
  const [row] = knockedOut(plan.importance[0], studied, 'hidden', canonical);
  assert.deepEqual([row.lane, row.seeds, row.accuracy], ['set', 2, { mean: 110, least: 100, most: 120 }]);
  assert.deepEqual(row.rho, { lc: { mean: 0.3, least: 0.1, most: 0.5 }, degree: null });
  assert.deepEqual(row.half, { most: { mean: 30, least: 20, most: 40 } });
  assert.deepEqual(knockedOut(plan.importance[0], { ...studied, importance: undefined }, 'hidden', canonical), []);
});

test('the plan and the measurements of the product belong together', () => {
  const [plan, studied] = /** @type {[Plan, Studied]} */ ([file('study'), file('studied')]);
  const rules = new Set(plan.rules.map(({ id }) => id));
  const named = [...plan.tunings, ...plan.comparisons, ...plan.regimes.flatMap(({ lanes }) => lanes)].map(({ rule }) => rule);
  for (const rule of named) assert(rules.has(rule), rule);
  for (const { against, asks } of plan.comparisons) assert(rules.has(against) && asks.endsWith('?'), asks);
  // What was measured has a place, and every lane that is frozen is one that its tuning tried.
  for (const { regime, rule } of studied.results) assert(plan.regimes.find(({ id }) => id === regime)?.lanes.some((lane) => lane.rule === rule), `${regime} ${rule}`);
  for (const { tuning } of studied.tunings) assert(plan.tunings.some(({ id }) => id === tuning), tuning);
  for (const tuning of plan.tunings) {
    const lanes = plan.regimes.find(({ id }) => id === tuning.regime)?.lanes;
    const lane = lanes?.find(({ rule }) => rule === tuning.rule)?.lane;
    assert.equal(lane, tried(tuning, studied)[0].lane, `${tuning.title}: the best of its settings`);
  }
  assert(questions(plan, studied).length > 0 && accuracies(plan, studied).length > 0);
  assert(Object.keys(studied.importance ?? {}).length > 0);
});
