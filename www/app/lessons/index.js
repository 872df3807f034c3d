/** The lessons, in their order. */

import { censet } from './censet.js';
import { dense } from './dense.js';
import { energy } from './energy.js';
import { hub } from './hub.js';
import { k } from './k.js';
import { paper } from './paper.js';
import { set } from './set.js';
import { start } from './start.js';
import { stops } from './stops.js';

/** @typedef {import('./scene.js').Lesson} Lesson */

/** @type {Lesson[]} */
export const LESSONS = [dense, start, set, hub, energy, censet, stops, k, paper];

/**
 * The lesson and the page, from 0, that a link names: `set` or `set.3`. Null if there are none.
 * @param {string} text
 */
export function find(text) {
  const [, id, page = '1'] = /^([a-z]+)(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  const lesson = LESSONS.find((one) => one.id === id);
  const at = Number(page) - 1;
  return lesson && lesson.pages[at] ? { lesson, at } : null;
}
