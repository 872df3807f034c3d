/**
 * The wasm modules: the page's, the data worker's, the one that trains, and the reader's, which waits until it is needed, as the
 * page's later one does; each is compiled once.
 */

import init, * as wasm from '../../pkg/censet_page.js';
import { compiled } from './compiled.js';

/**
 * Compiles what every visit needs and starts the page's.
 * @returns {Promise<{ data: WebAssembly.Module, training: WebAssembly.Module, wasm: typeof wasm }>} with what the page's exports
 */
export async function load() {
  const [page, data, training] = await Promise.all(['page', 'data', 'worker'].map(compiled));
  await init({ module_or_path: page });
  return { data, training, wasm };
}

/** @type {Promise<WebAssembly.Module> | null} */
let reader = null;

/** The reader's module, fetched when it is asked for, and anew after that failed. */
export function loadReader() {
  reader ??= compiled('reader').catch((thrown) => {
    reader = null;
    throw thrown;
  });
  return reader;
}
