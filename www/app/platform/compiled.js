/** The wasm modules as they come from beside the page. */

import { asset } from './assets.js';

/**
 * Fetches a module and compiles it.
 * @param {string} part of which module
 */
export async function compiled(part) {
  const response = await asset(`pkg/censet_${part}_bg.wasm`);
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${response.url}`);
  // A host that does not know the type of wasm files forbids compiling while loading.
  return response.headers.get('content-type')?.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
