/** What several lessons ask of a run, and how they write it. */

import { count, number } from '../base/format.js';

/** @typedef {import('./scene.js').Scene} Scene */

/** Phases of an epoch. */
export const EPOCH = 4;

/** Whether so many phases have been done. @param {number} phases */
export const reached = (phases) => (/** @type {Scene} */ scene) => scene.phases >= phases;

/** A whole number, once it is known. @param {number | null | undefined} n */
export const shown = (n) => (n == null ? undefined : count(n));

/** A measured number, once it is known. @param {number | null | undefined} n */
export const measured = (n) => (n == null ? undefined : number(n));
