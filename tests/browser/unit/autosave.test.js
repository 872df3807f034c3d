// When the run at hand is kept, and what of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Autosave } from '../../../www/app/saves/autosave.js';

/** @typedef {import('../../../www/app/saves/run-database.js').LaneToKeep} LaneToKeep */

/** A run of one lane in training, and a store that knows the epochs whose pictures it has. */
function begin() {
  const clock = { now: 0 };
  /** @type {Map<string, number[]>} */
  const rows = new Map();
  /** @type {string[]} */
  const said = [];
  const lane = {
    completed: 0, snapshots: /** @type {any[]} */ ([{}]), wiring: { save: () => null },
    client: { ask: async () => ({ bytes: new Uint8Array(), completed: lane.completed }) },
  };
  const run = /** @type {any} */ ({ state: 'training', text: 'a', epochs: 9, lanes: [lane], history: { stride: 1 }, common: { save: () => [] } });
  const autosave = new Autosave({
    storage: {
      async save(/** @type {string} */ text, /** @type {any} */ { replaces }, /** @type {LaneToKeep[]} */ [{ snapshots }]) {
        if (replaces !== null && !rows.has(replaces)) return false;
        rows.set(text, [...rows.get(text) ?? [], ...snapshots.map(([epoch]) => epoch)]);
        return true;
      },
    },
    now: () => clock.now,
    later: () => {},
    treasure: () => said.push('treasured'),
  }, () => {});
  autosave.begin(run);
  autosave.note();
  const reach = async (/** @type {number} */ epoch) => {
    for (; lane.completed < epoch;) lane.snapshots[++lane.completed] = {};
    clock.now += 5000;
    await autosave.keep(run);
  };
  return { autosave, run, rows, said, clock, reach };
}

test('each time only what is new is written', async () => {
  const { rows, reach } = begin();
  await reach(1);
  await reach(3);
  assert.deepEqual(rows.get('a'), [0, 1, 2, 3]);
});

test('a run that was deleted while it trains, here or in another tab, is kept anew whole', async () => {
  const { autosave, rows, reach } = begin();
  await reach(2);
  rows.clear();
  await reach(4);
  assert.deepEqual(rows.get('a'), [0, 1, 2, 3, 4]);
  await reach(5);
  assert.deepEqual(rows.get('a'), [0, 1, 2, 3, 4, 5]);
  assert.equal(autosave.error, null);
});

test('a run at hand is kept anew whole when all that was kept is gone, be it at its end', async () => {
  const { autosave, rows, reach } = begin();
  await autosave.again();
  assert.equal(rows.size, 0, 'what was not worth it is not now');
  await reach(3);
  rows.clear();
  await autosave.again();
  assert.deepEqual(rows.get('a'), [0, 1, 2, 3]);
});

test('the browser is asked to keep what took more than a minute, and not before', async () => {
  const { said, clock, reach } = begin();
  await reach(1);
  assert.deepEqual(said, []);
  clock.now += 60_000;
  await reach(2);
  assert.deepEqual(said, ['treasured']);
});
