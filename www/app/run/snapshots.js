/** What the figures of one epoch are drawn from, as something to be kept. */

/** @typedef {import('../shared/types.js').Snapshot} Snapshot */

/**
 * Without the whole wiring: it is by far the most of it, too large to be written every few seconds, and the
 * next epoch brings it again.
 * @param {Snapshot} snapshot
 * @returns {Snapshot}
 */
export function withoutWiring(snapshot) {
  const { wiring, ...rest } = snapshot;
  return wiring === undefined ? snapshot : rest;
}

/**
 * About how many bytes a value takes that is kept.
 * @param {unknown} value
 * @returns {number}
 */
export function sizeOf(value) {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.entries(value).reduce((sum, [key, part]) => sum + key.length + sizeOf(part), 0);
}
