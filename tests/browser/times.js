// What end-to-end tests spend their time with, so that one can see where it goes: the environment variable TIMES names a
// file that gets a line a test, comma-separated, in milliseconds.
import { appendFileSync, existsSync } from 'node:fs';

/** What is timed. A press is a search by role and a click; what is left of the body is the test's own. */
const PARTS = /** @type {const} */ (['open', 'load', 'byRole', 'click', 'axe', 'status', 'body', 'close']);
/** @typedef {typeof PARTS[number]} Part */

/** @type {Partial<Record<Part, { ms: number, times: number }>>} of the test at hand */
let spent = {};

/**
 * Waits for some work of the test at hand, and counts how long that takes.
 * @template T
 * @param {Part} part
 * @param {Promise<T>} work
 */
export async function timed(part, work) {
  const began = performance.now();
  try {
    return await work;
  } finally {
    const sum = spent[part] ??= { ms: 0, times: 0 };
    sum.ms += performance.now() - began;
    sum.times += 1;
  }
}

/**
 * Writes the line of the test that ends, and begins another.
 * @param {string[]} names the test's: its browser, its file, its own
 */
export function writeTimes(...names) {
  const parts = PARTS.map((part) => spent[part] ?? { ms: 0, times: 0 });
  spent = {};
  const file = process.env.TIMES;
  if (!file) return;
  if (!existsSync(file)) appendFileSync(file, `browser,file,${PARTS.flatMap((part) => [part, `${part}_times`]).join()},test\n`);
  const [browser, from, name] = names;
  appendFileSync(file, `${browser},${from},${parts.flatMap(({ ms, times }) => [ms.toFixed(0), times]).join()},"${name.replaceAll('"', '""')}"\n`);
}
