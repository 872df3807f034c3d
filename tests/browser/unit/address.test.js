// Addresses as mail, chat and editors hand them on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fragment } from '../../../www/app/shell/address.js';

/** @param {string} address behind the path */
function read(address) {
  const { hash, search } = new URL(`https://example.org/lab/${address}`);
  return fragment({ hash, search });
}

const TEXT = 'v=1&lanes=mlp&epochs=1';
const encoded = encodeURIComponent(TEXT);

test('an experiment is found wherever it was put', () => {
  for (const address of [
    `#${TEXT}`, `##${TEXT}`, `#%23${TEXT}`, `#${encoded}`, `#%23${encoded}`, `#${encodeURIComponent(encoded)}`,
    `?${TEXT}`, `?%23${TEXT}`, `?${encoded}`, `?utm_source=chat#${TEXT}`, `?v=1&lanes=set#${TEXT}`,
  ]) assert.equal(read(address), TEXT, address);
});

test('what is none is a place or nothing', () => {
  for (const address of ['', '#', '#paper', '#100%', '#%E0%A4', '?utm_source=chat', '?fbclid=v=1', '?v=1x', '?id=3#about', '?v=1&lanes=set#about']) {
    assert.equal(read(address), null, address);
  }
});

test('what is inside is left to whoever reads experiments', () => {
  assert.equal(read('#v=1&lanes=set%7Crandom&amp;epochs=2'), 'v=1&lanes=set%7Crandom&amp;epochs=2');
  assert.equal(read('?v=1&hide=a%2526b'), 'v=1&hide=a%2526b');
});
