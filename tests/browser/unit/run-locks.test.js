// What one tab is at, other tabs know, until it leaves it or is gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';

/** Locks as browsers have them, as far as tabs use them. */
class Locks {
  /** @type {string[]} */
  held = [];

  /** @param {string} name @param {() => Promise<unknown>} work */
  async request(name, work) {
    this.held.push(name);
    await work();
    this.held.splice(this.held.indexOf(name), 1);
  }

  async query() {
    return { held: this.held.map((name) => ({ name })) };
  }
}

/** A module of its own, as each tab has. @param {number} tab @returns {Promise<typeof import('../../../www/app/platform/run-locks.js')>} */
const open = (tab) => import(`../../../www/app/platform/run-locks.js?${tab}`);
const settle = () => new Promise((done) => setImmediate(done));
/** @param {unknown} locks */
const provide = (locks) => Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });

test('other tabs know what a tab is at, and it does not stand in its own way', async () => {
  const locks = new Locks();
  locks.held.push('another page');
  provide(locks);
  const [a, b] = [await open(1), await open(2)];
  a.be('v=1&seed=2');
  assert.deepEqual(await a.elsewhere(), new Set());
  assert.deepEqual(await b.elsewhere(), new Set(['v=1&seed=2']));
  a.be('v=1&seed=2');
  a.be('v=1&seed=2&epochs=9');
  b.be('v=1');
  await settle();
  assert.deepEqual(await b.elsewhere(), new Set(['v=1&seed=2&epochs=9']));
  assert.deepEqual(await a.elsewhere(), new Set(['v=1']));
  a.be(null);
  await settle();
  assert.deepEqual(await b.elsewhere(), new Set());
  assert.equal(locks.held.length, 2);
});

test('without locks, or where they are refused, nothing is known and nothing fails', async () => {
  const refuse = () => Promise.reject(new DOMException('no', 'SecurityError'));
  for (const [tab, locks] of /** @type {[number, unknown][]} */ ([[3, undefined], [4, { request: refuse, query: refuse }]])) {
    provide(locks);
    const { be, elsewhere } = await open(tab);
    be('v=1');
    assert.deepEqual(await elsewhere(), new Set());
    be(null);
  }
});
