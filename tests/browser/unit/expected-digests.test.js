// The result that a link carries: made, read, and compared.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, read, result } from '../../../www/app/run/expected-digests.js';

const LANES = [{ name: 'set', label: 'SET' }, { name: 'censet:k=2.6:lc=published', label: 'CenSET' }];
const digest = (/** @type {number} */ lane, /** @type {number} */ epoch) => String(1000 * lane + epoch).padStart(16, '0');
/** @param {number} last @returns {any[][]} */
const reports = (last) => LANES.map((_, lane) => Array.from({ length: last + 1 }, (_, epoch) => ({ digest: digest(lane, epoch) })));

test('what is made is read, and is reproduced by the same run', () => {
  const value = result(LANES, reports(30)) ?? '';
  assert(value.startsWith(`set@1:${digest(0, 1)},`));
  assert(value.endsWith(`,censet:k=2.6:lc=published@30:${digest(1, 30)}`));
  const { expected, wrong } = read(value, LANES, 30);
  assert.equal(wrong, null);
  assert.equal(expected.length, 12);
  assert.equal(compare(expected, LANES, reports(0)).state, 'waiting');
  assert.equal(compare(expected, LANES, reports(12)).state, 'so far');
  assert.match(compare(expected, LANES, reports(30)).text, /^Reproduced, bit for bit: 12 of 12/);
});

test('a short run names each epoch once, and an untrained one has no result', () => {
  assert.equal(result(LANES, reports(0)), null);
  assert.equal(result([LANES[0]], reports(2)), `set@1:${digest(0, 1)},set@2:${digest(0, 2)}`);
});

test('the first epoch that differs is named, and what was the same before', () => {
  const ours = reports(30);
  for (let epoch = 9; epoch <= 30; epoch++) ours[1][epoch] = { digest: 'f'.repeat(16) };
  const { expected } = read(result(LANES, reports(30)) ?? '', LANES, 30);
  const { state, text } = compare(expected, LANES, ours);
  assert.equal(state, 'differs');
  assert.equal(text, `Not reproduced. CenSET first differs in epoch 13, after the same bits up to epoch 7: here ${'f'.repeat(16)}, in the link ${digest(1, 13)}.`);
});

test('a bad result is refused with a sentence', () => {
  const wrong = (/** @type {string} */ value) => read(value, LANES, 30).wrong;
  assert.match(wrong('') ?? '', /lane@epoch:digest/);
  assert.match(wrong('set@1:12') ?? '', /“set@1:12” cannot be used: lane@epoch:digest/);
  assert.match(wrong(`mlp@1:${digest(0, 1)}`) ?? '', /the lanes of this experiment, set, censet:k=2\.6/);
  assert.match(wrong(`set@31:${digest(0, 1)}`) ?? '', /epochs from 0 to 30/);
});
