// Order of predictions, names that can be hidden, presets and frames, without a browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toggled } from '../../../www/app/shell/chooser.js';
import { names, SIMPLE, strangers } from '../../../www/app/shell/hidden-parts.js';
import { density, short, warning } from '../../../www/app/shell/qr-density.js';
import { makeRoom, ordered } from '../../../www/app/closer/predictions-gallery.js';
import { PRESETS } from '../../../www/app/shell/presets.js';
import { frame } from '../../../www/app/shell/share.js';

test('wrong answers come first, the surest of them before the others', () => {
  const answers = { labels: Uint8Array.of(0, 1, 1, 0), said: Uint8Array.of(0, 0, 0, 0), sure: Uint16Array.of(9, 5, 8, 7) };
  assert.deepEqual(ordered(answers, null, null), [2, 1, 0, 3]);
  assert.deepEqual(ordered(answers, 0, null), [0, 3]);
  assert.deepEqual(ordered(answers, 1, 1), []);
});

test('of too many images those are kept that are shown', () => {
  const upTo = (/** @type {number} */ end) => Array.from({ length: end }, (_, place) => place);
  const kept = new Map(upTo(1200).map((place) => [place, null]));
  makeRoom(kept, 24, new Set(upTo(1224)));
  assert.equal(kept.size, 1200);
  makeRoom(kept, 24, new Set([7, 1300]));
  assert.deepEqual([...kept.keys()], [7]);
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

test('every part of the simple view can be hidden, and there are networks left', () => {
  assert.deepEqual(names(SIMPLE.join(','), []).unknown, []);
  for (const stays of ['charts', 'clothes', 'draw', 'why', 'lessons']) assert(!SIMPLE.includes(stays), stays);
});

test('a code is as fine as its link is long, and one that is too fine is warned of', () => {
  // Versions 1, 4, 5 and 20 of the standard end at these lengths.
  for (const [bytes, modules] of [[17, 21], [18, 25], [78, 33], [79, 37], [858, 97]]) assert.equal(density('x'.repeat(bytes))?.modules, modules);
  assert.equal(density('x'.repeat(859)), null);
  assert.equal(density('ζ'.repeat(9))?.modules, 25, 'two bytes a letter');
  assert.equal(warning('x'.repeat(150), false, ''), '');
  assert.match(warning('x'.repeat(407), true, 'x'.repeat(60)), /^Dense: 69 × 69 squares, .* than 3 times .* Without the result it has 33 × 33\.$/);
  assert.match(warning('x'.repeat(900), true, ''), /^A link of 900 characters is too long .* Without the result it may be short enough\.$/);
  assert.match(warning('x'.repeat(900), false, ''), /Copy it instead\.$/);
  assert.equal(short('https://lab.example/#v=1&epochs=5'), 'lab.example/#epochs=5');
  assert.equal(short('http://lab.example/#v=1'), 'lab.example');
});

test('a network is added and taken away by its method, and one stays', () => {
  assert.equal(toggled('set,censet:k=1', 'mlp', true), 'set,censet:k=1,mlp');
  assert.equal(toggled('set,censet:k=1,censet:k=2', 'censet', false), 'set');
  assert.equal(toggled('set', 'set', false), null);
});
