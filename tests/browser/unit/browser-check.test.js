// The check of a browser, with workers that do what the test says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agrees, checkBrowser, trainable } from '../../../www/app/run/browser-check.js';
import { engine } from '../../../www/app/platform/engine.js';
import { report } from '../../../www/app/shell/browser-check-view.js';

/** @typedef {import('../../../www/app/run/lane-worker-client.js').LaneEvents} LaneEvents */

/** @type {import('../../../www/app/run/browser-check.js').Golden[]} */
const GOLDEN = [
  { experiment: 'one', digests: { mlp: 'm1', set: 's1' } },
  { experiment: 'two', digests: { set: 's2' } },
];

/**
 * Workers whose lanes come to these digests, after as many epochs as asked for, or break down if there is none.
 * @param {Record<string, string>} digests by experiment and lane, `one set` for example
 * @param {{ data?: (text: string) => Promise<void> }} [options]
 */
function browser(digests, { data = async () => {} } = {}) {
  const counts = { lanes: 0, closed: 0, stores: 0, ended: 0 };
  const lanesOf = (/** @type {string} */ text) => Object.keys(GOLDEN.find(({ experiment }) => experiment === text)?.digests ?? {});
  /** @type {import('../../../www/app/run/browser-check.js').CheckMeans} */
  const means = {
    check: (text) => /** @type {any} */ ({ canonical: text, epochs: 2, lanes: lanesOf(text).map((name) => ({ name })) }),
    openLane({ text, index, data: port }, events) {
      port.close();
      counts.lanes += 1;
      return /** @type {any} */ ({
        go(/** @type {number} */ until) {
          assert.equal(until, 8);
          const found = digests[`${text} ${lanesOf(text)[index]}`];
          queueMicrotask(() => {
            // Before its end it has other networks.
            for (const epoch of [0, 1]) events.epoch(/** @type {any} */ ({ epoch, digest: 'before' }), /** @type {any} */ (null));
            if (found) events.epoch(/** @type {any} */ ({ epoch: 2, digest: found }), /** @type {any} */ (null));
            else if (found === '') events.error({ code: 'trap', field: null, text: 'it broke' });
          });
        },
        close() { counts.closed += 1; },
      });
    },
    data() {
      counts.stores += 1;
      return {
        prepare: async (text, ports) => {
          ports.forEach((port) => port.close());
          await data(text);
        },
        end() { counts.ended += 1; },
      };
    },
  };
  return { means, counts };
}

const RIGHT = { 'one mlp': 'm1', 'one set': 's1', 'two set': 's2' };
const check = (/** @type {ReturnType<typeof browser>} */ { means }, signal = new AbortController().signal) => checkBrowser(GOLDEN, means, () => {}, signal);

test('a browser that computes as others do is found to do so, with workers of its own for each experiment', async () => {
  const one = browser(RIGHT);
  const outcomes = await check(one);
  assert.equal(outcomes.length, 3);
  assert(outcomes.every(agrees));
  assert.deepEqual(one.counts, { lanes: 3, closed: 3, stores: 2, ended: 2 });
  assert.match(report(outcomes, 'Mozilla/5.0 Firefox/140.0'), /: all 3 digests agree\.\nEngine: Gecko \(Firefox 140\.0\)\nBrowser: Mozilla\/5\.0 Firefox\/140\.0$/);
});

test('a network that is another, and a lane that breaks down, are named', async () => {
  const outcomes = await check(browser({ ...RIGHT, 'one set': 'other', 'two set': '' }));
  assert.deepEqual(outcomes.map(agrees), [true, false, false]);
  const text = report(outcomes, '');
  assert.match(text, /: 1 of 3 digests agree\./);
  assert.match(text, /\none, lane set: other here, s1 elsewhere\n/);
  assert.match(text, /\ntwo, lane set: stopped: it broke\.$/);
});

test('data that cannot be drawn fail their experiment, and no other', async () => {
  const data = async (/** @type {string} */ text) => { if (text === 'one') throw { code: 'drawing', field: null, text: 'drawn wrong' }; };
  const one = browser({ 'two set': 's2' }, { data });
  const outcomes = await check(one);
  assert.deepEqual(outcomes.map(({ error }) => error), ['drawn wrong', 'drawn wrong', null]);
  assert.equal(one.counts.ended, 2);
});

test('it can be stopped in the midst of an experiment, and leaves no worker', async () => {
  const end = new AbortController();
  const one = browser({ 'one mlp': 'm1' }); // the other lane never ends
  setTimeout(() => end.abort(), 20);
  assert.deepEqual(await check(one, end.signal), []);
  assert.deepEqual(one.counts, { lanes: 2, closed: 2, stores: 1, ended: 1 });
});

test('what needs files that no visitor has is left out', () => {
  assert.deepEqual(trainable([{ experiment: 'noise', noise: true, digests: {} }, GOLDEN[0]]), [GOLDEN[0]]);
});

test('engines are known by what browsers say of themselves', () => {
  const like = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  assert.equal(engine(`Mozilla/5.0 (X11; Linux x86_64) ${like} Chrome/141.0.0.0 Safari/537.36`), 'Blink (Chrome 141.0.0.0)');
  assert.equal(engine(`Mozilla/5.0 (X11; Linux x86_64) ${like} HeadlessChrome/141.0.0.0 Safari/537.36`), 'Blink (Chrome 141.0.0.0)');
  assert.equal(engine(`Mozilla/5.0 (Windows NT 10.0) ${like} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.1`), 'Blink (Edge 141.0.1)');
  assert.equal(engine('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'), 'Gecko (Firefox 140.0)');
  assert.equal(engine('Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Mobile/15E148 Safari/604.1'), 'WebKit (Safari 18.2)');
  assert.equal(engine('Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1'), 'WebKit (WebKit 605.1.15)');
  assert.equal(engine('lynx'), 'an engine that does not say its name');
});
