// What the page shows has one owner, which tells who looks at it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Signal, together } from '../../../www/app/base/signal.js';
import { Selection } from '../../../www/app/lanes/selection.js';
import { pageState } from '../page-means.js';

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
  const { page } = pageState();
  page.go({ epoch: 3, lane: 1, neuron: { neuron: 5, pinned: true, over: null } });
  page.begin(2);
  assert.deepEqual([page.epoch.value, page.lane.value, page.neuron.value.neuron], [null, 1, null]);
  page.begin(1);
  assert.equal(page.lane.value, null);
});

test('a pinned neuron stays, one in passing goes', () => {
  const { page } = pageState();
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

/** The parts of the state that an address has. @param {import('../../../www/app/shell/page-state.js').PageState} page */
function seen(page) {
  const { text, grid, view, lesson, embed, hide, expect, pace, lang } = page.now;
  return Object.fromEntries(Object.entries({ text, grid, view, lesson, embed, hide, expect, pace, lang }).filter(([, value]) => value !== null));
}

test('every key of a link of version 1 is read and written', () => {
  const { page, steps } = pageState();
  page.read('seed=7&view=paper&lesson=set.3&hide=form,share&embed=1&pace=slow&lang=nl&expect=set@5:0123456789abcdef&epochs=5', null);
  assert.deepEqual(seen(page), {
    text: 'v=1&epochs=5&seed=7', view: 'paper', lesson: 'set.3', hide: 'form,share', embed: '1', expect: 'set@5:0123456789abcdef', pace: 'slow', lang: 'nl',
  });
  assert.equal(page.address(), 'v=1&epochs=5&seed=7&view=paper&lesson=set.3&embed=1&hide=form,share&expect=set@5:0123456789abcdef&pace=slow&lang=nl');
  assert.deepEqual(steps.map(({ address }) => address), [page.address()]);
});

test('a text that cannot be used stays as it was written until something changes', () => {
  const { page } = pageState();
  for (const bad of ['hide=form&k=much&epochs=0', 'k=4..0&lanes=set,censet&seed=1..3', 'embed=1&k=%6duch']) {
    page.read(bad, null);
    assert.equal(page.address(), bad);
    assert.equal(page.usable, false);
  }
  page.go({ hide: 'lr' });
  assert.equal(page.address(), 'k=%6duch&embed=1&hide=lr');
});

test('a view, a page of a lesson and a grid are steps, all else changes the step at hand', () => {
  const { page, steps } = pageState();
  page.read('', null);
  page.go({ text: 'seed=2' });
  page.go({ view: 'paper' });
  page.go({ lesson: 'set.1' });
  page.go({ lesson: 'set.2', text: 'seed=3' });
  page.go({ hide: 'lr' });
  page.go({ epoch: 3, lane: 1 });
  page.go({ view: 'search', lesson: null });
  page.go({ grid: 'k=1|2' });
  page.go({ view: 'search' });
  page.go({ view: 'lab' });
  assert.deepEqual(steps.map(({ address }) => address), [
    'v=1&seed=2',
    'v=1&seed=2&view=paper',
    'v=1&seed=2&view=paper&lesson=set.1',
    'v=1&seed=3&view=paper&lesson=set.2&hide=lr',
    'v=1&seed=3&view=search&hide=lr',
    'v=1&k=1%7C2&hide=lr',
    'v=1&seed=3&hide=lr',
  ]);
});

test('what is changed while a change is told makes one step with it', () => {
  const { page, steps } = pageState();
  page.read('', null);
  page.parts.lesson.subscribe(() => page.go({ text: 'lanes=set', view: 'playground' }));
  page.go({ lesson: 'energy.1' });
  assert.deepEqual(steps.map(({ address }) => address), ['v=1', 'v=1&lanes=set&view=playground&lesson=energy.1']);
});

test('Back and Forward keep the experiment at hand, but for one that was opened or put into the address', async () => {
  const { page, steps } = pageState();
  page.read('', null);
  page.go({ view: 'paper' });
  page.go({ text: 'seed=2' });
  page.read(steps[0].address, steps[0].step);
  assert.deepEqual(seen(page), { text: 'v=1&seed=2', view: 'lab' }, 'the seed is the visitor’s still');
  page.read('seed=9&hide=lr', null);
  assert.deepEqual(seen(page), { text: 'v=1&seed=9', view: 'lab', hide: 'lr' });
  assert(await page.open('lanes=censet'));
  const { address, step } = /** @type {{ address: string, step: any }} */ (steps.at(-1));
  assert.equal(address, 'v=1&lanes=censet&hide=lr');
  page.read('v=1&seed=9&hide=lr', { ...step, series: step.series - 1 });
  assert.equal(page.now.text, 'v=1&seed=9');
  page.read(address, step);
  assert.equal(page.now.text, 'v=1&lanes=censet');
});

test('a reload has the grid that the address has not, and the experiment', () => {
  const before = pageState();
  before.page.read('seed=5', null);
  before.page.go({ grid: 'k=1|2', view: 'search' });
  const inSearch = /** @type {{ address: string, step: import('../page-means.js').Step }} */ (before.steps.at(-1));
  assert.equal(inSearch.address, 'v=1&k=1%7C2', 'a raw bar ends a link in mail and chat');
  before.page.go({ view: 'about' });
  const elsewhere = /** @type {{ address: string, step: import('../page-means.js').Step }} */ (before.steps.at(-1));
  for (const { address, step } of [inSearch, elsewhere]) {
    const { page } = pageState();
    page.read(address, step);
    assert.deepEqual([page.now.text, page.now.grid], ['v=1&seed=5', 'v=1&k=1|2'], address);
  }
});

test('opening keeps what a teacher asked of the page, and asks where epochs would be lost', async () => {
  /** @type {string[]} */
  const asked = [];
  const { page } = pageState({ mayLeave: async (text) => asked.push(text) > 1 });
  page.read('seed=5&hide=form,share&embed=1&view=paper&lesson=paper.2', null);
  assert.equal(await page.open('lanes=censet'), false);
  assert.equal(page.now.text, 'v=1&seed=5');
  assert.equal(page.addressOf('lanes=censet'), 'v=1&lanes=censet&embed=1&hide=form,share');
  assert(await page.open('lanes=censet', { beside: true }));
  assert.deepEqual(seen(page), { text: 'v=1&lanes=censet', view: 'lab', lesson: 'paper.2', embed: '1', hide: 'form,share' });
  assert(await page.open('lanes=set'));
  assert.deepEqual(seen(page), { text: 'v=1&lanes=set', view: 'lab', embed: '1', hide: 'form,share' });
});

test('a result goes with its experiment, however that changes', async () => {
  const { page } = pageState();
  const link = 'v=1&epochs=3&expect=set@3:0123456789abcdef';
  const begin = () => {
    page.read('', null);
    page.read(link, null);
    assert.equal(page.address(), link);
  };
  begin();
  page.go({ text: 'epochs=3&lr=fast' });
  page.go({ text: 'epochs=3' });
  assert.equal(page.address(), link, 'what could not run is mended');
  page.go({ text: 'epochs=4' });
  assert.equal(page.address(), 'v=1&epochs=4');
  begin();
  page.read(link.replace('epochs=3', 'epochs=3&seed=5'), null);
  assert.equal(page.address(), 'v=1&epochs=3&seed=5');
  begin();
  await page.open('seed=6');
  assert.equal(page.address(), 'v=1&seed=6');
});
