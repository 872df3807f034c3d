// What two lanes share, epoch by epoch, with the module's own comparisons.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Overlaps } from '../../../www/app/run/overlaps.js';
import { take } from '../../../www/app/shared/image-transfer.js';
import { WiringTime } from '../../../www/app/run/wiring-timeline.js';
import { DataStore } from '../data-module.js';
import * as wasm from '../page-module.js';
import * as worker from '../worker-module.js';

/** @typedef {import('../../../www/app/run/run.js').Lane} Lane */

const TEXT = 'v=1&train=120&test=40&side=7&hidden=30-20&epsilon=4&lanes=set:zeta=0.3,censet:k=1,mlp&epochs=4';
const store = new DataStore();

/** What each lane posts of each epoch, and where it is connected then. */
const posted = [0, 1, 2].map((index) => {
  const session = worker.lane(TEXT, index, take(store, TEXT, (prepared) => new worker.Images(prepared)));
  const layout = session.layout();
  const epochs = [];
  for (let step = session.advance(); step.phase !== 'finished'; step = session.advance()) {
    if (step.report) epochs.push({ changes: session.changes(), centrality: session.centrality(), places: session.places(), layout });
  }
  session.free();
  return epochs;
});

/** Lanes that have come to no epoch yet. */
const begin = () => posted.map(() => /** @type {Lane} */ (/** @type {unknown} */ ({ completed: -1, snapshots: [], wiring: new WiringTime(wasm) })));

/** @param {Overlaps} common @param {Lane[]} lanes @param {number} lane @param {number} epoch */
function complete(common, lanes, lane, epoch) {
  const { places: _, ...snapshot } = posted[lane][epoch];
  lanes[lane].completed = epoch;
  lanes[lane].snapshots[epoch] = /** @type {any} */ (snapshot);
  lanes[lane].wiring.add(epoch, lanes[lane].snapshots[epoch]);
  common.note(lane, lanes);
}

/** @param {Overlaps} common @param {Lane[]} lanes @param {number} from @param {number} to */
function run(common, lanes, from, to) {
  for (let epoch = from; epoch <= to; epoch += 1) for (const lane of [2, 0, 1]) complete(common, lanes, lane, epoch);
}

test('every two lanes are compared at the end of every epoch', () => {
  const [common, lanes] = [new Overlaps(wasm), begin()];
  run(common, lanes, 0, 4);
  const every = 7 * 7 * 30 + 30 * 20;
  for (let epoch = 0; epoch <= 4; epoch += 1) {
    for (const [a, b] of [[0, 1], [1, 0], [0, 2], [2, 1]]) {
      const expected = wasm.places_in_common(posted[a][epoch].places, posted[b][epoch].places, every);
      assert.deepEqual(common.at(a, b, epoch)?.connections, expected, `lanes ${a} and ${b} in epoch ${epoch}`);
      assert.equal(common.jaccards(a, b, 'connections')[epoch], expected.jaccard);
    }
  }
  const jaccards = [...common.jaccards(0, 1, 'connections')];
  assert(jaccards.length === 5 && jaccards[0] === 1 && jaccards[3] < 0.9, `${jaccards}`);
  assert.equal(common.at(0, 1, 0)?.hubs?.jaccard, 1, 'the same network to begin with');
  assert.equal(common.at(0, 1, 5), null);
});

test('a lane ahead is compared when the other has come as far', () => {
  const [common, lanes] = [new Overlaps(wasm), begin()];
  complete(common, lanes, 0, 0);
  assert.equal(common.at(0, 1, 0), null);
  complete(common, lanes, 1, 0);
  complete(common, lanes, 0, 1);
  assert.equal(common.at(0, 1, 1), null);
  assert.equal(common.at(0, 1, 0)?.connections?.jaccard, 1);
});

test('kept and gone on with: the same; what was not kept stays open', () => {
  const [whole, all] = [new Overlaps(wasm), begin()];
  run(whole, all, 0, 4);
  const [half, lanes] = [new Overlaps(wasm), begin()];
  run(half, lanes, 0, 2);
  const resumed = new Overlaps(wasm);
  [2, 0, 1].forEach((lane) => resumed.recall(lane, half.save(lane, 2)));
  run(resumed, lanes, 3, 4);
  assert.deepEqual(resumed.jaccards(2, 1, 'hubs'), whole.jaccards(2, 1, 'hubs'));
  assert.deepEqual(resumed.at(0, 1, 1), whole.at(0, 1, 1));
  const [lost, after] = [new Overlaps(wasm), begin()];
  lanes.forEach(({ wiring }, i) => Object.assign(after[i], { wiring }));
  after.forEach(({ wiring }) => wiring.recall(null, 3));
  for (const lane of [0, 1]) complete(lost, after, lane, 4);
  assert.equal(lost.at(0, 1, 2)?.hubs, null);
  assert.equal(lost.at(0, 1, 4)?.connections, null, 'the wiring over time is not known');
  assert.deepEqual(lost.at(0, 1, 4)?.hubs, whole.at(0, 1, 4)?.hubs);
  assert.deepEqual([...lost.jaccards(0, 1, 'hubs')].map(Number.isNaN), [true, true, true, true, false]);
});
