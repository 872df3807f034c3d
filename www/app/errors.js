/** Whatever was thrown, as a typed error. */

/** @typedef {import('./types.js').LabError} LabError */

/**
 * @param {unknown} thrown
 * @returns {LabError}
 */
export function asLabError(thrown) {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'text' in thrown) {
    const error = /** @type {{ code: unknown, field?: unknown, text: unknown }} */ (thrown);
    return { code: String(error.code), field: error.field == null ? null : String(error.field), text: String(error.text) };
  }
  if (thrown instanceof WebAssembly.RuntimeError) return { code: 'trap', field: null, text: thrown.message };
  return { code: 'internal', field: null, text: thrown instanceof Error ? thrown.message : String(thrown) };
}
