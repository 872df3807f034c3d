/** What the page needs of a browser, said in a sentence if it is missing. */

import { RENEWED } from '../shared/build.js';
import { isRenewed, packed } from './assets.js';

/** A module whose one function uses a 128-bit vector. */
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** @param {string} what */
const lacks = (what) => ({
  code: 'unsupported',
  field: null,
  text: `This browser lacks ${what}, which training needs.`,
});

/** Throws a typed error if the browser cannot run the kernels. */
export function requireWasm() {
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(SIMD)) throw lacks('WebAssembly with 128-bit SIMD');
}

/** The folder of the page. */
const HOME = new URL('../../', import.meta.url).href;

/** Whether the page stands in a frame that has no origin, and so may start none of its own scripts by its address. */
const ALONE = globalThis.origin === 'null' && HOME.startsWith('http');

/** Addresses of workers that have none beside the page: packed ones, and for those who stand alone all. @type {Map<string, string>} */
const blobs = new Map();

/**
 * Where browsers know Trusted Types, a script's address must come from a policy. This one lets pass
 * what belongs to the page: files beside it, and workers that were packed into it.
 * @type {{ createScriptURL(address: string): any } | undefined}
 */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('censet-lab', {
  createScriptURL(/** @type {string} */ address) {
    if (address.startsWith(HOME) || [...blobs.values()].includes(address)) return address;
    throw new TypeError(`${address} is no script of this page`);
  },
});

/**
 * The address of a script of this page, for a worker.
 * @param {string} address
 * @returns {string}
 */
export const scriptAddress = (address) => (policy ? policy.createScriptURL(address) : address);

/**
 * Starts a worker: a module beside the page, or a classic one that is packed into it. Throws a typed
 * error if the browser knows only classic ones, which it shows by never asking for the type.
 * @param {string} file beside the page
 * @returns {Worker}
 */
export function startWorker(file) {
  const inside = blobs.has(file) ? null : packed(file);
  if (inside) blobs.set(file, URL.createObjectURL(new Blob([inside.bytes], { type: inside.type })));
  else if (ALONE && !blobs.has(file)) blobs.set(file, URL.createObjectURL(new Blob([importing(HOME + file)], { type: 'text/javascript' })));
  const blob = blobs.get(file);
  if (blob) return new Worker(scriptAddress(blob));
  let asked = false;
  const options = { get type() { asked = true; return /** @type {const} */ ('module'); } };
  const worker = new Worker(scriptAddress(HOME + file), options);
  if (!asked) {
    worker.terminate();
    throw lacks('module workers');
  }
  return worker;
}

/**
 * A classic script that becomes a module of this page. Chromium starts no module worker from a blob where there is no origin.
 * @param {string} address
 */
const importing = (address) => `const early = [];
self.onmessage = (event) => early.push(event);
import(${JSON.stringify(address)}).then(() => early.forEach((event) => self.onmessage(event)), (error) => setTimeout(() => { throw error; }));`;

/**
 * Why a worker cannot be started: what the browser says of it, or, if that is the reason, that its files are of another build
 * than the page by now.
 * @param {ErrorEvent} event of the worker
 * @param {string} unknown where the browser says nothing
 * @returns {Promise<import('../shared/types.js').LabError>}
 */
export async function whyNot({ message }, unknown) {
  return await isRenewed() ? RENEWED : { code: 'worker', field: null, text: message || unknown };
}
