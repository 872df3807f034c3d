// What the built page has the browser load before it is found to be needed: exactly what app/main.js needs to begin.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { COMPILED, modulesOf } from '../../../www/build-preload.js';

const DIST = fileURLToPath(new URL('../../../www/dist', import.meta.url));
const html = readFileSync(join(DIST, 'index.html'), 'utf8');
/** @param {RegExp} link */
const named = (link) => Array.from(html.matchAll(link), ([, path]) => path);
const modules = named(/<link rel="modulepreload" href="([^"]+)">/g);

/** What main.js imports before it runs, and what that imports, as another program finds it. */
async function imported() {
  const { metafile } = await build({ entryPoints: ['app/main.js'], absWorkingDir: DIST, bundle: true, write: false, metafile: true, format: 'esm', target: 'es2022', logLevel: 'silent' });
  const found = new Set(['app/main.js']);
  for (const path of found) {
    for (const { path: to, kind } of metafile.inputs[path].imports) if (kind === 'import-statement') found.add(to);
  }
  return [...found].sort();
}

test('the modules that are loaded early are those that the page imports, no more and no less', async () => {
  assert.deepEqual([...modules].sort(), await imported());
  assert.deepEqual(modules, modulesOf(DIST, 'app/main.js'));
  assert.equal(modules[0], 'app/main.js');
});

test('what is loaded on demand is none of them', () => {
  for (const path of ['app/lessons/open.js', 'app/lessons/texts/en/index.js', 'app/lessons/texts/nl/index.js', 'app/look/view.js', 'app/workers/lane-worker.js']) {
    assert(existsSync(join(DIST, path)), path);
    assert(!modules.includes(path), path);
  }
});

test('the wasm modules that the page compiles first are loaded early, as it asks for them', () => {
  assert.deepEqual(named(/<link rel="preload" as="fetch" type="application\/wasm" crossorigin href="([^"]+)">/g), COMPILED);
  const parts = /\[('[\w', ]+')\]\.map\(compiled\)/.exec(readFileSync(join(DIST, 'app/platform/wasm.js'), 'utf8'))?.[1] ?? '';
  assert.deepEqual(COMPILED, Array.from(parts.matchAll(/'(\w+)'/g), ([, part]) => `pkg/censet_${part}_bg.wasm`));
});

test('the style sheets are one, in the order of the page as it is written', () => {
  const [source, ...others] = Array.from(readFileSync(join(DIST, '..', 'index.html'), 'utf8').matchAll(/<link rel="stylesheet" href="([^"]+)">/g), ([, path]) => readFileSync(join(DIST, '..', path), 'utf8'));
  assert(others.length > 5);
  assert.deepEqual(named(/<link rel="stylesheet" href="([^"]+)">/g), ['style.css']);
  assert.equal(readFileSync(join(DIST, 'style.css'), 'utf8'), [source, ...others].join(''));
});
