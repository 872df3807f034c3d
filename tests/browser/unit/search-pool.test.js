// The pool of a search, with workers that do what the test says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pool } from '../../../www/app/search/pool.js';

/**
 * @typedef {import('../../../www/app/run/lane-worker-client.js').LaneEvents} LaneEvents
 * @typedef {{ text: string, events: LaneEvents, told: (string | number)[], saved: import('../../../www/app/shared/saved-bytes.js').SavedBytes | null, completed: number }} Worker
 */

/**
 * A pool whose workers note what they are told. The work of a run is its number of epochs.
 * @param {Record<string, number>} runs epochs by experiment
 * @param {{ workers?: number, finished?: string[], kept?: Record<string, number> }} [options]
 */
function begin(runs, { workers: most = 1, finished = [], kept = {} } = {}) {
  /** @type {Worker[]} */
  const workers = [];
  /** @type {string[]} */
  const said = [];
  /** @type {Map<string, number>} */
  const store = new Map(Object.entries(kept));
  const clock = { now: 0 };
  /** @type {{ work: () => void, at: number }[]} */
  const timers = [];
  const planned = Object.entries(runs).map(([experiment, epochs]) => ({ experiment, name: 'set', seed: 1, epochs, work: epochs, bytes: 1 }));
  const results = new Map(finished.map((experiment) => [experiment, /** @type {any} */ ({ experiment })]));
  const pool = new Pool(planned, results, new Map(store), {
    openLane: ({ text, data, saved }, events) => {
      data.close();
      /** @type {Worker} */
      const worker = { text, events, told: [], saved, completed: -1 };
      workers.push(worker);
      return {
        go: (until) => worker.told.push(until),
        pause: () => worker.told.push('pause'),
        extend: () => {},
        ask: () => Promise.resolve({ bytes: new Uint8Array([worker.completed]), completed: worker.completed }),
        close: () => worker.told.push('close'),
      };
    },
    prepare: async (_, ports) => {
      for (const port of ports) port.close();
    },
    finished: (experiment, accuracy, validation) => {
      said.push(`${experiment} finished with ${accuracy.length - 1} epochs${validation.length > 0 ? `, validated ${validation.join(' ')}` : ''}`);
      return /** @type {any} */ ({ experiment, accuracy });
    },
    keeping: {
      load: async (experiment) => (store.has(experiment) ? new Uint8Array([store.get(experiment) ?? 0]) : null),
      save: async ({ experiment }, { completed }) => { store.set(experiment, completed); },
      forget: async (experiment) => { store.delete(experiment); },
    },
    now: () => clock.now,
    later: (work, ms) => timers.push({ work, at: clock.now + ms }),
    treasure: () => said.push('treasured'),
  }, { changed: () => {}, finished: ({ experiment }) => said.push(`${experiment} kept`) });
  pool.workers = most;
  /** Epochs up to `epoch` are reported by the worker that began last of those with this text. @param {string} text @param {number} epoch */
  const reach = (text, epoch) => {
    const worker = workers.findLast((one) => one.text === text);
    assert(worker, `no worker of ${text}`);
    while (worker.completed < epoch) {
      worker.completed += 1;
      worker.events.epoch(/** @type {any} */ ({ epoch: worker.completed, test_accuracy: 50, connections: 9, digest: 'd' }), /** @type {any} */ (null));
    }
  };
  const states = () => Object.fromEntries(pool.tasks.map(({ experiment, state }) => [experiment, state]));
  return { pool, workers, said, store, clock, timers, reach, states };
}

const settle = () => new Promise((resolve) => { setImmediate(resolve); });

test('the longest comes first, and as many at a time as are asked for', () => {
  const { pool, workers, reach, said } = begin({ a: 1, b: 3, c: 2 }, { workers: 2 });
  pool.start();
  assert.deepEqual(workers.map(({ text }) => text), ['b', 'c']);
  assert.deepEqual(workers[0].told, [12]);
  reach('c', 2);
  assert.deepEqual(workers.map(({ text }) => text), ['b', 'c', 'a']);
  reach('b', 3);
  reach('a', 1);
  assert.equal(pool.going, false);
  assert.equal(pool.progress, 1);
  assert.deepEqual(said, ['c finished with 2 epochs', 'c kept', 'b finished with 3 epochs', 'b kept', 'a finished with 1 epochs', 'a kept']);
});

test('what a former visit finished is not repeated', () => {
  const { pool, workers } = begin({ a: 1, b: 2 }, { finished: ['b'] });
  assert.equal(pool.progress, 2 / 3);
  pool.start();
  assert.deepEqual(workers.map(({ text }) => text), ['a']);
});

test('what images that are held back showed goes with the run, also with one that goes on', async () => {
  const { pool, workers, said } = begin({ a: 2 });
  pool.start();
  const report = (/** @type {number} */ epoch) => /** @type {any} */ ({ epoch, test_accuracy: 50, validation_accuracy: 60 + epoch, connections: 9, digest: 'd' });
  for (const epoch of [0, 1]) workers[0].events.epoch(report(epoch), /** @type {any} */ (null));
  workers[0].completed = 1;
  await pool.keep();
  pool.workers = 1;
  workers[0].events.error({ code: 'trap', field: null, text: 'gone' });
  pool.retry();
  await settle();
  workers[1].events.resumed([report(0), report(1)], null);
  workers[1].events.epoch(report(2), /** @type {any} */ (null));
  assert.deepEqual(said, ['a finished with 2 epochs, validated 60 61 62', 'a kept']);
});

test('a run that fails stops no other, and is retried', () => {
  const { pool, workers, reach, states } = begin({ a: 2, b: 1 });
  pool.start();
  workers[0].events.error({ code: 'trap', field: null, text: 'out of memory' });
  assert.deepEqual(states(), { a: 'failed', b: 'running' });
  reach('b', 1);
  assert.equal(pool.going, false);
  pool.retry();
  assert.deepEqual(states(), { a: 'running', b: 'finished' });
  reach('a', 2);
  assert.deepEqual(states(), { a: 'finished', b: 'finished' });
});

test('a paused search rests, is kept, and goes on', async () => {
  const { pool, workers, reach, store } = begin({ a: 3 });
  pool.start();
  reach('a', 1);
  pool.pause();
  await settle();
  assert.deepEqual(workers[0].told, [12, 'pause']);
  assert.deepEqual([...store], [['a', 1]]);
  pool.start();
  assert.deepEqual(workers[0].told, [12, 'pause', 12]);
  reach('a', 3);
  await settle();
  assert.deepEqual([...store], [], 'a finished run needs no state');
});

test('a run goes on from what a former visit kept of it, before all others', async () => {
  const { pool, workers, reach, said } = begin({ a: 9, b: 4 }, { kept: { b: 2 } });
  assert.equal(pool.progress, 2 / 13);
  pool.start();
  await settle();
  assert.deepEqual([workers[0].text, workers[0].saved], ['b', new Uint8Array([2])]);
  workers[0].events.resumed([0, 1, 2].map((epoch) => /** @type {any} */ ({ epoch, test_accuracy: 1 })), null);
  workers[0].completed = 2;
  reach('b', 4);
  assert.deepEqual(said, ['b finished with 4 epochs', 'b kept']);
});

test('a state that cannot be read is forgotten, and the run begins anew', async () => {
  const { pool, workers, store, reach, states } = begin({ a: 2 }, { kept: { a: 1 } });
  pool.start();
  await settle();
  workers[0].events.error({ code: 'save', field: null, text: 'This is damaged.' });
  await settle();
  assert.deepEqual([...store], []);
  assert.deepEqual([workers[1].text, workers[1].saved], ['a', null]);
  reach('a', 2);
  assert.deepEqual(states(), { a: 'finished' });
});

test('fewer workers put runs back into the queue, as far as they have come', async () => {
  const { pool, workers, reach, store, states } = begin({ a: 4, b: 4 }, { workers: 2 });
  pool.start();
  reach('a', 3);
  reach('b', 1);
  pool.workers = 1;
  await settle();
  assert.deepEqual(states(), { a: 'running', b: 'waiting' });
  assert.deepEqual([...store], [['b', 1]]);
  assert(workers[1].told.includes('close'));
  reach('a', 4);
  await settle();
  assert.deepEqual(workers[2].saved, new Uint8Array([1]));
});

test('fewer workers that were asked for in a pause count when it ends', async () => {
  const { pool, workers, reach, store, states } = begin({ a: 4, b: 4 }, { workers: 2 });
  pool.start();
  reach('a', 3);
  reach('b', 1);
  pool.pause();
  await settle();
  pool.workers = 1;
  pool.start();
  await settle();
  assert.deepEqual(states(), { a: 'running', b: 'waiting' });
  assert.deepEqual([...store], [['a', 3], ['b', 1]]);
  assert.deepEqual([workers[0].told.at(-1), workers[1].told.at(-1)], [16, 'close']);
});

test('a pool that retires ends its workers only when all is kept', async () => {
  const { pool, workers, reach, store } = begin({ a: 9, b: 9 }, { workers: 2 });
  pool.start();
  reach('a', 3);
  reach('b', 1);
  await pool.retire();
  assert.deepEqual([...store], [['a', 3], ['b', 1]]);
  assert.deepEqual(workers.map(({ told }) => told.slice(-2)), [['pause', 'close'], ['pause', 'close']]);
});

test('runs that were finished elsewhere are not run any more, and say nothing of the pace', () => {
  const { pool, workers, clock, reach, states } = begin({ a: 2, b: 2, c: 2, d: 2 });
  pool.start();
  reach('a', 1);
  clock.now = 10_000;
  assert.equal(pool.secondsLeft, 70);
  pool.adopt([/** @type {any} */ ({ experiment: 'c' }), /** @type {any} */ ({ experiment: 'z' })]);
  assert.deepEqual(states(), { a: 'running', b: 'waiting', c: 'finished', d: 'waiting' });
  assert.equal(pool.secondsLeft, 50);
  pool.adopt([/** @type {any} */ ({ experiment: 'a' })]);
  assert.deepEqual(states(), { a: 'finished', b: 'running', c: 'finished', d: 'waiting' });
  assert.equal(workers[0].told.at(-1), 'close');
});

test('a cancelled search has no workers and keeps nothing unfinished', async () => {
  const { pool, workers, reach, store, states } = begin({ a: 2, b: 3, c: 1 });
  pool.start();
  reach('b', 3);
  reach('a', 1);
  await pool.keep();
  assert.deepEqual([...store], [['a', 1]]);
  pool.cancel();
  await settle();
  assert.deepEqual(states(), { a: 'cancelled', b: 'finished', c: 'cancelled' });
  assert.deepEqual([...store], []);
  assert(workers.every(({ told }) => told.at(-1) === 'close'));
  pool.retry();
  assert.equal(workers.at(-1)?.text, 'a');
});

test('the time left follows from the pace of this visit', () => {
  const { pool, clock, reach } = begin({ a: 2, b: 2, c: 6 }, { finished: ['c'] });
  pool.start();
  assert.equal(pool.secondsLeft, null);
  reach('a', 1);
  clock.now = 10_000;
  assert.equal(pool.secondsLeft, 30);
  pool.pause();
  clock.now = 90_000;
  pool.start();
  assert.equal(pool.secondsLeft, 30, 'a pause does not count');
});

test('what is not finished is kept the rarer the longer that takes, and never twice at a time', async () => {
  const { pool, timers, clock, reach, said } = begin({ a: 100 });
  let saves = 0;
  let done = () => {};
  pool.keep = () => {
    saves += 1;
    return new Promise((resolve) => { done = () => resolve(undefined); });
  };
  /** @param {number} ms that keeping takes */
  const due = async (ms) => {
    const [timer] = timers.splice(0);
    assert.equal(timers.length, 0);
    clock.now = timer.at;
    timer.work();
    clock.now += ms;
    pool.start();
    assert.equal(timers.length, 0, 'another is armed while one is in work');
    done();
    await settle();
    return clock.now;
  };
  pool.start();
  assert.deepEqual(timers.map(({ at }) => at), [3000]);
  reach('a', 1);
  const first = await due(10);
  assert.deepEqual(timers.map(({ at }) => at - first), [3000]);
  const second = await due(2000);
  assert.deepEqual(timers.map(({ at }) => at - second), [40_000]);
  assert(!said.includes('treasured'));
  await due(1);
  await due(30_000);
  assert(said.includes('treasured'), 'a search of more than a minute is missed when it is gone');
  pool.pause();
  const before = saves;
  timers.splice(0).forEach(({ work }) => work());
  await settle();
  assert.equal(saves, before);
  assert.equal(timers.length, 0, 'it rests');
});
