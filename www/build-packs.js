// Makes the packs of a source out of its official files: the first images, shrunk as an experiment shrinks them, by the
// page's own module, so that an experiment that takes no more need not load the whole (src/core/dataset/pack.rs).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

/** @typedef {import('./app/shared/types.js').Source} Source */
/** @typedef {import('./app/shared/types.js').Pack} Pack */

const md5 = (/** @type {Uint8Array} */ bytes) => createHash('md5').update(bytes).digest('hex');

/** Whether the pack is there already. @param {string} path @param {Pack} pack */
function made(path, pack) {
  try {
    return existsSync(path) && md5(gunzipSync(readFileSync(path))) === pack.md5;
  } catch {
    return false; // it was cut short
  }
}

/**
 * Puts the packs of a source into a folder, those that are not there yet.
 * @param {string} page the built page, for its module
 * @param {Source} source
 * @param {string[]} paths of the source's files, in their order
 * @param {string} folder
 */
export async function makePacks(page, { id, title, files }, paths, folder) {
  const missing = (files?.packs ?? []).filter((pack) => !made(join(folder, pack.name), pack));
  if (missing.length === 0) return;
  const { DataStore, initSync } = await import(pathToFileURL(resolve(page, 'pkg/censet_data.js')).href);
  initSync({ module: readFileSync(join(page, 'pkg/censet_data_bg.wasm')) });
  // What a browser's worker reads files by, and Node has not.
  Object.assign(globalThis, {
    FileReaderSync: class {
      readAsArrayBuffer(/** @type {Buffer} */ piece) {
        return Uint8Array.from(piece).buffer;
      }
    },
  });
  const blobs = paths.map((path) => readFileSync(path)).map((bytes) =>
    ({ size: bytes.length, slice: (/** @type {number} */ from, /** @type {number} */ to) => bytes.subarray(from, to) }));
  const store = new DataStore();
  store.load(id, files?.sets[0].files.map(({ name }) => name), blobs);
  mkdirSync(folder, { recursive: true });
  for (const pack of missing) {
    const text = `data=${id}&side=${pack.side}&train=${pack.train}&test=${pack.test}`;
    const parts = [store.part(text, false, 0, pack.train), store.part(text, true, 0, pack.test)];
    const bytes = Buffer.concat(parts.flatMap(({ images, labels }) => [images, labels]));
    if (md5(bytes) !== pack.md5) throw new Error(`the pack of ${title} with ${pack.side} pixels a side came out as ${md5(bytes)} instead of ${pack.md5}`);
    writeFileSync(join(folder, pack.name), gzipSync(bytes, { level: 9 }));
  }
  store.free();
}
