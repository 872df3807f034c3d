/** Files for the visitor. One that cannot be made says why where it was asked for, and nothing else stops for it. */

import { asLabError, stopped } from '../shared/errors.js';
import { make, say, setAvailable } from './dom.js';

/** @typedef {{ label: string, name: string, type: string, text: () => string | Promise<string> }} TextFile what a button hands out */
/** @typedef {Omit<TextFile, 'text'> & { text: () => string | Blob | Promise<string | Blob> }} LargeFile one that may be too large for a text */

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
 * Has a button hand out a file. While that is made the button waits.
 * @param {HTMLButtonElement} button
 * @param {string | (() => string)} called the name of the file, or what says it when it is made
 * @param {() => Blob | Promise<Blob>} blob
 */
export function handsOut(button, called, blob) {
  const why = make('span', { class: 'error-line', role: 'alert' });
  button.addEventListener('click', async () => {
    setAvailable(button, false);
    if (!why.isConnected) button.parentElement?.append(why);
    say(why, '');
    const name = typeof called === 'string' ? called : called();
    try {
      handOut(name, await blob());
    } catch (thrown) {
      say(why, `${name} cannot be made: ${stopped(asLabError(thrown).text)}`);
    } finally {
      setAvailable(button, true);
    }
  });
}

/**
 * Numbers as a file of comma-separated values.
 * @param {string} name without ending
 * @param {() => string | Promise<string>} text
 * @returns {TextFile}
 */
export const csvFile = (name, text) => ({ label: CSV, name: `${name}.csv`, type: 'text/csv', text });
