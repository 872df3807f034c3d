/** Whatever was thrown, as a typed error. */

/** @typedef {import('./types.js').LabError} LabError */

/**
 * @param {unknown} thrown
 * @param {() => string | undefined} [lastPanic] what the module behind a trap said
 * @returns {LabError}
 */
export function asLabError(thrown, lastPanic = () => undefined) {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'text' in thrown) {
    const error = /** @type {{ code: unknown, field?: unknown, text: unknown }} */ (thrown);
    return { code: String(error.code), field: error.field == null ? null : String(error.field), text: String(error.text) };
  }
  if (thrown instanceof WebAssembly.RuntimeError) return { code: 'trap', field: null, text: lastPanic() || thrown.message };
  return { code: 'internal', field: null, text: thrown instanceof Error ? thrown.message : String(thrown) };
}

/**
 * The text of an error as a sentence: with one full stop.
 * @param {string} text
 */
export const stopped = (text) => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
