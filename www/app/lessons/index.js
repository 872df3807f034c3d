/** The lessons, in their order: what each does and what it says. A lesson is a file here and one of the same name in texts/en/. */

import { censet } from './censet.js';
import { dense } from './dense.js';
import { energy } from './energy.js';
import { hub } from './hub.js';
import { k } from './k.js';
import { matter } from './matter.js';
import { paper } from './paper.js';
import { set } from './set.js';
import { start } from './start.js';
import { stops } from './stops.js';
import { words as censetWords } from './texts/en/censet.js';
import { words as denseWords } from './texts/en/dense.js';
import { words as energyWords } from './texts/en/energy.js';
import { words as hubWords } from './texts/en/hub.js';
import { words as kWords } from './texts/en/k.js';
import { words as matterWords } from './texts/en/matter.js';
import { words as paperWords } from './texts/en/paper.js';
import { words as setWords } from './texts/en/set.js';
import { words as startWords } from './texts/en/start.js';
import { words as stopsWords } from './texts/en/stops.js';

/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').LessonWords} LessonWords */

/**
 * @param {LessonDeeds} deeds
 * @param {LessonWords} words page by page
 * @returns {Lesson}
 */
function lesson(deeds, words) {
  if (deeds.pages.length !== words.pages.length) throw new Error(`the lesson ${deeds.id} has other pages than its words`);
  const pages = deeds.pages.map((page, i) => {
    const { question, ...said } = words.pages[i];
    if (Boolean(question) !== Boolean(page.question)) throw new Error(`page ${i + 1} of the lesson ${deeds.id} has half a question`);
    return { ...page, ...said, question: question && page.question && { ...page.question, ...question } };
  });
  return { ...deeds, title: words.title, pages };
}

export const LESSONS = [
  lesson(dense, denseWords),
  lesson(start, startWords),
  lesson(set, setWords),
  lesson(hub, hubWords),
  lesson(energy, energyWords),
  lesson(censet, censetWords),
  lesson(stops, stopsWords),
  lesson(k, kWords),
  lesson(matter, matterWords),
  lesson(paper, paperWords),
];

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
