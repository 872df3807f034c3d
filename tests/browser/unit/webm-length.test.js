// The length in the head of a recorded film.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withLength } from '../../../www/app/shell/webm-length.js';

const UNKNOWN = [0x01, 255, 255, 255, 255, 255, 255, 255];
const SCALE = [0x2a, 0xd7, 0xb1, 0x83, 0x0f, 0x42, 0x40];
const APP = [0x4d, 0x80, 0x82, 0x41, 0x42];
/** A file as browsers record it. @param {number[]} info @param {number[]} [size] of the segment */
const file = (info, size = UNKNOWN) => Uint8Array.from([
  0x1a, 0x45, 0xdf, 0xa3, 0x83, 1, 2, 3, 0x18, 0x53, 0x80, 0x67, ...size, 0x15, 0x49, 0xa9, 0x66, 0x80 + info.length, ...info, 0x1f, 0x43, 0xb6, 0x75, 0x81, 9,
]);
const hex = (/** @type {Uint8Array[]} */ parts) => Buffer.concat(parts).toString('hex');

test('the length is added to what a recorded film says of itself, and nothing else changes', () => {
  const before = file([...SCALE, ...APP]);
  const after = Buffer.concat(withLength(before, 12_345));
  const size = SCALE.length + APP.length + 11;
  assert.equal(after.subarray(0, 24).toString('hex'), Buffer.from(before.subarray(0, 24)).toString('hex'));
  assert.equal(after.subarray(24, 32).toString('hex'), `01000000000000${size.toString(16)}`);
  assert.equal(after.subarray(32, 44).toString('hex'), Buffer.from([...SCALE, ...APP]).toString('hex'));
  assert.equal(after.subarray(44, 47).toString('hex'), '448988');
  assert.equal(after.readDoubleBE(47), 12_345);
  assert.equal(after.subarray(55).toString('hex'), '1f43b6758109');
  // Once it is there it stays.
  assert.equal(hex(withLength(Uint8Array.from(after), 1)), after.toString('hex'));
});

test('the length is in the unit that the film names', () => {
  const half = Buffer.concat(withLength(file([0x2a, 0xd7, 0xb1, 0x83, 0x07, 0xa1, 0x20]), 100));
  assert.equal(half.readDoubleBE(half.length - 6 - 8), 200);
});

test('what is no recorded WebM stays as it is', () => {
  for (const other of [file([...SCALE], [0x01, 0, 0, 0, 0, 0, 0, 30]), Uint8Array.from([0, 0, 0, 32, 102, 116, 121, 112]), new Uint8Array(), file(SCALE).subarray(0, 15), file(SCALE).subarray(0, 26)]) {
    assert.equal(hex(withLength(Uint8Array.from(other), 1000)), hex([other]));
  }
});
