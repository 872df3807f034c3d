// What is left of the changes of a lane's wiring, with the module's own sums.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { take } from '../../../www/app/shared/image-transfer.js';
import { WiringTime } from '../../../www/app/run/wiring-timeline.js';
import { DataStore } from '../data-module.js';
import * as wasm from '../page-module.js';
import * as worker from '../worker-module.js';

/** @typedef {import('../../../www/app/shared/types.js').Snapshot} Snapshot */

const TEXT = 'v=1&train=120&test=40&side=7&hidden=30-20&lanes=set:zeta=0.3&epochs=6';
const store = new DataStore();

/** What a lane posts of each epoch, as far as the wiring goes. */
const epochs = (() => {
  const session = worker.lane(TEXT, 0, take(store, TEXT, (prepared) => new worker.Images(prepared)));
  const layout = session.layout();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const changes = [];
  for (let step = session.advance(); step.phase !== 'finished'; step = session.advance()) if (step.report) changes.push(session.changes());
  session.free();
  return changes.map((bytes) => () => /** @type {Snapshot} */ (/** @type {unknown} */ ({ layout, changes: bytes })));
})();

/** @param {WiringTime} wiring @param {number} from @param {number} to */
function feed(wiring, from, to) {
  for (let epoch = from; epoch <= to; epoch += 1) wiring.add(epoch, epochs[epoch]());
  return wiring;
}

/** All that is shown of it. @param {WiringTime} wiring */
function told({ timeline, missing }) {
  assert.equal(missing, null);
  assert(timeline);
  const last = timeline.length - 1;
  return [...['start_jaccard', 'start_kept', 'mean_age'].map((id) => timeline.quantity(id)), timeline.ages(last), timeline.survival(last)];
}

test('the changes are used up, and the sums stay', () => {
  const wiring = new WiringTime(wasm);
  const snapshot = epochs[0]();
  wiring.add(0, snapshot);
  assert(!('changes' in snapshot));
  feed(wiring, 1, 6);
  const [jaccard, , , ages] = told(wiring);
  assert.equal(jaccard.length, 7);
  assert(jaccard[0] === 1 && jaccard[6] < 0.9, 'it was rewired');
  assert(ages[0] === 0 && ages[1] > 0, 'the last epoch prunes and grows nothing');
});

test('saved and gone on with, or an epoch done anew: the same', () => {
  const whole = told(feed(new WiringTime(wasm), 0, 6));
  const half = feed(new WiringTime(wasm), 0, 3);
  const bytes = half.save(3);
  assert(bytes);
  assert.equal(half.save(4), null, 'not of that epoch');
  const resumed = new WiringTime(wasm);
  resumed.recall(bytes, 3);
  // Raising the budget undoes the end of the last epoch.
  feed(resumed, 3, 6);
  feed(resumed, 6, 6);
  assert.deepEqual(told(resumed), whole);
});

test('what is missing is said', () => {
  const wiring = new WiringTime(wasm);
  wiring.recall(null, 3);
  assert.match(wiring.missing ?? '', /^What the epochs up to 3 changed .* is not in the save/);
  feed(wiring, 4, 5);
  assert.equal(wiring.timeline, null);
  wiring.recall(new Uint8Array([1, 2, 3]), 3);
  assert.match(wiring.missing ?? '', /cannot be read/);
  const other = feed(new WiringTime(wasm), 0, 2).save(2);
  wiring.recall(other, 3);
  assert.match(wiring.missing ?? '', /another epoch/);
  wiring.recall(null, -1);
  assert.equal(wiring.missing, null, 'nothing is missing before epoch 0');
  wiring.add(2, epochs[2]());
  assert.match(wiring.missing ?? '', /epoch 0 .* not kept/);
});
