/**
 * Files that are dropped on the page: anywhere, as missing a place must not make the browser open them. What one is, is told
 * by its first bytes, whatever it is called: phones and mail rename files.
 *
 * @typedef {object} Takers who takes what
 * @property {(file: File) => void} save a saved run
 * @property {(file: File) => void} picture
 * @property {(files: File[]) => void} others datasets' files and results of searches, which tell for themselves what is wrong
 * @property {(sentence: string) => void} refused
 */

import { escapes } from '../shared/errors.js';

/** The first bytes of files; null stands for any. @type {[kind: 'save' | 'picture', begins: (number | null)[]][]} */
const SIGNS = [
  // As core/save/seal.rs writes it.
  ['save', [0x89, 0x43, 0x65, 0x6e, 0x53, 0x45, 0x54, 0x0a]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]], // PNG
  ['picture', [0xff, 0xd8, 0xff]], // JPEG
  ['picture', [0x47, 0x49, 0x46, 0x38]], // GIF
  ['picture', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]], // WebP
  ['picture', [null, null, null, null, 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69]], // AVIF
  ['picture', [null, null, null, null, 0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69]], // HEIC, which some browsers read
];

/**
 * What a file is. One that is called a saved run is told so if it is damaged.
 * @param {Pick<File, 'name' | 'slice'>} file
 * @returns {Promise<'save' | 'picture' | 'other'>}
 */
export async function kindOf(file) {
  const bytes = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const sign = SIGNS.find(([, begins]) => begins.every((byte, i) => byte === null || byte === bytes[i]));
  return sign?.[0] ?? (/\.save(\.\w+)?$/i.test(file.name) ? 'save' : 'other');
}

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
  const single = kinds.find((kind) => kind !== 'other');
  if (single === undefined) takers.others(files);
  else if (files.length > 1) takers.refused(`${files.length} files were dropped, and among them is ${single === 'save' ? 'a saved run' : 'a picture'}: drop that alone.`);
  else takers[single](files[0]);
}
