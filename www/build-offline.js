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
 * page keeps itself once they are asked for.
 * @param {string} folder
 */
export function filesOf(folder) {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile());
  const paths = all.map((path) => relative('', path).split(sep).join('/'));
  const left = (/** @type {string} */ path) => path !== WORKER && path !== SINGLE && !path.endsWith('.d.ts') &&
    (!path.startsWith('data/') || path === 'data/files.json');
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
 * Writes a hash of the scripts and modules into them.
 * @param {string} folder the built page
 */
function nameBuild(folder) {
  const hash = createHash('sha256');
  const paths = filesOf(folder).filter((path) => /\.(js|wasm)$/.test(path) && path !== NAMED);
  for (const path of paths) hash.update(path).update(readFileSync(join(folder, path)));
  const named = join(folder, NAMED);
  const text = readFileSync(named, 'utf8').replace(/BUILD = '\w*';/, `BUILD = '${hash.digest('hex').slice(0, 16)}';`);
  writeFileSync(named, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeOffline(process.argv[2], readFileSync(new URL(WORKER, import.meta.url), 'utf8'));
}
