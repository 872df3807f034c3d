// Fetching files that come slowly, or not at all.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { test } from 'node:test';
import { download } from '../../../www/app/data/fetch-and-cache.js';

/** A server that sends one byte and then nothing. */
async function stalling() {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-length': '9' });
    response.write('x');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    source: { name: 'nine', url: `http://127.0.0.1:${port}/nine`, size: 9 },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('a download that stalls says so every twenty seconds, and can be cancelled', async (context) => {
  const { source, close } = await stalling();
  try {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    /** @type {number[]} */
    const silent = [];
    const stop = new AbortController();
    /** @type {Promise<Blob[]> | undefined} */
    let coming;
    await new Promise((began) => {
      coming = download([source], 100, { progress: () => began(undefined), silent: (seconds) => silent.push(seconds) }, stop.signal);
    });
    context.mock.timers.tick(19_999);
    assert.deepEqual(silent, []);
    context.mock.timers.tick(1);
    context.mock.timers.tick(20_000);
    assert.deepEqual(silent, [20, 40]);
    stop.abort();
    await assert.rejects(/** @type {Promise<Blob[]>} */ (coming), { code: 'cancelled' });
    context.mock.timers.tick(60_000);
    assert.deepEqual(silent, [20, 40], 'it goes on telling');
  } finally {
    close();
  }
});

test('one that fails of itself is told as that', async () => {
  const { source, close } = await stalling();
  const coming = download([source], 100, { progress: () => close(), silent: () => {} }, new AbortController().signal);
  await assert.rejects(coming, { code: 'network', field: 'nine' });
});
