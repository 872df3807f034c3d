/** Errors that nobody has caught. They leave the page half way, so whoever looks at it must know. */

import { asLabError, stopped } from '../shared/errors.js';

/** So many signs of what was thrown are told. */
const LONGEST = 300;

/**
 * Calls back with a sentence for each error that escapes from a script of this page, at once or from a promise.
 * @param {(sentence: string) => void} tell
 */
export function onEscape(tell) {
  const told = (/** @type {unknown} */ thrown) => {
    const { text } = asLabError(thrown);
    // What is thrown may be anything, and as long as a file.
    const why = /^(undefined|null|\[object .*\]|)$/.test(text) ? '.' : `: ${stopped(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)}`;
    tell(`Something on this page went wrong${why} What it shows may not be true any more; reload it to be sure.`);
  };
  addEventListener('error', ({ error, message, filename }) => {
    // A figure that is drawn as large as it has just become has an observer of sizes complain, which harms nobody; and
    // what other scripts do, those that extensions add, is not the page's fault.
    if (/^ResizeObserver loop/.test(message) || !filename.startsWith(new URL('.', document.baseURI).href)) return;
    told(error ?? message);
  });
  addEventListener('unhandledrejection', ({ reason }) => told(reason));
}
