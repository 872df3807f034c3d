/**
 * The lessons, in their order: what each does is a file here, and what it says a file of the same name in the folder of each
 * language, see languages.js.
 */

import { better } from './better.js';
import { censet } from './censet.js';
import { dense } from './dense.js';
import { end } from './end.js';
import { energy } from './energy.js';
import { hub } from './hub.js';
import { k } from './k.js';
import { matter } from './matter.js';
import { network } from './network.js';
import { paper } from './paper.js';
import { seeds } from './seeds.js';
import { set } from './set.js';
import { start } from './start.js';
import { stops } from './stops.js';
import { texts as english } from './texts/en/index.js';

/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').LessonWords} LessonWords */

/** What each lesson does. @type {LessonDeeds[]} */
const DEEDS = [network, dense, start, set, hub, censet, stops, k, energy, seeds, matter, paper, better, end];

/**
 * @param {LessonDeeds} deeds
 * @param {LessonWords} words page by page
 * @returns {Lesson}
 */
function lesson(deeds, words) {
  if (deeds.pages.length !== words.pages.length) throw new Error(`the lesson ${deeds.id} has other pages than its words`);
  const pages = deeds.pages.map((page, i) => {
    const { question, buttons = [], ...said } = words.pages[i];
    const { offers = [] } = page;
    if (Boolean(question) !== Boolean(page.question)) throw new Error(`page ${i + 1} of the lesson ${deeds.id} has half a question`);
    if (offers.length !== buttons.length) throw new Error(`page ${i + 1} of the lesson ${deeds.id} has other buttons than their words`);
    return { ...page, ...said, offers: offers.map((offer, j) => ({ ...offer, label: buttons[j] })), question: question && page.question && { ...page.question, ...question } };
  });
  return { ...deeds, title: words.title, pages, sentences: words.sentences ?? {} };
}

/** All lessons in a language. @param {import('./scene.js').Texts} texts */
export const lessonsIn = ({ lessons }) => DEEDS.map((deeds) => lesson(deeds, lessons[deeds.id]));

export const LESSONS = lessonsIn(english);

/**
 * The lesson, by its place, and the page, from 0, that a link names: `set` or `set.3`. Null if there are none.
 * @param {string} text
 */
export function find(text) {
  const [, id, page = '1'] = /^([a-z]+)(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  const place = LESSONS.findIndex((one) => one.id === id);
  const at = Number(page) - 1;
  return LESSONS[place]?.pages[at] ? { place, lesson: LESSONS[place], at } : null;
}
