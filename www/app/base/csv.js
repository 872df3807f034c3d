/** Comma-separated values. */

/**
 * Lines of comma-separated values under their header.
 * @param {string[]} header
 * @param {(string | number | null | undefined)[][]} rows
 */
export function csv(header, rows) {
  const cell = (/** @type {string | number | null | undefined} */ value) => (
    value === null || value === undefined || Number.isNaN(value) ? '' : quoted(String(value)));
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

/** @param {string} text */
const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
