// What the laboratory does with runs that are left and come back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lab } from '../../../www/app/run/lab.js';

/** @typedef {import('../../../www/app/run/lane-worker-client.js').LaneEvents} LaneEvents */

/** A laboratory whose experiments are `name` and have two lanes that note nothing; `workers` are theirs, in order. */
function begin() {
  /** @type {LaneEvents[]} */
  const workers = [];
  /** @type {string[]} */
  const said = [];
  const lab = new Lab(/** @type {any} */ ({
    check: (/** @type {string} */ text) => ({ canonical: text, errors: [], values: { text }, epochs: 5, lanes: [{}, {}], needs: 'none' }),
    edit: (/** @type {string} */ text) => text,
    atHand: () => true,
    run: {
      openLane: (/** @type {any} */ { data }, /** @type {LaneEvents} */ events) => {
        data.close();
        workers.push(events);
        return { go: () => {}, pause: () => {}, extend: () => {}, ask: () => Promise.resolve(''), close: () => {} };
      },
      prepare: async (/** @type {string} */ _, /** @type {MessagePort[]} */ ports) => { for (const port of ports) port.close(); },
      now: () => 0,
      wiringTime: () => ({ add: () => {}, recall: () => {}, free: () => {} }),
      inCommon: () => ({ note: () => {}, recall: () => {} }),
      later: () => () => {},
    },
  }), {
    experiment: () => {},
    begin: () => said.push('begin'),
    state: () => {},
    untrained: () => {},
    epoch: () => {},
    resumed: (lane) => said.push(`${lane} resumed`),
    phase: (lane, { phase }) => said.push(`${lane} rests after ${phase}`),
    laneFailed: (lane, { text }) => said.push(`${lane} failed: ${text}`),
  });
  const reports = (/** @type {number} */ worker, /** @type {number} */ epoch) => workers[worker].epoch(/** @type {any} */ ({ epoch }), /** @type {any} */ ({}));
  return { lab, workers, said, reports };
}

test('a run that comes back is as it was left: a lane that has failed too, and one within an epoch', () => {
  const { lab, workers, said, reports } = begin();
  lab.read('first');
  for (const epoch of [0, 1]) for (const lane of [0, 1]) reports(lane, epoch);
  workers[0].phase(/** @type {any} */ ({ epoch: 2, phase: 'score' }), /** @type {any} */ ({}));
  workers[1].error({ code: 'trap', field: null, text: 'unreachable' });
  lab.read('second');
  said.length = 0;
  lab.back();
  assert.deepEqual(said, ['begin', '0 resumed', '0 rests after score', '1 resumed', '1 failed: unreachable']);
  assert.equal(lab.text, 'first');
});

test('a run whose every lane has failed can be gone back to, and made anew', () => {
  const { lab, workers, said, reports } = begin();
  lab.read('first');
  for (const epoch of [0, 1]) for (const lane of [0, 1]) reports(lane, epoch);
  for (const lane of [0, 1]) workers[lane].error({ code: 'trap', field: null, text: 'unreachable' });
  assert.equal(lab.run?.state, 'failed');
  lab.read('second');
  said.length = 0;
  lab.back();
  assert.equal(lab.run?.state, 'failed');
  assert.deepEqual(said.filter((what) => what.includes('failed')).length, 2);
  lab.run?.rebuild(0, null);
  assert.equal(lab.run?.state, 'paused');
});

test('a run that is set aside waits for as long as others come and go, and is not the one before', () => {
  const { lab, said, reports } = begin();
  lab.read('own');
  for (const epoch of [0, 1, 2]) for (const lane of [0, 1]) reports(lane, epoch);
  const own = lab.run;
  lab.setAside();
  lab.read('lesson');
  assert.equal(lab.previous, null);
  for (const epoch of [0, 1]) for (const worker of [2, 3]) reports(worker, epoch);
  lab.read('next lesson');
  const before = () => lab.previous?.experiment.canonical;
  assert.equal(before(), 'lesson');
  said.length = 0;
  assert.equal(lab.recall('own'), true);
  assert.deepEqual([lab.run === own, lab.text, lab.run?.completed], [true, 'own', 2]);
  assert.deepEqual(said, ['begin', '0 resumed', '1 resumed']);
  // It is back only once, and of another experiment not at all.
  assert.equal(lab.recall('own'), false);
  lab.setAside();
  lab.read('lesson');
  assert.equal(lab.recall('another'), false);
  assert.equal(lab.recall('own'), false);
});

test('a run that has trained nothing is not kept', () => {
  const { lab, reports } = begin();
  lab.read('first');
  for (const lane of [0, 1]) reports(lane, 0);
  lab.read('second');
  assert.equal(lab.previous, null);
});

test('workers of another build than the page end a run that begins, and a lane of one that is under way', () => {
  const { lab, workers, reports } = begin();
  const renewed = { code: 'renewed', field: null, text: 'Reload it.' };
  lab.read('first');
  workers[0].error(renewed);
  assert.equal(lab.run?.state, 'failed');
  assert.equal(lab.failure, renewed);
  lab.read('second');
  for (const epoch of [0, 1]) for (const worker of [2, 3]) reports(worker, epoch);
  workers[3].error(renewed);
  assert.equal(lab.failure, null);
  assert.equal(lab.run?.lanes[0].error, null);
});
