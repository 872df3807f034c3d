// A worker that breaks down over the data is replaced once, and no other failure is tried again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawAhead, prepare, twice } from '../../../www/app/data/preparation.js';

/** Work that fails so often with such a code, and how often it was done. @param {number} fails @param {string} code */
function work(fails, code) {
  const work = { times: 0, do: async () => {
    work.times += 1;
    if (work.times <= fails) throw { code, field: null, text: `failure ${work.times}` };
    return 'done';
  } };
  return work;
}

for (const code of ['trap', 'drawing']) {
  test(`after one ${code} it is done again, after two it has failed`, async () => {
    const once = work(1, code);
    assert.equal(await twice(once.do), 'done');
    assert.equal(once.times, 2);
    const always = work(9, code);
    await assert.rejects(twice(always.do), { code, text: 'failure 2' });
    assert.equal(always.times, 2);
  });
}

test('what another worker would not do better is not tried again', async () => {
  for (const code of ['file', 'network', 'worker', 'internal']) {
    const failing = work(1, code);
    await assert.rejects(twice(failing.do), { code });
    assert.equal(failing.times, 1);
  }
});

test('a new worker is given its data again, and the ports go to the one that has drawn', async () => {
  /** @type {string[]} */
  const done = [];
  const drawing = work(1, 'trap');
  const worker = {
    draw: async (/** @type {string} */ text) => {
      done.push(`draw ${text}`);
      await drawing.do();
      return null;
    },
    prepare: async (/** @type {string} */ text, /** @type {MessagePort[]} */ ports) => { done.push(`send ${text} to ${ports.length}`); },
  };
  const { port1, port2 } = new MessageChannel();
  await prepare(/** @type {any} */ (worker), async () => { done.push('load'); }, 'v=1', [port1, port2]);
  port1.close();
  assert.deepEqual(done, ['load', 'draw v=1', 'load', 'draw v=1', 'send v=1 to 2']);
});

test('what is drawn ahead fails unheard, and no text that is no experiment is drawn', async () => {
  /** @type {string[]} */
  const drawn = [];
  const worker = { draw: async (/** @type {string} */ text) => {
    drawn.push(text);
    throw { code: 'trap', field: null, text: 'unreachable' };
  } };
  drawAhead(worker, 'v=1');
  drawAhead(worker, null);
  // An error that nobody took would end the test.
  await new Promise((done) => setTimeout(done));
  assert.deepEqual(drawn, ['v=1']);
});
