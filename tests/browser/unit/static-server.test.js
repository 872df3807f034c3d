import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { serveFolder } from '../../../www/static-server.js';

const outside = mkdtempSync(join(tmpdir(), 'censet-lab-server-'));
const folder = join(outside, 'dist');
mkdirSync(join(folder, 'app'), { recursive: true });
writeFileSync(join(outside, 'secret.txt'), 'secret');
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'app', 'main.js'), 'export {};');
writeFileSync(join(folder, 'module.wasm'), Buffer.from([0, 0x61, 0x73, 0x6d]));
writeFileSync(join(folder, 'images.gz'), Buffer.from([0x1f, 0x8b]));

const server = await serveFolder(folder);
const port = server.port;
after(async () => {
  await server.close();
  rmSync(outside, { recursive: true });
});

/**
 * A request whose path is sent exactly as written, which `fetch` would tidy.
 * @param {string} path
 * @param {string} [method]
 * @param {number} [to]
 * @returns {Promise<{ status: number, headers: import('node:http').IncomingHttpHeaders, body: string }>}
 */
function ask(path, method = 'GET', to = port) {
  return new Promise((done, failed) => {
    request({ host: '127.0.0.1', port: to, path, method, agent: false }, async (response) => {
      const pieces = await response.toArray();
      done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces).toString('latin1') });
    }).on('error', failed).end();
  });
}

test('files have their types, and are not kept stale', async () => {
  for (const [path, type] of [
    ['/', 'text/html; charset=utf-8'],
    ['/index.html?x=1', 'text/html; charset=utf-8'],
    ['/app/main.js', 'text/javascript; charset=utf-8'],
    ['/module.wasm', 'application/wasm'],
  ]) {
    const { status, headers } = await ask(path);
    assert.deepEqual([status, headers['content-type'], headers['cache-control']], [200, type, 'no-cache'], path);
  }
});

test('the policy of the page is sent with it and with its scripts', async () => {
  const strict = mkdtempSync(join(outside, 'strict-'));
  writeFileSync(join(strict, 'index.html'), '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">');
  writeFileSync(join(strict, 'other.html'), '<meta http-equiv="Content-Security-Policy" content="default-src data:">');
  writeFileSync(join(strict, 'worker.js'), '');
  const { port, close } = await serveFolder(strict);
  const policies = await Promise.all(['/', '/worker.js', '/other.html'].map(async (path) => (await ask(path, 'GET', port)).headers['content-security-policy']));
  assert.deepEqual(policies, ["default-src 'none'", "default-src 'none'", 'default-src data:']);
  assert.equal((await ask('/')).headers['content-security-policy'], undefined);
  await close();
});

test('a gzip file is bytes, not an encoding', async () => {
  const { headers, body } = await ask('/images.gz');
  assert.equal(headers['content-type'], 'application/octet-stream');
  assert.equal(headers['content-encoding'], undefined);
  assert.equal(body, '\x1f\x8b');
});

test('HEAD answers as GET without the body', async () => {
  const { status, headers, body } = await ask('/module.wasm', 'HEAD');
  assert.deepEqual([status, headers['content-length'], body], [200, '4', '']);
});

test('nothing outside the folder is served', async () => {
  for (const path of ['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/app/../../secret.txt', '//secret.txt', '/index.html%00']) {
    const { status, body } = await ask(path);
    assert.equal(status, 404, path);
    assert(!body.includes('secret'), path);
  }
});

test('what is not there or not allowed is refused', async () => {
  assert.equal((await ask('/missing.js')).status, 404);
  assert.equal((await ask('/app')).status, 404);
  assert.equal((await ask('/index.html/x')).status, 404);
  assert.equal((await ask('/%')).status, 400);
  assert.equal((await ask('/', 'POST')).status, 405);
});

test('where there is no file, a page may say so', async () => {
  const site = mkdtempSync(join(outside, 'site-'));
  writeFileSync(join(site, 'index.html'), '');
  writeFileSync(join(site, '404.html'), '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">no');
  const { port, close } = await serveFolder(site);
  for (const path of ['/%23v=1&lanes=mlp', '/below/missing.js']) {
    const { status, headers, body } = await ask(path, 'GET', port);
    assert.deepEqual([status, headers['content-type'], headers['content-security-policy']], [404, 'text/html; charset=utf-8', "default-src 'none'"], path);
    assert(body.endsWith('no'), path);
  }
  await close();
});

test('it serves under a longer path', async () => {
  const below = await serveFolder(folder, { base: '/some/where/' });
  assert.equal((await ask('/some/where/', 'GET', below.port)).status, 200);
  assert.equal((await ask('/', 'GET', below.port)).status, 404);
  await below.close();
});

test('a busy port is an error, or the next one is taken', async () => {
  await assert.rejects(serveFolder(folder, { port }), { code: 'EADDRINUSE' });
  const next = await serveFolder(folder, { port, orNext: true });
  assert(next.port > port);
  await next.close();
});
