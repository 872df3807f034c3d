/** What the page needs of a browser, said in a sentence if it is missing. */

/** A module whose one function uses a 128-bit vector. */
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** @param {string} what */
const lacks = (what) => ({
  code: 'unsupported',
  field: null,
  text: `This browser lacks ${what}, which training needs. Chrome and Edge have it since version 91, Firefox since 114, Safari since 16.4.`,
});

/** Throws a typed error if the browser cannot run the kernels. */
export function requireWasm() {
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(SIMD)) throw lacks('WebAssembly with 128-bit SIMD');
}

/**
 * Starts a module worker; throws a typed error if the browser knows only classic ones, which it
 * shows by never asking for the type.
 * @param {string} file beside the page
 * @returns {Worker}
 */
export function startWorker(file) {
  let asked = false;
  const options = { get type() { asked = true; return /** @type {const} */ ('module'); } };
  const worker = new Worker(new URL(`../${file}`, import.meta.url), options);
  if (!asked) {
    worker.terminate();
    throw lacks('module workers');
  }
  return worker;
}
