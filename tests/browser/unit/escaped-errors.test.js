// What is said of errors that nobody has caught, whatever was thrown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onEscape } from '../../../www/app/base/escaped-errors.js';

/** @type {Record<string, (event: any) => void>} */
const heard = {};
Object.assign(globalThis, {
  addEventListener: (/** @type {string} */ kind, /** @type {(event: any) => void} */ listener) => { heard[kind] = listener; },
  document: { baseURI: 'https://example.org/lab/' },
});
let said = '';
onEscape((sentence) => { said = sentence; });

const END = ' What it shows may not be true any more; reload it to be sure.';
/** @param {unknown} reason */
function rejected(reason) {
  said = '';
  heard.unhandledrejection({ reason });
  return said.replace('Something on this page went wrong', '').replace(END, '');
}

test('the reason is told, of whatever kind it is', () => {
  assert.equal(rejected(new RangeError('a is too long')), ': a is too long.');
  assert.equal(rejected('no Error at all!'), ': no Error at all!');
  assert.equal(rejected({ code: 'internal', field: null, text: 'A sentence.' }), ': A sentence.');
});

test('what says nothing is no reason', () => {
  for (const reason of [undefined, null, '', {}, new Event('error')]) assert.equal(rejected(reason), '.', typeof reason);
});

test('a reason that is as long as a file is cut', () => {
  assert.equal(rejected(new Error('x'.repeat(5_000))), `: ${'x'.repeat(300)}…`);
});

test('other scripts are not the page’s', () => {
  said = '';
  heard.error({ error: null, message: 'Script error.', filename: 'chrome-extension://x/y.js' });
  assert.equal(said, '');
  heard.error({ error: new TypeError('a is no function'), message: '', filename: 'https://example.org/lab/app/main.js' });
  assert.match(said, /went wrong: a is no function\. What/);
});
