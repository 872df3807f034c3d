// The rooms of www/app in their order: a module imports only what lies in its own room or in one before it.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const APP = fileURLToPath(new URL('../../../www/app', import.meta.url));
const ROOMS = ['shared', 'base', 'platform', 'data', 'run', 'figures', 'lanes', 'charts', 'closer', 'look', 'saves', 'search', 'paper', 'playground', 'lessons', 'shell', 'workers'];

test('no module of the page imports from a room after its own', () => {
  const paths = readdirSync(APP, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')).filter((path) => path.endsWith('.js'));
  const roomOf = (/** @type {string} */ path) => (path === 'main.js' ? ROOMS.length : ROOMS.indexOf(path.split('/')[0]));
  assert.deepEqual([...new Set(paths.map((path) => path.split('/')[0]))].sort(), [...ROOMS, 'main.js'].sort());
  const imports = paths.flatMap((path) => [...readFileSync(`${APP}/${path}`, 'utf8').matchAll(/(?:from |import |import\()'(\.[^']+)'/g)]
    .map(([, to]) => ({ path, to: posix.join(posix.dirname(path), to) })).filter(({ to }) => !to.startsWith('../pkg/')));
  assert(imports.length > paths.length);
  assert.deepEqual(imports.filter(({ path, to }) => roomOf(to) < 0 || roomOf(to) > roomOf(path)).map(({ path, to }) => `${path} imports ${to}`), []);
});
