import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, test } from 'node:test';
import { startRemote } from '../remote.js';

const images = gzipSync(Buffer.alloc(1000, 7));
const remote = await startRemote({ 'images.gz': images, 'labels.gz': Buffer.alloc(10) });
after(() => remote.close());
const address = `${remote.origin}/data/fashion/images.gz`;
const bytes = async () => Buffer.from(await (await fetch(address)).arrayBuffer());

test('it serves whole files to any origin', async () => {
  remote.faults = {};
  const response = await fetch(address);
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), images);
  assert.deepEqual(remote.asked.splice(0), ['images.gz']);
});

test('it can leave bytes out, openly or not', async () => {
  remote.faults = { truncate: 5, pieces: 2 };
  assert.deepEqual(await bytes(), images.subarray(0, 5));
  remote.faults = { cut: 5 };
  await assert.rejects(bytes());
});

test('it can call gzip an encoding, which unpacks the file', async () => {
  remote.faults = { encoding: 'gzip' };
  assert.deepEqual(await bytes(), Buffer.alloc(1000, 7));
});

test('it can refuse, for one file only', async () => {
  remote.faults = { status: 503, only: 'images.gz' };
  assert.equal((await fetch(address)).status, 503);
  assert.equal((await fetch(`${remote.origin}/labels.gz`)).status, 200);
  assert.equal((await fetch(`${remote.origin}/other.gz`)).status, 404);
});
