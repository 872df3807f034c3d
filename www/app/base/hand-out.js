/** Files for the visitor. */

import { make } from './dom.js';

/** @typedef {{ label: string, name: string, type: string, text: () => string | Promise<string> }} TextFile what a button hands out */

/** The label of {@link csvFile}. */
export const CSV = 'CSV';

/**
 * Hands the visitor a file.
 * @param {string} name
 * @param {Blob} blob
 */
export function handOut(name, blob) {
  const url = URL.createObjectURL(blob);
  make('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Numbers as a file of comma-separated values.
 * @param {string} name without ending
 * @param {() => string | Promise<string>} text
 * @returns {TextFile}
 */
export const csvFile = (name, text) => ({ label: CSV, name: `${name}.csv`, type: 'text/csv', text });
