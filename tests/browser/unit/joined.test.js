// The scripts of the built page: everything is in one of them, and the page names those that it begins with, no more and no less.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, sep } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { COMPILED, script } from '../../../www/build-joined.js';
import { writeOffline } from '../../../www/build-offline.js';

const WWW = fileURLToPath(new URL('../../../www', import.meta.url));
const DIST = join(WWW, 'dist');
const html = readFileSync(join(DIST, 'index.html'), 'utf8');
/** @param {RegExp} link */
const named = (link) => Array.from(html.matchAll(link), ([, path]) => path);
const early = named(/<link rel="modulepreload" href="([^"]+)">/g);
const read = (/** @type {string} */ path) => readFileSync(join(DIST, path), 'utf8');
const ON_DEMAND = ['app/lessons/open.js', 'app/lessons/texts/en/index.js', 'app/lessons/texts/nl/index.js', 'app/look/view.js', 'app/paper/study-view.js', 'app/shell/later-parts.js'];
const WORKERS = ['data', 'lane', 'reader'].map((name) => `app/workers/${name}-worker.js`);

/** What a built script imports, before it runs or, if `called`, when it is asked for. @param {string} path @param {boolean} called */
const imports = (path, called) => Array.from(read(path).matchAll(called ? /\bimport\("(\.[^"]+)"\)/g : /(?:^|[;}])import(?:[^"'();]*?\bfrom)?"(\.[^"]+)"/gm),
  ([, to]) => posix.join(posix.dirname(path), to));

/** A script and all that it imports before it runs. @param {string} first */
function whole(first) {
  const found = new Set([first]);
  for (const path of found) for (const to of imports(path, false)) found.add(to);
  return [...found];
}

test('the scripts that are loaded early are those that the page imports', () => {
  assert.deepEqual([...early].sort(), whole('app/main.js').sort());
  assert.equal(early[0], 'app/main.js');
  assert(early.length < 12, 'they are few');
});

test('what is loaded on demand is none of them, and is there', () => {
  assert.deepEqual([...new Set(early.flatMap((path) => imports(path, true)))].sort(), ON_DEMAND);
  for (const path of ON_DEMAND) assert(!early.includes(path), path);
});

test('every script of the page is asked for, and needs none that is not there', () => {
  const all = readdirSync(join(DIST, 'app'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js')).map((path) => `app/${path.split(sep).join('/')}`);
  const workers = all.filter((path) => path.startsWith('app/workers/'));
  assert.deepEqual(workers.sort(), WORKERS);
  for (const path of workers) assert.deepEqual(imports(path, false), [], path);
  // Asked for by those who want to know which build is there.
  const wanted = new Set(['app/shared/build.js', ...workers, ...early, ...ON_DEMAND.flatMap(whole)]);
  assert.deepEqual(all.sort(), [...wanted].sort());
});

test('every module is in a script', async () => {
  const entryPoints = ['app/main.js', ...WORKERS];
  const { metafile } = await script(DIST, entryPoints);
  const all = readdirSync(join(WWW, 'app'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js')).map((path) => `app/${path.split(sep).join('/')}`);
  // Types alone are for those who write, and the name of the build is the built page's.
  assert.deepEqual(all.filter((path) => !(path in metafile.inputs)), ['app/shared/build.js', 'app/shared/types.js']);
  assert('dist/app/shared/build.js' in metafile.inputs);
});

test('page and workers know of one build', () => {
  const build = /BUILD = '(\w{16})'/.exec(read('app/shared/build.js'))?.[1];
  assert(build);
  for (const path of WORKERS) assert(read(path).includes(`"${build}"`), path);
  assert(early.some((path) => read(path).includes(`"${build}"`)));
  for (const path of [...early, ...WORKERS, 'app/shared/build.js']) assert.doesNotMatch(read(path), /censet-lab-(build|commit)/, path);
});

test('a build is named after what its scripts do, not after the commit they are of, and the same twice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'censet-lab-build-'));
  try {
    /** @param {string} code @param {string} commit */
    const named = (code, commit) => {
      mkdirSync(join(folder, 'app/shared'), { recursive: true });
      writeFileSync(join(folder, 'app/shared/build.js'), `export const BUILD = 'censet-lab-build';\nexport const COMMIT = '${commit}';\n`);
      writeFileSync(join(folder, 'app/main.js'), `var BUILD="censet-lab-build",COMMIT="${commit}";${code}`);
      const names = [0, 1].map(() => {
        writeOffline(folder, "const FILES = {};\nconst BUILD = '';\n");
        return /BUILD="(\w{16})"/.exec(readFileSync(join(folder, 'app/main.js'), 'utf8'))?.[1];
      });
      assert(names[0]);
      assert.equal(names[1], names[0]);
      return names[0];
    };
    assert.equal(named('one();', '0123abcd'), named('one();', '4567ef-modified'));
    assert.notEqual(named('one();', '0123abcd'), named('two();', '0123abcd'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the wasm modules that the page compiles first are loaded early, as it asks for them', () => {
  assert.deepEqual(named(/<link rel="preload" as="fetch" type="application\/wasm" crossorigin href="([^"]+)">/g), COMPILED);
  const parts = /\[('[\w', ]+')\]\.map\(compiled\)/.exec(readFileSync(join(WWW, 'app/platform/wasm.js'), 'utf8'))?.[1] ?? '';
  assert.deepEqual(COMPILED, Array.from(parts.matchAll(/'(\w+)'/g), ([, part]) => `pkg/censet_${part}_bg.wasm`));
});

test('the style sheets are one, in the order of the page as it is written', () => {
  const [source, ...others] = Array.from(readFileSync(join(WWW, 'index.html'), 'utf8').matchAll(/<link rel="stylesheet" href="([^"]+)">/g), ([, path]) => readFileSync(join(WWW, path), 'utf8'));
  assert(others.length > 5);
  assert.deepEqual(named(/<link rel="stylesheet" href="([^"]+)">/g), ['style.css']);
  assert.equal(read('style.css'), [source, ...others].join(''));
});
