/** Runs as files. */

import { make } from '../base/dom.js';

/**
 * Whether a file is one of ours, by its name; its contents are checked when it is opened.
 * @param {string} name
 */
export const isSave = (name) => /\.save$/i.test(name);

/**
 * Hands the visitor a file.
 * @param {string} name
 * @param {Blob} bytes
 */
export function handOver(name, bytes) {
  const url = URL.createObjectURL(bytes);
  make('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
