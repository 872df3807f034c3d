// What is made of a driver of WebKit that falls silent.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Silent, heard } from '../webkit.js';

test('an answer is passed on, and so is what went wrong', async () => {
  assert.equal(await heard(Promise.resolve('an answer')), 'an answer');
  await assert.rejects(heard(Promise.reject(new Error('no such window'))), (error) => !(error instanceof Silent) && /no such window/.test(String(error)));
});

test('a driver that does not answer is given up', async () => {
  await assert.rejects(heard(new Promise(() => {}), 20), (error) => error instanceof Silent && /for 20 ms$/.test(error.message));
});
