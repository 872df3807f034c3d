/**
 * The wasm modules: the page's, which the data worker has too, the one that trains, and the reader's, which waits until it is
 * needed; each is compiled once.
 */

import init, * as wasm from '../../pkg/censet_page.js';
import { asset } from './assets.js';

/**
 * Compiles both modules and starts the page's.
 * @returns {Promise<{ page: WebAssembly.Module, training: WebAssembly.Module, wasm: typeof wasm }>} with what the page's exports
 */
export async function load() {
  const [page, training] = await Promise.all(['page', 'worker'].map(compiled));
  await init({ module_or_path: page });
  return { page, training, wasm };
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

/** @param {string} part of which module */
async function compiled(part) {
  const response = await asset(`pkg/censet_${part}_bg.wasm`);
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${response.url}`);
  // A host that does not know the type of wasm files forbids compiling while loading.
  return response.headers.get('content-type')?.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
