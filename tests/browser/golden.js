// The digests that never change unawares: tests/digests.json, which the native tests read and write.
import { readFileSync } from 'node:fs';

/** @typedef {{ experiment: string, noise?: boolean, digests: Record<string, string> }} Golden */

/**
 * Those on data that every build has; the ones on noise are for the native tests.
 * @type {Golden[]}
 */
export const GOLDEN = JSON.parse(readFileSync(new URL('../digests.json', import.meta.url), 'utf8'))
  .filter((/** @type {Golden} */ { noise }) => !noise);
