// What a run keeps of its epochs.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { bytesOf, SnapshotHistory } from '../../../www/app/run/snapshot-history.js';

/** @typedef {import('../../../www/app/run/snapshot-history.js').Kept} Kept */

/** A snapshot of about so many bytes, and a whole wiring that does not count here. @param {number} bytes */
function snapshot(bytes) {
  return /** @type {import('../../../www/app/shared/types.js').Snapshot} */ (/** @type {unknown} */ ({
    layout: {}, centrality: new Uint8Array(bytes / 2), edges: { layer: new Uint8Array(bytes / 2) }, wiring: { born: new Uint8Array(bytes) },
  }));
}

/** @param {number} lanes @param {number} epochs @param {number} most @param {number} [from] the epoch at which it was opened from a file */
function run(lanes, epochs, most, from = 0) {
  /** @type {Kept[]} */
  const kept = Array.from({ length: lanes }, () => ({ completed: -1, snapshots: [] }));
  const history = new SnapshotHistory(kept, { most });
  for (let epoch = from; epoch <= epochs; epoch += 1) {
    kept.forEach((one, lane) => {
      one.completed = epoch;
      history.keep(lane, epoch, snapshot(10_000));
    });
  }
  return { lanes: kept, history };
}

const epochs = (/** @type {Kept} */ { snapshots }) => Object.keys(snapshots).map(Number);

test('a history that has room keeps every epoch', () => {
  const { lanes, history } = run(2, 9, 204_000);
  for (const lane of lanes) assert.deepEqual(epochs(lane), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(history.stride, 1);
});

test('one that has not is thinned out evenly, and keeps the latest epoch', () => {
  const { lanes, history } = run(2, 21, 204_000);
  for (const lane of lanes) {
    assert.deepEqual(epochs(lane), [0, 4, 8, 12, 16, 20, 21]);
    assert(Math.abs(bytesOf(lane) - 7 * 10_000) < 1000, String(bytesOf(lane)));
  }
  assert.equal(history.stride, 4);
  assert.equal(history.nearest(21, 21), 21);
  assert.equal(history.nearest(19, 21), 16);
  assert.equal(history.nearest(3, 4), 0);
});

test('by single steps one comes to every epoch that is kept, forward too', () => {
  const { history } = run(1, 21, 102_000);
  const way = [];
  for (let shown = 0; shown < 21; way.push(shown)) shown = history.nearest(shown + 1, shown) ?? NaN;
  assert.deepEqual(way, [4, 8, 12, 16, 20, 21]);
});

test('a run from a file keeps what comes, however much was before, and offers no more', () => {
  const { lanes, history } = run(2, 40, 10e6, 3);
  assert.equal(history.stride, 1);
  assert.equal(history.first, 3);
  assert.equal(epochs(lanes[0]).length, 38);
  assert.deepEqual([0, 3, 17, 40].map((epoch) => history.nearest(epoch, 40)), [3, 3, 17, 40]);
});

test('a run that was thinned out stays so when it goes on, and one without pictures offers none', () => {
  const lanes = [{ completed: 9, snapshots: [0, 4, 8, 9].reduce((all, epoch) => Object.assign(all, { [epoch]: snapshot(10) }), /** @type {Kept['snapshots']} */ ([])) }];
  const history = new SnapshotHistory(lanes, { stride: 4 });
  lanes[0].completed = 10;
  history.keep(0, 10, snapshot(10));
  assert.deepEqual(epochs(lanes[0]), [0, 4, 8, 10]);
  assert.equal(history.stride, 4);
  const none = new SnapshotHistory([{ completed: 7, snapshots: [] }]);
  assert.equal(none.first, null);
  assert.equal(none.nearest(3, 7), null);
});

test('a lane that has stopped, or is being made anew, does not hide the epochs of the others', () => {
  const { lanes, history } = run(2, 5, 10e6);
  lanes[1].completed = -1;
  lanes[1].snapshots = [];
  assert.equal(history.nearest(3, 5), 3);
});

test('the memory stays bounded however long the run is', () => {
  for (const length of [3, 50, 333, 1000]) {
    const { lanes } = run(3, length, 505_000);
    const kept = lanes.reduce((sum, lane) => sum + epochs(lane).length, 0);
    assert(kept <= 50 && (length < 50 || kept > 20), `${kept} snapshots of ${length} epochs`);
  }
});

test('an epoch that is reported again replaces the one before', () => {
  const { lanes, history } = run(1, 3, 204_000);
  const again = snapshot(70);
  history.keep(0, 3, again);
  assert.equal(lanes[0].snapshots[3], again);
  assert.equal(lanes[0].snapshots.length, 4);
});
