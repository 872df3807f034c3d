// The wasm modules hold the names of their sources, for their panics. They say nothing of the machine that built them: so
// two machines build the same bytes, and the page tells nobody's user name.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '');
/** Each module's bytes, by its part. */
const MODULES = ['page', 'later', 'data', 'worker', 'reader'].map((part) => /** @type {const} */ ([
  part, readFileSync(`${ROOT}/www/dist/pkg/censet_${part}_bg.wasm`, 'latin1'),
]));

/**
 * What stands before each place of a text in a module, back to the last sign that no path has: texts lie side by side
 * there, so the end of another one may come with it.
 * @param {string} module
 * @param {string} text
 */
const before = (module, text) => module.split(text).slice(0, -1).map((part) => /[\w./@+-]*$/.exec(part)?.[0]);

for (const [part, module] of MODULES) {
  test(`${part}: sources of libraries are named without the folder that they lie in`, () => {
    const places = before(module, '/registry/src/');
    assert(places.length > 5, 'the module names sources of libraries');
    for (const place of places) assert.match(place ?? '', /^(.*\.rs)?[^/]*\/cargo$/);
  });

  test(`${part}: sources of the product are named from its root`, () => {
    const places = before(module, 'src/web/');
    assert(places.length > 2, 'the module names sources of the product');
    for (const place of places) assert.match(place ?? '', /^(.*\.rs)?[^/]*$/);
  });

  test(`${part}: no folder of this machine is named`, () => {
    const folders = [ROOT, homedir(), tmpdir(), process.env.CARGO_HOME, execFileSync('rustc', ['--print', 'sysroot'], { encoding: 'utf8' }).trim()];
    for (const folder of folders) if (folder && folder !== '/') assert(!module.includes(folder), folder);
  });
}
