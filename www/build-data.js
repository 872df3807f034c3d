// Puts the files of the datasets that are at hand beside a built page, as data/SOURCE/NAME, with packs made of them, lists
// all in data/files.json, and lets the page ask the hosts that give out the others. Which files these are says the page's own wasm module.
// `node www/build-data.js www/dist`
import { copyFileSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { makePacks } from './build-packs.js';

/** @typedef {import('./app/shared/types.js').Source} Source */
/** @typedef {import('./app/shared/types.js').DataFile} DataFile */

/** Where files are looked for that no environment variable names. */
const OWN = 'www/data';

/**
 * What the module of a built page says of the sources.
 * @param {string} folder
 * @returns {Promise<Source[]>}
 */
export async function sourcesOf(folder) {
  const { initSync, sources } = await import(pathToFileURL(resolve(folder, 'pkg/censet_page.js')).href);
  initSync({ module: readFileSync(join(folder, 'pkg/censet_page_bg.wasm')) });
  return sources();
}

/** @param {string} path */
const sizeOf = (path) => statSync(path, { throwIfNoEntry: false })?.size ?? null;

/**
 * The files of a source that are at hand, by the names that they have beside the page; none if no set of them is whole.
 * Files in `own` may be another source's of the same name, as their sizes tell.
 * @param {Source} source
 * @param {Source[]} all
 * @param {Record<string, string | undefined>} variables those of the environment
 * @param {string} own
 * @param {(text: string) => void} say
 * @returns {Record<string, string>}
 */
export function atHand({ id, title, files }, all, variables, own, say) {
  if (!files) return {};
  const { variable, sets, inner, exact, remote } = files;
  /** @param {DataFile[]} set @param {string} folder */
  const official = (set, folder) => set.every(({ name, size }) => sizeOf(join(folder, name)) === size);
  const others = all.filter((source) => source.id !== id).flatMap((source) => source.files?.sets ?? []);
  const named = variables[variable];
  for (const folder of [...(named ? [named] : []), join(own, id), own]) {
    for (const place of [folder, ...(inner === null ? [] : [join(folder, inner)])]) {
      const there = sets.find((set) => set.files.every(({ name }) => sizeOf(join(place, name)) !== null)
        && (folder !== own || (exact ? official(set.files, place) : !others.some((other) => official(other.files, place)))));
      if (!there) continue;
      say(`${title}: taken from ${place}.`);
      return Object.fromEntries(there.files.map(({ name }) => [`${id}/${name}`, join(place, name)]));
    }
    if (folder === named) say(`Note: ${variable} (${named}) lacks ${title}’s ${sets.map(({ title }) => title).join(' or its ')}.`);
  }
  if (remote !== null) say(`${title}: not in $${variable} or ${own}/; the page will fetch it when asked to.`);
  return {};
}

/**
 * Puts a file in its place if it is not there yet. A link costs no time and no room; a copy has the time of its original,
 * so that the next build knows it.
 * @param {string} from
 * @param {string} to
 */
function put(from, to) {
  const [original, old] = [statSync(from), statSync(to, { throwIfNoEntry: false })];
  const same = old && ((old.ino === original.ino && old.dev === original.dev) || (old.size === original.size && Math.abs(old.mtimeMs - original.mtimeMs) < 1));
  if (same) return;
  rmSync(to, { force: true });
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
    utimesSync(to, original.atime, original.mtime);
  }
}

/**
 * The page's document, which may ask these hosts.
 * @param {string} html
 * @param {Source[]} sources
 */
export function allowing(html, sources) {
  const hosts = new Set(sources.flatMap(({ files }) => (files?.remote ? [new URL(files.remote).origin] : [])));
  const allowed = html.replace("connect-src 'self'", ["connect-src 'self'", ...hosts].join(' '));
  if (hosts.size > 0 && allowed === html) throw new Error('the page has no policy to add hosts to');
  return allowed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  const sources = await sourcesOf(folder);
  const found = sources.map((source) => atHand(source, sources, process.env, OWN, (text) => console.log(text)));
  const files = Object.assign({}, ...found);
  const data = join(folder, 'data');
  const packed = sources.filter((_, i) => Object.keys(found[i]).length > 0);
  const packs = packed.flatMap(({ id, files }) => (files?.packs ?? []).map(({ name }) => `${id}/${name}`));
  const names = [...Object.keys(files), ...packs];
  mkdirSync(data, { recursive: true });
  for (const path of readdirSync(data, { recursive: true, encoding: 'utf8' })) {
    const name = path.replaceAll('\\', '/');
    if (!names.some((file) => file === name || file.startsWith(`${name}/`))) rmSync(join(data, path), { recursive: true, force: true });
  }
  for (const [name, from] of Object.entries(files)) put(from, join(data, name));
  for (const source of packed) await makePacks(folder, source, Object.values(found[sources.indexOf(source)]), join(data, source.id));
  // The page reads this list first, so that it never asks the host for a file that is not there.
  writeFileSync(join(data, 'files.json'), `${JSON.stringify(names)}\n`);
  const page = join(folder, 'index.html');
  writeFileSync(page, allowing(readFileSync(page, 'utf8'), sources));
}
