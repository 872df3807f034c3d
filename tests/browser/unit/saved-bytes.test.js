// States of lanes on their way: small ones as bytes, large ones by name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buffers, heavy, light, sizeOf } from '../../../www/app/shared/saved-bytes.js';

test('a large state travels as a Blob and comes back whole', async () => {
  const small = Uint8Array.from([1, 2, 3]);
  assert.equal(light(small), small);
  const large = new Uint8Array(4 * 2 ** 20 + 1).map((_, i) => i % 251);
  const sent = light(large);
  assert(sent instanceof Blob);
  assert.equal(sizeOf(sent), large.length);
  assert.deepEqual(await heavy(sent), large);
  assert.equal(await heavy(small), small);
  assert.equal(sizeOf(small), 3);
});

test('what is posted is handed over, not copied', () => {
  const [a, b] = [new Uint8Array(2), new Float32Array(3)];
  assert.deepEqual(buffers(a), [a.buffer]);
  assert.deepEqual(buffers({ a, b, light: true, none: null }), [a.buffer, b.buffer]);
  for (const nothing of [null, undefined, 'text', 3, [{ a }], new Blob()]) assert.deepEqual(buffers(nothing), []);
  structuredClone({ a, b }, { transfer: buffers({ a, b }) });
  assert.deepEqual([a.length, b.length], [0, 0]);
});
