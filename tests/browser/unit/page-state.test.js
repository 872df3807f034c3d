// What the page shows has one owner, which tells who looks at it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Signal, together } from '../../../www/app/base/signal.js';
import { Selection } from '../../../www/app/lanes/selection.js';
import { PageState } from '../../../www/app/shell/page-state.js';

test('a listener is told once for all that changes together, and only of changes', () => {
  const [a, b] = [new Signal(1), new Signal('x')];
  /** @type {string[]} */
  const told = [];
  const listener = () => { told.push(`${a.value}${b.value}`); };
  const end = a.subscribe(listener);
  b.subscribe(listener);
  a.value = 1;
  together(() => {
    a.value = 2;
    together(() => { b.value = 'y'; });
    assert.deepEqual(told, []);
  });
  assert.deepEqual(told, ['2y']);
  end();
  a.value = 3;
  b.value = 'z';
  assert.deepEqual(told, ['2y', '3z']);
});

test('what a listener changes is told after it, and a listener that fails keeps no other from being told', () => {
  const [a, b] = [new Signal(0), new Signal(0)];
  /** @type {string[]} */
  const told = [];
  a.subscribe(() => {
    b.value = a.value;
    told.push('a');
    throw new Error('a fails');
  });
  a.subscribe(() => { told.push('also a'); });
  b.subscribe(() => { told.push(`b ${b.value}`); });
  assert.throws(() => { a.value = 7; }, /a fails/);
  assert.deepEqual(told, ['a', 'also a', 'b 7']);
  b.value = 8;
  assert.equal(told.at(-1), 'b 8');
});

test('a run begins at its latest epoch and without a neuron, in the lane that was chosen if it has that', () => {
  const page = new PageState();
  page.go({ epoch: 3, lane: 1, neuron: { neuron: 5, pinned: true, over: null } });
  page.begin(2);
  assert.deepEqual([page.epoch.value, page.lane.value, page.neuron.value.neuron], [null, 1, null]);
  page.begin(1);
  assert.equal(page.lane.value, null);
});

test('a pinned neuron stays, one in passing goes', () => {
  const page = new PageState();
  const selection = new Selection(page);
  let told = 0;
  selection.onChange(() => { told += 1; });
  selection.hover(1, 5);
  selection.hover(1, 5);
  assert.equal(told, 1);
  selection.hover(1, null);
  assert.deepEqual([selection.neuron, selection.lane, page.lane.value], [null, 0, null], 'to point at a lane is not to choose it');
  selection.pin(0, 7);
  selection.hover(1, 5);
  assert.deepEqual([selection.lane, selection.neuron, selection.pinned], [0, 7, true]);
  selection.move(1, 8);
  assert.deepEqual([selection.neuron, selection.pinned, page.lane.value], [8, true, 1]);
  selection.clear();
  assert.deepEqual([selection.neuron, selection.pinned], [null, false]);
});
