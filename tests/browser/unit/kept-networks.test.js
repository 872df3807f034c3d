// Networks that came in are kept by this browser: what is written, what is read again, and what is said where that cannot be.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptNetworks, MOST_BYTES } from '../../../www/app/look/kept-networks.js';

/** A database in memory, which may refuse. */
function memory() {
  const [networks, choices] = [new Map(), new Map()];
  let last = 0;
  const request = (/** @type {unknown} */ result) => {
    const made = /** @type {any} */ ({ result });
    queueMicrotask(() => made.onsuccess?.());
    return made;
  };
  const stores = {
    networks: {
      add: (/** @type {unknown} */ row) => request(networks.set(last += 1, row) && last),
      delete: (/** @type {number} */ key) => request(networks.delete(key)),
      getAll: () => request([...networks.values()]),
      getAllKeys: () => request([...networks.keys()]),
    },
    choices: { put: (/** @type {unknown} */ value, /** @type {string} */ key) => request(choices.set(key, value)), get: (/** @type {string} */ key) => request(choices.get(key)) },
  };
  const database = { refuses: /** @type {unknown} */ (null), names: () => [...networks.values()].map(({ name }) => name), within: async (/** @type {any} */ _, /** @type {any} */ __, /** @type {any} */ work) => {
    if (database.refuses) throw database.refuses;
    return work(stores);
  } };
  return /** @type {any} */ (database);
}

const [a, b] = ['a.npz', 'b.npz'].map((name) => new File([name], name));

test('what is looked at is kept, and nothing else', async () => {
  const database = memory();
  const kept = new KeptNetworks(database);
  assert.deepEqual(await kept.all(), { files: [], pixels: null });
  assert.equal(await kept.keep([a], null), 'Kept in this browser, until it is put away.');
  await kept.keep([a, b], 'raw');
  assert.deepEqual(database.names(), ['a.npz', 'b.npz']);
  await kept.keep([b], 'raw');
  assert.deepEqual(database.names(), ['b.npz']);
  const again = new KeptNetworks(database);
  const { files, pixels } = await again.all();
  assert.deepEqual([files.map(({ name }) => name), await files[0].text(), pixels], [['b.npz'], 'b.npz', 'raw']);
  // What came from there is not written a second time, and can be forgotten.
  await again.keep(files, 'raw');
  assert.deepEqual(database.names(), ['b.npz']);
  assert.equal(await again.keep([], null), '');
  assert.deepEqual(database.names(), []);
});

test('what is too large, and a browser that keeps nothing, are told', async () => {
  const database = memory();
  const kept = new KeptNetworks(database);
  const large = /** @type {any} */ ({ name: 'large.npz', size: MOST_BYTES + 1e5 });
  assert.equal(await kept.keep([large], null), 'large.npz has 64.1 MB, and files of at most 64.0 MB are kept: after a reload, choose it again.');
  assert.match(await kept.keep([a, large], null), /^Kept in this browser, until it is put away\. large\.npz has/);
  database.refuses = { code: 'refused', field: null, text: 'This browser lets the page keep nothing.' };
  assert.equal(await kept.keep([b], null), 'This browser lets the page keep nothing. After a reload, choose the file again.');
  assert.deepEqual(await kept.all(), { files: [], pixels: null });
  database.refuses = new Error('a disk failed');
  assert.equal(await kept.keep([a, b], null), 'This browser could not keep what came in. After a reload, choose the files again.');
  // It goes on where it can again.
  database.refuses = null;
  await kept.keep([a, b], null);
  assert.deepEqual(database.names(), ['a.npz', 'b.npz']);
});
