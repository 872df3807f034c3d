/** What several lessons ask of a run, and how they write it. */

import { count, number, plain } from '../base/format.js';

/** @typedef {import('./scene.js').Scene} Scene */

/** Phases of an epoch. */
export const EPOCH = 4;

/** Whether so many phases have been done. @param {number} phases */
export const reached = (phases) => (/** @type {Scene} */ scene) => scene.phases >= phases;

/** A whole number, once it is known. @param {number | null | undefined} n */
export const shown = (n) => (n == null ? undefined : count(n));

/** A measured number, once it is known. @param {number | null | undefined} n */
export const measured = (n) => (n == null ? undefined : number(n));

/**
 * A measured number with so many decimals, once it is known: a digit more than what is made of it has, so that a sum of those
 * shown is the sum shown.
 * @param {number | null | undefined} n @param {number} decimals
 */
export const exact = (n, decimals) => (n == null ? undefined : plain(n, decimals));
