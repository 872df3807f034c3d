/**
 * Modules that the page loads when they are asked for, as most visits need none of them. Who imports them writes their paths as
 * they are, so that nothing else is ever run, and the page that is one file holds them too.
 */

import { RENEWED } from '../shared/build.js';
import { isRenewed } from './assets.js';

/** @type {import('../shared/types.js').LabError} */
const ABSENT = { code: 'part', field: null, text: 'A part of this page could not be loaded. Look whether you are connected, and try again; if this stays, reload the page.' };

/**
 * Loads a module once, and anew after that failed. Rejects with a typed error where it cannot be had, or is of another build
 * than the page by now.
 * @template T
 * @param {() => Promise<T>} load imports it
 * @returns {() => Promise<T>}
 */
export function onDemand(load) {
  /** @type {Promise<T> | null} */
  let loaded = null;
  return () => {
    loaded ??= ofThisBuild(load).catch((thrown) => {
      loaded = null;
      throw thrown;
    });
    return loaded;
  };
}

/** @template T @param {() => Promise<T>} load */
async function ofThisBuild(load) {
  if (await isRenewed()) throw RENEWED;
  return load().catch(() => { throw ABSENT; });
}
