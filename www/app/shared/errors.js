/** Whatever was thrown, as a typed error. */

/** @typedef {import('./types.js').LabError} LabError */

/**
 * @param {unknown} thrown
 * @param {() => string | undefined} [lastPanic] what the module behind a trap said
 * @returns {LabError}
 */
export function asLabError(thrown, lastPanic = () => undefined) {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'text' in thrown) {
    const error = /** @type {{ code: unknown, field?: string | null, text: unknown }} */ (thrown);
    return { code: String(error.code), field: error.field ?? null, text: String(error.text) };
  }
  if (thrown instanceof WebAssembly.RuntimeError) return { code: 'trap', field: null, text: lastPanic() || thrown.message };
  return { code: 'internal', field: null, text: thrown instanceof Error ? thrown.message : String(thrown) };
}

/**
 * For work that goes on by itself, `work().catch(escapes)`: what it throws is then thrown where nobody catches it, and
 * comes to whoever listens to what escapes.
 * @param {unknown} thrown
 */
export function escapes(thrown) {
  queueMicrotask(() => { throw thrown; });
}

/**
 * The text of an error as a sentence: with one full stop.
 * @param {string} text
 */
export const stopped = (text) => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
