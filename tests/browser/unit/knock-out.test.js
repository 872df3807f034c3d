// What the tab "Knock out" makes of a worker's numbers, and how lanes take turns in measuring.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curveOf } from '../../../www/app/closer/knock-out-attack.js';
import { dotsOf, groupsOf, lostWithout, newest } from '../../../www/app/closer/knock-out-results.js';
import { measure } from '../../../www/app/closer/measuring.js';

const layers = Uint32Array.of(2, 2, 1, 10);
// With all: 80 % and a loss of 1; then two inputs, two neurons of the first hidden layer, one of the second.
const values = Float64Array.of(80, 1, 80, 1, 79, 1.5, 60, 3, 81, 0.5, 70, 2);

test('what is lost is the accuracy that falls and the loss that rises', () => {
  assert.deepEqual([...lostWithout(values, false)], [0, 1, 20, -1, 10]);
  assert.deepEqual([...lostWithout(values, true)], [0, 0.5, 2, -0.5, 1]);
});

test('groups are the layers before the output layer, the hidden ones and all', () => {
  assert.deepEqual(groupsOf(layers).map(({ id, name, from, to }) => [id, name, from, to]), [
    ['0', 'input', 0, 2], ['1', 'hidden 1', 2, 4], ['2', 'hidden 2', 4, 5], ['hidden', 'all hidden', 2, 5], ['all', 'all', 0, 5]]);
});

test('dots go from left to right, each with its neuron and layer', () => {
  const centralities = [Float64Array.of(5, 4, 3, 9, 3, ...Array(10).fill(7))];
  const result = { epoch: 1, layout: /** @type {any} */ ({ layers }), values, centralities };
  const [hidden, all] = groupsOf(layers).slice(-2);
  const dots = dotsOf(result, hidden, 0, false);
  assert.deepEqual([dots.neurons, [...dots.x], [...dots.y], [...dots.layer]], [[2, 4, 3], [3, 3, 9], [20, 10, -1], [1, 2, 1]]);
  assert.deepEqual(dotsOf(result, all, 0, true).neurons, [2, 4, 1, 0, 3]);
  // A centrality that is not measured yet, and a network that nobody asked about.
  assert.deepEqual([dotsOf(result, all, 3, false).neurons, dotsOf(null, all, 0, false).neurons], [[], []]);
});

test('the result of the epoch shown is preferred, then the one made last', () => {
  const [first, again, later] = [{ epoch: 1 }, { epoch: 1 }, { epoch: 4 }];
  assert.equal(newest([first, again, later], 1), again);
  assert.equal(newest([first, again, later], 2), later);
  assert.equal(newest([], 2), null);
});

test('an attack is read step by step', () => {
  const curve = curveOf(3, [0, 1, 2, 90, 50, 10, 90, 80, 10, ...Array.from({ length: 15 }, (_, i) => i)]);
  assert.deepEqual([curve.epoch, curve.removed, curve.orders.length], [3, [0, 1, 2], 7]);
  assert.deepEqual([curve.orders[0], curve.orders[1], curve.orders[6]], [[90, 50, 10], [90, 80, 10], [12, 13, 14]]);
});

test('a lane measures one thing at a time, and one that is not wanted any more makes room', async () => {
  /** @type {string[]} */
  const asked = [];
  let left = 0;
  const client = /** @type {any} */ ({
    async ask(/** @type {string} */ method, /** @type {string} */ what) {
      asked.push(what && method !== 'advance_measure' ? `${method} ${what}` : method);
      if (method.startsWith('begin')) left = 2;
      if (method === 'advance_measure') return 1 - --left / 2;
      return method === 'finish_measure' ? { values: asked.length } : undefined;
    },
  });
  let wanted = true;
  const first = measure(client, ['begin_measure', 'katz'], (part) => {
    if (part > 0) wanted = false;
    return wanted;
  });
  const second = measure(client, ['begin_measure', 'strength'], () => true);
  assert.equal(await first, null);
  assert.notEqual(await second, null);
  assert.deepEqual(asked, ['begin_measure katz', 'advance_measure', 'begin_measure strength', 'advance_measure', 'advance_measure', 'finish_measure']);
});
