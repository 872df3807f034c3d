/**
 * The files that belong to the page. They lie beside it; in the page that is one file
 * (`www/build --single`) they are blocks of data inside it, by the same paths.
 */

import { BUILD } from '../shared/build.js';

/**
 * A file that is packed into the page; null if the files lie beside it.
 * @param {string} path
 * @returns {{ type: string, bytes: Uint8Array<ArrayBuffer> } | null}
 */
export function packed(path) {
  // Workers, which have no document, know types of modules that import this one.
  const block = /** @type {any} */ (globalThis).document.querySelector(`script[data-path="${path}"]`);
  if (!block) return null;
  return { type: block.type, bytes: Uint8Array.from(atob(block.text), (/** @type {string} */ character) => character.charCodeAt(0)) };
}

/**
 * Fetches a file of the page, from wherever it is.
 * @param {string} path relative to the page, `paper/tables.json` for example
 * @param {RequestInit} [how]
 * @returns {Promise<Response>}
 */
export async function asset(path, how) {
  const file = packed(path);
  if (file) return new Response(file.bytes, { headers: { 'content-type': file.type } });
  return fetch(new URL(`../../${path}`, import.meta.url), how);
}

/**
 * Fetches what a file of the page holds as JSON.
 * @param {string} path relative to the page
 */
export async function fetchedJson(path) {
  const response = await asset(path);
  if (!response.ok) throw new Error(`the server answered ${response.status} to ${path.split('/').pop()}`);
  return response.json();
}

/** Whether the page is one file, which holds all others. */
const isOneFile = () => /** @type {any} */ (globalThis).document.querySelector('script[data-path]') !== null;

/** Whether the files of the page are of another build than it is by now. Where that cannot be told, they are taken for the same. */
export async function isRenewed() {
  if (isOneFile()) return false;
  try {
    const response = await asset('app/shared/build.js', { cache: 'no-cache' });
    return response.status === 404 || (response.ok && !(await response.text()).includes(BUILD));
  } catch {
    return false;
  }
}
