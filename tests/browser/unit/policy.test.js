// What no line of the page may do, looked for in its text: make HTML of text, run text as code, ask other hosts.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const WWW = fileURLToPath(new URL('../../../www', import.meta.url));
const all = readdirSync(WWW, { recursive: true, encoding: 'utf8' }).filter((path) => !/^(dist|data|node_modules)\b/.test(path));
/** The page's scripts; the tools beside them run in Node. */
const scripts = all.filter((path) => path.endsWith('.js') && !/^(build-|static-server)/.test(path));
const read = (/** @type {string} */ path) => readFileSync(join(WWW, path), 'utf8');
const html = read('index.html');
/** A script without its comments, line by line. @param {string} path */
const code = (path) => read(path).replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''));

/**
 * The lines of the page's scripts that match, but for those in some files.
 * @param {RegExp} pattern
 * @param {string[]} [but]
 */
const lines = (pattern, but = []) => scripts.filter((path) => !but.includes(path)).flatMap((path) =>
  code(path).split('\n').flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])));

test('the scripts are found', () => {
  for (const path of ['app/main.js', 'app/workers/lane-worker.js', 'service-worker.js']) assert(scripts.includes(path), path);
});

test('text never becomes HTML', () => {
  assert.deepEqual(lines(/\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\bsrcdoc\b|setHTML|parseHTML/), []);
});

test('text never becomes code', () => {
  assert.deepEqual(lines(/\beval\s*\(|\bFunction\s*\(|javascript:|importScripts|set(Timeout|Interval)\(\s*['"`]|setAttribute\(\s*['"`]on/), []);
});

test('files, workers and blobs of code have one door each', () => {
  assert.deepEqual(lines(/(?<![.\w#])fetch\(/, ['app/platform/assets.js', 'app/data/fetch-and-cache.js', 'service-worker.js', 'start.js']), []);
  assert.deepEqual(lines(/new (Shared)?Worker\(|['"]text\/javascript|createPolicy/, ['app/platform/workers.js']), []);
  assert.deepEqual(lines(/XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection/), []);
  assert.deepEqual(lines(/from ['"]https?:/), []);
});

test('what is loaded on demand is named in full, and loaded by one function', () => {
  const found = lines(/\bimport\s*\(/, ['app/platform/workers.js']);
  assert(found.length > 2);
  assert.deepEqual(found.filter((line) => !/import\('\.{1,2}\/[\w./-]+\.js'\)/.test(line)), []);
  // But for what has been loaded with those who ask for it.
  assert.deepEqual(found.filter((line) => !/onDemand\(\(\) => import\(/.test(line)).map((line) => line.replace(/.*import/, '')), ["('./texts/en/index.js') },"]);
});

test('the document has no script of its own and loads nothing from elsewhere', () => {
  // The first becomes one of its own, which the policy allows by its hash, when the page is built.
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  assert.deepEqual(tags, ['<script src="start.js">', '<script type="module" src="app/main.js">']);
  assert.doesNotMatch(html, /<style\b|\son[a-z]+\s*=|javascript:/);
  assert.doesNotMatch(html, /\ssrc="(https?:)?\/\/|<link [^>]*href="(https?:)?\/\//);
});

test('what stands for a missing file has one script and an icon without an address, and no other rights', () => {
  const missing = read('404.html');
  assert.deepEqual([...missing.matchAll(/<(script|link|img|style|iframe)\b[^>]*>/g)].map(([tag]) => tag), ['<link rel="icon" href="data:,">', '<script src="404.js">']);
  assert.match(missing, /content="default-src 'none'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; trusted-types 'none'; require-trusted-types-for 'script'"/);
});

test('the policy allows what the page needs, and no more', () => {
  const policy = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]+)">/)?.[1] ?? '';
  const directives = Object.fromEntries(policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]));
  assert.deepEqual(directives, {
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': "'self'",
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data: blob:",
    // The built page may ask the hosts of datasets too: see datasets.test.js.
    'connect-src': "'self'",
    'worker-src': "'self' blob:",
    'base-uri': "'none'",
    'form-action': "'none'",
    'trusted-types': 'censet-lab',
    'require-trusted-types-for': "'script'",
  });
  // But for a frame without an origin, workers are no blobs.
  assert.match(code('start.js'), /stricter\.content = "worker-src 'self'"/);
  // Whatever stands before it in the document is not bound by it.
  assert(html.indexOf('Content-Security-Policy') < html.search(/<(script|link)\b/));
});
