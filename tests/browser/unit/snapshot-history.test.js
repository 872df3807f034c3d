// What a run keeps of its epochs.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { bytesOf, keep, nearest, strideOf } from '../../../www/app/run/snapshot-history.js';

/** @typedef {import('../../../www/app/run/snapshot-history.js').Kept} Kept */

/** A snapshot of about so many bytes, and a whole wiring that does not count here. @param {number} bytes */
function snapshot(bytes) {
  return /** @type {import('../../../www/app/shared/types.js').Snapshot} */ (/** @type {unknown} */ ({
    layout: {}, centrality: new Uint8Array(bytes / 2), edges: { layer: new Uint8Array(bytes / 2) }, wiring: { born: new Uint8Array(bytes) },
  }));
}

/** @param {number} lanes @param {number} epochs @param {number} most */
function run(lanes, epochs, most) {
  /** @type {Kept[]} */
  const kept = Array.from({ length: lanes }, () => ({ snapshots: [] }));
  for (let epoch = 0; epoch <= epochs; epoch += 1) kept.forEach((_, lane) => keep(kept, lane, epoch, snapshot(10_000), most));
  return kept;
}

const epochs = (/** @type {Kept} */ { snapshots }) => Object.keys(snapshots).map(Number);

test('a history that has room keeps every epoch', () => {
  const lanes = run(2, 9, 204_000);
  for (const lane of lanes) assert.deepEqual(epochs(lane), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(strideOf(lanes), 1);
});

test('one that has not is thinned out evenly, and keeps the latest epoch', () => {
  const lanes = run(2, 21, 204_000);
  for (const lane of lanes) {
    assert.deepEqual(epochs(lane), [0, 4, 8, 12, 16, 20, 21]);
    assert(Math.abs(bytesOf(lane) - 7 * 10_000) < 1000, String(bytesOf(lane)));
  }
  assert.equal(strideOf(lanes), 4);
  assert.equal(nearest(lanes, 21), 21);
  assert.equal(nearest(lanes, 19), 16);
  assert.equal(nearest(lanes, 3), 0);
});

test('the memory stays bounded however long the run is', () => {
  for (const length of [3, 50, 333, 1000]) {
    const lanes = run(3, length, 505_000);
    const kept = lanes.reduce((sum, lane) => sum + epochs(lane).length, 0);
    assert(kept <= 50 && (length < 50 || kept > 20), `${kept} snapshots of ${length} epochs`);
  }
});

test('an epoch that is reported again replaces the one before', () => {
  const lanes = run(1, 3, 204_000);
  const again = snapshot(70);
  keep(lanes, 0, 3, again, 204_000);
  assert.equal(lanes[0].snapshots[3], again);
  assert.equal(lanes[0].snapshots.length, 4);
});
