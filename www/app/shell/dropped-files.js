/**
 * Files that are dropped on the page: anywhere, as missing a place must not make the browser open them. What one is, is told
 * by its first bytes, whatever it is called: phones and mail rename files.
 *
 * @typedef {object} Takers who takes what
 * @property {(file: File) => void} save a saved run
 * @property {(file: File) => void} picture
 * @property {(files: File[]) => void} networks trained elsewhere
 * @property {(files: File[]) => void} others datasets' files and results of searches, which tell for themselves what is wrong
 * @property {(sentence: string) => void} refused
 */

import { escapes } from '../shared/errors.js';

/** @typedef {'save' | 'picture' | 'network' | 'other'} Kind */

/** The first bytes of files; null stands for any. @type {[kind: Kind, begins: (number | null)[]][]} */
const SIGNS = [
  // As core/save/seal.rs writes it.
  ['save', [0x89, 0x43, 0x65, 0x6e, 0x53, 0x45, 0x54, 0x0a]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]], // PNG
  ['picture', [0xff, 0xd8, 0xff]], // JPEG
  ['picture', [0x47, 0x49, 0x46, 0x38]], // GIF
  ['picture', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]], // WebP
  ['picture', [null, null, null, null, 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69]], // AVIF
  ['picture', [null, null, null, null, 0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69]], // HEIC, which some browsers read
  ['network', [null, null, null, null, 0, 0, 0, 0, 0x7b]], // safetensors: the length of a header, and its {
  ['network', [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]], // PyTorch, until 2020
];

/** Files that are known by their names if their bytes say nothing: whoever opens a damaged one says so. @type {[kind: Kind, name: RegExp][]} */
const NAMES = [['save', /\.save(\.\w+)?$/i], ['network', /\.(safetensors|npz|pth?)(\.\w+)?$/i]];

/** Bytes of a zip archive before the name of its first file. */
const ZIP_HEAD = 30;
/** Bytes that are looked at. */
const LOOKED_AT = 256;

/**
 * What a file is. One that is called a saved run or a network is told so if it is damaged.
 * @param {Pick<File, 'name' | 'slice'>} file
 * @returns {Promise<Kind>}
 */
export async function kindOf(file) {
  const bytes = new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer());
  const sign = SIGNS.find(([, begins]) => begins.every((byte, i) => byte === null || byte === bytes[i]));
  if (sign) return sign[0];
  if (isArchive(bytes)) return 'network';
  return NAMES.find(([, name]) => name.test(file.name))?.[0] ?? 'other';
}

/**
 * Whether it is a zip archive of arrays, as NumPy makes them, or of a pickle, as PyTorch does.
 * @param {Uint8Array<ArrayBuffer>} bytes its first
 */
function isArchive(bytes) {
  if (bytes.length < ZIP_HEAD || String.fromCharCode(...bytes.subarray(0, 4)) !== 'PK\x03\x04') return false;
  const length = bytes[26] + 256 * bytes[27];
  return /\.(npy|pkl)$/.test(String.fromCharCode(...bytes.subarray(ZIP_HEAD, ZIP_HEAD + length)));
}

const CALLED = { save: 'a saved run', picture: 'a picture', network: 'a network' };

/** @param {Takers} takers */
export function takeDropped(takers) {
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
  addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) document.body.classList.remove('dropping');
  });
  addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    document.body.classList.remove('dropping');
    // Only now can they be asked what they are.
    const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry?.() ?? null);
    const folder = entries.find((entry) => entry?.isDirectory);
    if (folder) takers.refused(`“${folder.name}” is a folder: drop the files that are in it.`);
    else offer([...(event.dataTransfer?.files ?? [])], takers).catch(escapes);
  });
}

/**
 * @param {File[]} files
 * @param {Takers} takers
 */
export async function offer(files, takers) {
  if (files.length === 0) return takers.refused('What was dropped holds no file.');
  /** @type {Awaited<ReturnType<typeof kindOf>>[]} */
  const kinds = [];
  for (const file of files) {
    try {
      kinds.push(await kindOf(file));
    } catch {
      return takers.refused(`“${file.name}” cannot be read: it is a folder perhaps, or has been moved.`);
    }
  }
  if (kinds.every((kind) => kind === 'network')) return takers.networks(files);
  const single = kinds.find((kind) => kind !== 'other');
  if (single === undefined) takers.others(files);
  else if (files.length > 1 || single === 'network') takers.refused(`${files.length} files were dropped, and among them is ${CALLED[single]}: drop that alone.`);
  else takers[single](files[0]);
}
