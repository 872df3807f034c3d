// Order of predictions, names that can be hidden, presets and frames, without a browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { names, strangers } from '../../../www/app/shell/hidden-parts.js';
import { ordered } from '../../../www/app/closer/predictions-gallery.js';
import { PRESETS } from '../../../www/app/shell/presets.js';
import { frame } from '../../../www/app/shell/share.js';

test('wrong answers come first, the surest of them before the others', () => {
  const answers = { labels: Uint8Array.of(0, 1, 1, 0), said: Uint8Array.of(0, 0, 0, 0), sure: Uint16Array.of(9, 5, 8, 7) };
  assert.deepEqual(ordered(answers, null, null), [2, 1, 0, 3]);
  assert.deepEqual(ordered(answers, 0, null), [0, 3]);
  assert.deepEqual(ordered(answers, 1, 1), []);
});

test('names that can be hidden are told from others', () => {
  assert.deepEqual(names('form, lr,form,__proto__,x', ['lr']), { known: ['form', 'lr'], unknown: ['__proto__', 'x'] });
  assert.deepEqual(names(null, []), { known: [], unknown: [] });
  assert.match(strangers(['x'], ['lr']), /hide = “x” names nothing.*form.*lr\./);
});

test('a frame is no way to write markup', () => {
  assert.equal(frame('http://a/"><b>&c').split('<').length, 3);
});

test('presets differ and say something', () => {
  assert.equal(new Set(PRESETS.map(({ text }) => text)).size, PRESETS.length);
  assert(PRESETS.every(({ says }) => /^[A-Z].*\.$/.test(says)));
});
