// The state of a run and its barrier, with lanes that do what the test says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FULL, SLOW, USUAL } from '../../../www/app/run/paces.js';
import { Run } from '../../../www/app/run/run.js';

/**
 * @typedef {import('../../../www/app/run/lane-worker-client.js').LaneEvents} LaneEvents
 * @typedef {import('../../../www/app/shared/types.js').Report} Report
 * @typedef {import('../../../www/app/shared/types.js').Snapshot} Snapshot
 * @typedef {import('../../../www/app/shared/types.js').SoFar} SoFar
 */

/**
 * A run whose lanes note what they are told.
 * @param {{ lanes?: number, epochs?: number, prepare?: () => Promise<void>, saved?: (import('../../../www/app/run/run.js').SavedLane | null)[] }} [options]
 */
function begin({ lanes = 2, epochs = 3, prepare = () => Promise.resolve(), saved = [] } = {}) {
  /** @type {{ events: LaneEvents, told: (string | number)[], saved: any }[]} */
  const workers = [];
  /** @type {string[]} */
  const said = [];
  /** @type {string[]} what became of the wiring, over all lanes */
  const wirings = [];
  let now = 0;
  /** @type {Set<{ at: number, work: () => void }>} */
  const timers = new Set();
  const experiment = /** @type {any} */ ({ canonical: 'v=1', epochs, lanes: Array.from({ length: lanes }, () => ({})) });
  const run = new Run(experiment, {
    state: () => {},
    phase: (lane, soFar) => said.push(`lane ${lane} epoch ${soFar.epoch} ${soFar.phase}`),
    untrained: (lane) => said.push(`lane ${lane} untrained`),
    epoch: (lane, report) => said.push(`lane ${lane} epoch ${report.epoch}`),
    resumed: (lane) => said.push(`lane ${lane} resumed`),
    laneFailed: (lane, error) => said.push(`lane ${lane} failed: ${error.text}`),
    failed: (error) => said.push(`failed: ${error.text}`),
  }, {
    openLane: ({ data, saved: bytes }, events) => {
      data.close();
      /** @type {(string | number)[]} */
      const told = [];
      workers.push({ events, told, saved: bytes });
      return {
        go: (until) => told.push(until),
        pause: () => told.push('pause'),
        extend: (text) => told.push(`extend ${text}`),
        ask: () => Promise.resolve(''),
        close: () => told.push('close'),
      };
    },
    prepare: (_, ports) => {
      for (const port of ports) port.close();
      return prepare();
    },
    now: () => now,
    wiringTime: () => /** @type {any} */ ({
      add: (/** @type {number} */ epoch) => wirings.push(`add ${epoch}`),
      recall: (/** @type {any} */ saved, /** @type {number} */ completed) => wirings.push(`recall ${saved} ${completed}`),
      free: () => wirings.push('free'),
    }),
    inCommon: () => /** @type {any} */ ({ note: () => {}, recall: () => {} }),
    later: (ms, work) => {
      const timer = { at: now + ms, work };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  }, saved);
  const reports = (/** @type {number} */ lane, /** @type {number} */ epoch) => workers[lane].events.epoch(
    /** @type {Report} */ (/** @type {unknown} */ ({ epoch })), /** @type {Snapshot} */ ({}));
  const rests = (/** @type {number} */ lane, /** @type {number} */ epoch, /** @type {SoFar['phase']} */ phase) => workers[lane].events.phase(
    /** @type {SoFar} */ (/** @type {unknown} */ ({ epoch, phase })), /** @type {Snapshot} */ ({}));
  const wait = (/** @type {number} */ ms) => {
    now += ms;
    for (const timer of [...timers]) {
      if (timer.at > now) continue;
      timers.delete(timer);
      timer.work();
    }
  };
  const last = () => workers.map(({ told }) => told.at(-1));
  return { run, workers, said, wirings, reports, rests, last, wait };
}

test('a run measures the untrained networks, trains to its budget and finishes', () => {
  const { run, reports, said } = begin({ epochs: 2 });
  assert.equal(run.state, 'ready');
  run.open();
  assert(run.opening);
  for (const lane of [0, 1]) reports(lane, 0);
  assert.equal(run.state, 'ready');
  assert(!run.opening);
  run.train();
  assert.equal(run.state, 'training');
  for (const epoch of [1, 2]) for (const lane of [0, 1]) reports(lane, epoch);
  assert.equal(run.state, 'finished');
  assert.equal(said.length, 6);
});

test('an untrained network is told of until more is known of it, and counts as nothing done', () => {
  const { run, reports, said, workers } = begin({ epochs: 2 });
  run.open();
  for (const { events } of workers) events.untrained?.(/** @type {Snapshot} */ ({}));
  assert.deepEqual(said, ['lane 0 untrained', 'lane 1 untrained']);
  assert(run.opening);
  assert.equal(run.completed, -1);
  reports(0, 0);
  for (const { events } of workers) events.untrained?.(/** @type {Snapshot} */ ({}));
  assert.deepEqual(said.slice(2), ['lane 0 epoch 0', 'lane 1 untrained']);
  run.close();
  workers[1].events.untrained?.(/** @type {Snapshot} */ ({}));
  assert.equal(said.length, 4);
});

test('no lane is ever more than one epoch ahead', () => {
  const { run, reports, last } = begin({ lanes: 3, epochs: 9 });
  run.train();
  assert.deepEqual(last(), [0, 0, 0]);
  reports(0, 0);
  reports(1, 0);
  assert.deepEqual(last(), [0, 0, 0]);
  reports(2, 0);
  assert.deepEqual(last(), [4, 4, 4]);
  reports(1, 1);
  reports(2, 1);
  assert.deepEqual(last(), [4, 4, 4]);
  reports(0, 1);
  assert.deepEqual(last(), [8, 8, 8]);
});

test('a step goes to the end of the next epoch, or of the one in work', () => {
  const { run, reports, last } = begin();
  run.step();
  for (const lane of [0, 1]) reports(lane, 0);
  assert.deepEqual(last(), [4, 4]);
  for (const lane of [0, 1]) reports(lane, 1);
  assert.equal(run.state, 'paused');
  run.train();
  run.pause();
  assert.deepEqual(last(), ['pause', 'pause']);
  run.step();
  for (const lane of [0, 1]) reports(lane, 2);
  assert.equal(run.state, 'paused');
  assert.equal(run.completed, 2);
});

test('a paused run takes what was on its way and goes no further', () => {
  const { run, reports, last } = begin();
  run.train();
  run.pause();
  assert.equal(run.state, 'paused');
  for (const lane of [0, 1]) reports(lane, 0);
  assert.equal(run.state, 'paused');
  assert.deepEqual(last(), ['pause', 'pause']);
  run.train();
  assert.deepEqual(last(), [4, 4]);
});

test('a step of one phase ends when every lane has done it', () => {
  const { run, reports, rests, last } = begin({ epochs: 1 });
  run.open();
  for (const lane of [0, 1]) reports(lane, 0);
  run.stepPhase();
  assert.deepEqual(last(), [1, 1]);
  rests(0, 1, 'train');
  assert.equal(run.state, 'training');
  assert.equal(run.phase, null);
  rests(1, 1, 'train');
  assert.equal(run.state, 'paused');
  assert.equal(run.phase, 'train');
  run.stepPhase();
  assert.deepEqual(last(), [2, 2]);
  for (const lane of [0, 1]) rests(lane, 1, 'score');
  // The rest of the epoch at full speed.
  run.step();
  assert.deepEqual(last(), [4, 4]);
  for (const lane of [0, 1]) reports(lane, 1);
  assert.equal(run.state, 'finished');
  assert.equal(run.phase, null);
});

test('a lane that was further when it paused waits for the others', () => {
  const { run, reports, rests, last } = begin();
  run.open();
  for (const lane of [0, 1]) reports(lane, 0);
  run.train();
  run.pause();
  run.stepPhase();
  // Lane 0 had been past its score already, and says so.
  rests(0, 1, 'score');
  rests(1, 1, 'train');
  assert.equal(run.state, 'paused');
  run.stepPhase();
  assert.deepEqual(last(), [2, 2]);
  rests(1, 1, 'score');
  assert.equal(run.state, 'paused');
  assert.equal(run.phase, 'score');
});

test('slow motion shows each phase for its time, once all lanes have done it', () => {
  const { run, reports, rests, last, wait } = begin();
  run.open();
  for (const lane of [0, 1]) reports(lane, 0);
  run.speed = SLOW;
  run.train();
  assert.deepEqual(last(), [1, 1]);
  rests(0, 1, 'train');
  wait(5000);
  assert.deepEqual(last(), [1, 1]);
  rests(1, 1, 'train');
  wait(999);
  assert.deepEqual(last(), [1, 1]);
  wait(1);
  assert.deepEqual(last(), [2, 2]);
  for (const lane of [0, 1]) rests(lane, 1, 'score');
  run.pause();
  wait(5000);
  assert.deepEqual(last(), ['pause', 'pause']);
  run.train();
  assert.deepEqual(last(), [3, 3]);
  for (const lane of [0, 1]) rests(lane, 1, 'prune');
  run.speed = FULL;
  assert.deepEqual(last(), [4, 4]);
  wait(5000);
  assert.deepEqual(last(), [4, 4]);
  for (const lane of [0, 1]) reports(lane, 1);
  assert.deepEqual(last(), [8, 8]);
});

test('a run that is to be watched takes its time, epoch by epoch, and no more than it has to', () => {
  const { run, reports, last, wait } = begin();
  run.open();
  for (const lane of [0, 1]) reports(lane, 0);
  run.speed = USUAL;
  run.train();
  assert.deepEqual(last(), [4, 4]);
  wait(100);
  reports(0, 1);
  wait(100);
  reports(1, 1);
  assert.deepEqual(last(), [4, 4]);
  wait(399);
  assert.deepEqual(last(), [4, 4]);
  wait(1);
  assert.deepEqual(last(), [8, 8]);
  wait(5000);
  // An epoch that took longer is held up by nothing.
  for (const lane of [0, 1]) reports(lane, 2);
  assert.deepEqual(last(), [12, 12]);
});

test('a lane that fails drops out and the others go on', () => {
  const { run, workers, reports, last, said } = begin();
  run.train();
  reports(1, 0);
  workers[0].events.error({ code: 'trap', field: null, text: 'unreachable' });
  assert.deepEqual(last(), ['close', 4]);
  for (const epoch of [1, 2, 3]) reports(1, epoch);
  assert.equal(run.state, 'finished');
  assert.equal(said[1], 'lane 0 failed: unreachable');
});

test('a run fails when its last lane does, or when there are no data', async () => {
  const first = begin({ lanes: 1 });
  first.run.train();
  first.workers[0].events.error({ code: 'trap', field: null, text: 'unreachable' });
  assert.equal(first.run.state, 'failed');
  const second = begin({ prepare: () => Promise.reject({ code: 'network', field: null, text: 'no answer' }) });
  second.run.train();
  await new Promise(setImmediate);
  assert.equal(second.run.state, 'failed');
  assert.deepEqual(second.said, ['failed: no answer']);
  assert.deepEqual(second.last(), ['close', 'close']);
});

test('a lane that is rebuilt and gets no data fails alone', async () => {
  let prepared = 0;
  const { run, workers, reports, said } = begin({
    prepare: () => (++prepared === 1 ? Promise.resolve() : Promise.reject({ code: 'worker', field: null, text: 'no answer' })),
  });
  run.train();
  for (const lane of [0, 1]) reports(lane, 0);
  workers[1].events.error({ code: 'trap', field: null, text: 'unreachable' });
  run.rebuild(1, null);
  await new Promise(setImmediate);
  assert.equal(run.state, 'training');
  assert.equal(said.at(-1), 'lane 1 failed: no answer');
  for (const epoch of [1, 2, 3]) reports(0, epoch);
  assert.equal(run.state, 'finished');
});

test('a closed run hears nothing more', () => {
  const { run, workers, reports, said } = begin();
  run.train();
  run.close();
  reports(0, 0);
  workers[1].events.error({ code: 'trap', field: null, text: 'late' });
  assert.deepEqual(said, []);
});

test('a finished run goes on when its budget is raised', () => {
  const { run, reports, last } = begin({ lanes: 1, epochs: 1 });
  run.train();
  reports(0, 0);
  reports(0, 1);
  assert.equal(run.state, 'finished');
  run.extend('v=1&epochs=2', 2);
  assert.equal(run.state, 'paused');
  assert.deepEqual(last(), ['extend v=1&epochs=2']);
  run.train();
  assert.deepEqual(last(), [8]);
  // The epoch that was the last one is reported again: it now regrows.
  reports(0, 1);
  assert.equal(run.lanes[0].reports.length, 2);
  reports(0, 2);
  assert.equal(run.state, 'finished');
});

test('position and time left come from what was done while training', () => {
  const { run, workers, reports, wait } = begin({ lanes: 1, epochs: 10 });
  run.train();
  assert.equal(run.secondsLeft, null);
  reports(0, 0);
  wait(1000);
  reports(0, 1);
  assert.equal(run.secondsLeft, 9);
  run.pause();
  wait(60_000);
  run.train();
  wait(500);
  workers[0].events.progress({ phase: 'train', epoch: 2, done: 50, of: 100 });
  assert.equal(run.position, 1.475);
  assert(Math.abs((run.secondsLeft ?? 0) - 8.525 * 1.5 / 1.475) < 1e-9);
});

/** The reports of epochs 0 to `last`. @param {number} last @returns {any[]} */
const reported = (last) => Array.from({ length: last + 1 }, (_, epoch) => ({ epoch }));
const kept = (/** @type {number} */ last) => ({ bytes: new Uint8Array([last]), snapshots: /** @type {any[]} */ (reported(last)) });

test('a run goes on from a save, each lane from where it was', () => {
  const { run, workers, reports, last, said } = begin({ epochs: 9, saved: [kept(4), kept(3)] });
  run.open();
  assert.deepEqual(workers.map(({ saved }) => saved?.[0]), [4, 3]);
  workers[0].events.resumed(reported(4), null);
  assert.equal(run.state, 'paused');
  run.train();
  workers[1].events.resumed(reported(3), null);
  assert.equal(run.completed, 3);
  assert.deepEqual(last(), [16, 16], 'in phases');
  assert.deepEqual(said, ['lane 0 resumed', 'lane 1 resumed']);
  assert.equal(run.lanes[0].snapshots.length, 5);
  reports(1, 4);
  assert.deepEqual(last(), [20, 20]);
});

test('a run that was saved at its end is finished', () => {
  const { run, workers } = begin({ epochs: 2, saved: [kept(2), kept(2)] });
  run.open();
  workers[0].events.resumed(reported(2), null);
  assert.equal(run.state, 'paused');
  workers[1].events.resumed(reported(2), /** @type {any} */ ({}));
  assert.equal(run.state, 'finished');
});

test('a lane that failed is rebuilt from its save, and the others wait for it', () => {
  const { run, workers, reports, last } = begin({ epochs: 9 });
  run.train();
  for (const epoch of [0, 1, 2, 3]) for (const lane of [0, 1]) reports(lane, epoch);
  workers[1].events.error({ code: 'trap', field: null, text: 'unreachable' });
  reports(0, 4);
  run.rebuild(1, kept(2));
  assert.equal(workers[2].saved?.[0], 2);
  assert.equal(run.lanes[1].error, null);
  workers[2].events.resumed(reported(2), null);
  assert.deepEqual(last(), [12, 'close', 12], 'lane 0, which is at 4, waits');
  reports(2, 3);
  reports(2, 4);
  assert.deepEqual(last(), [20, 'close', 20]);
  assert.deepEqual(run.lanes.map(({ completed }) => completed), [4, 4]);
});

test('a run whose every lane failed can be rebuilt from the start', () => {
  const { run, workers, reports } = begin({ lanes: 1, epochs: 2 });
  run.train();
  reports(0, 0);
  workers[0].events.error({ code: 'trap', field: null, text: 'unreachable' });
  assert.equal(run.state, 'failed');
  run.rebuild(0, null);
  assert.equal(run.state, 'paused');
  run.train();
  for (const epoch of [0, 1, 2]) reports(1, epoch);
  assert.equal(run.state, 'finished');
});
