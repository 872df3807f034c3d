// When a worker is given up: after so many questions in vain, and not before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Heartbeat } from '../../../www/app/platform/worker-heartbeat.js';

function begin() {
  /** @type {(() => void) | null} */
  let next = null;
  const seen = { asked: 0, dead: 0 };
  const heartbeat = new Heartbeat({
    later: (work) => {
      next = work;
      return () => { next = null; };
    },
    ask: () => { seen.asked += 1; },
    dead: () => { seen.dead += 1; },
  });
  /** Lets so many spells of waiting pass. @param {number} times */
  const pass = (times) => {
    for (let i = 0; i < times; i += 1) {
      const work = next;
      next = null;
      work?.();
    }
  };
  return { heartbeat, seen, pass, waits: () => next !== null };
}

test('a worker that answers lives on, however busy it is', () => {
  const { heartbeat, seen, pass } = begin();
  for (let spell = 0; spell < 50; spell += 1) {
    heartbeat.beat();
    // Four spells of one long piece of work.
    pass(5);
  }
  assert.equal(seen.dead, 0);
  assert.equal(seen.asked, 250);
});

test('one that is silent is given up after a minute, once', () => {
  const { heartbeat, seen, pass, waits } = begin();
  heartbeat.beat();
  pass(7);
  assert.equal(seen.dead, 0);
  pass(1);
  assert.equal(seen.dead, 1);
  assert(!waits());
  pass(9);
  assert.equal(seen.dead, 1);
});

test('one that has not begun yet gets more time', () => {
  const { seen, pass } = begin();
  pass(18);
  assert.equal(seen.dead, 0);
  pass(1);
  assert.equal(seen.dead, 1);
});

test('one that was ended is not asked', () => {
  const { heartbeat, seen, pass, waits } = begin();
  heartbeat.beat();
  pass(2);
  heartbeat.stop();
  assert(!waits());
  pass(9);
  assert.deepEqual(seen, { asked: 2, dead: 0 });
});
