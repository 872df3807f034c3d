// The digests that never change unawares: tests/digests.json, which the native tests read and write.
import { readFileSync } from 'node:fs';

/** @typedef {{ experiment: string, noise?: boolean, digests: Record<string, string> }} Golden */

/** @type {Golden[]} */
const all = JSON.parse(readFileSync(new URL('../digests.json', import.meta.url), 'utf8'));

/** Those on data that every build has. */
export const GOLDEN = all.filter(({ noise }) => !noise);

/** Those on invented images in CIFAR-10's files, with how many of these they take. */
export const NOISE = all.filter(({ noise }) => noise).map((golden) => {
  const count = (/** @type {string} */ key) => Number(new RegExp(`[&]${key}=(\\d+)`).exec(golden.experiment)?.[1]);
  return { ...golden, train: count('train'), test: count('test') };
});
