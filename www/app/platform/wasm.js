/** The one wasm module: compiled once here, instantiated on the page and in every worker. */

import init, * as wasm from '../../pkg/censet_lab.js';
import { asset } from './assets.js';

/**
 * Compiles the module and starts the page's own instance.
 * @returns {Promise<{ module: WebAssembly.Module, wasm: typeof wasm }>}
 */
export async function load() {
  const response = await asset('pkg/censet_lab_bg.wasm');
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${response.url}`);
  // A host that does not know the type of wasm files forbids compiling while loading.
  const module = response.headers.get('content-type')?.startsWith('application/wasm')
    ? await WebAssembly.compileStreaming(response)
    : await WebAssembly.compile(await response.arrayBuffer());
  await init({ module_or_path: module });
  return { module, wasm };
}
