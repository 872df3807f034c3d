// Writes into the service worker of a built page which files it keeps, each with its checksum, and a name made of them
// all: whatever changes in the build, the browser then sees another service worker.
// `node www/build-offline.js www/dist`
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const WORKER = 'service-worker.js';
/** Where the page and its workers learn of which build they are. */
const NAMED = 'app/shared/build.js';
/** The page that is one file: it needs no keeping. */
export const SINGLE = 'censet-lab.html';

/**
 * The files of a built page that are kept for visits without a network, by path with `/`: all but the datasets, which the
 * page keeps itself once they are asked for, and the bindings, which its scripts hold.
 * @param {string} folder
 */
export function filesOf(folder) {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile());
  const paths = all.map((path) => relative('', path).split(sep).join('/'));
  const left = (/** @type {string} */ path) => path !== WORKER && path !== SINGLE && !path.endsWith('.d.ts') &&
    !/^pkg\/.*\.js$/.test(path) && (!path.startsWith('data/') || path === 'data/files.json');
  return paths.filter(left).sort();
}

/**
 * @param {string} folder the built page
 * @param {string} source the service worker as written, with nothing in it
 */
export function writeOffline(folder, source) {
  const hash = (/** @type {string} */ kind, /** @type {string | Buffer} */ bytes) => createHash(kind).update(bytes);
  nameBuild(folder);
  const files = Object.fromEntries(filesOf(folder).map((path) =>
    [path === 'index.html' ? '' : path, `sha256-${hash('sha256', readFileSync(join(folder, path))).digest('base64')}`]));
  const list = JSON.stringify(files, null, 2);
  const build = hash('sha256', list + source).digest('hex').slice(0, 16);
  const text = source.replace('const FILES = {};', () => `const FILES = ${list};`).replace("const BUILD = '';", `const BUILD = '${build}';`);
  if (!text.includes(list) || !text.includes(`'${build}'`)) throw new Error(`${WORKER} has no place for its files`);
  writeFileSync(join(folder, WORKER), text);
  return build;
}

/**
 * Writes a hash of the scripts and modules into the scripts, in the place of the one before. It is of what they do: of which commit
 * they are is no part of it, so that a page that is open goes on beside a build that differs in nothing else.
 * @param {string} folder the built page
 */
function nameBuild(folder) {
  const [, before, commit] = /BUILD = '([^']+)'[^]*COMMIT = '([^']+)'/.exec(readFileSync(join(folder, NAMED), 'utf8')) ?? [];
  if (!before) throw new Error(`${NAMED} has no place for the build`);
  const paths = filesOf(folder).filter((path) => /\.(js|wasm)$/.test(path));
  const hash = createHash('sha256');
  for (const path of paths) {
    const bytes = readFileSync(join(folder, path));
    hash.update(path).update(path.endsWith('.js') ? bytes.toString('utf8').replaceAll(before, '').replaceAll(commit, '') : bytes);
  }
  const build = hash.digest('hex').slice(0, 16);
  for (const path of paths.filter((path) => path.endsWith('.js'))) {
    const text = readFileSync(join(folder, path), 'utf8');
    if (text.includes(before)) writeFileSync(join(folder, path), text.replaceAll(before, build));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeOffline(process.argv[2], readFileSync(new URL(WORKER, import.meta.url), 'utf8'));
}
