/** The list of all lessons: how long each takes, how far the visitor is, and in which language they are. */

import { make } from '../base/dom.js';
import { LANGUAGES } from './languages.js';

/** @typedef {import('./languages.js').Language} Language */

/**
 * @param {import('./scene.js').Lesson[]} lessons
 * @param {import('./scene.js').PanelWords} words
 * @param {import('./progress.js').Progress} progress
 * @param {(page: string) => void} turn opens one
 */
export function lessonList(lessons, words, progress, turn) {
  const items = lessons.map(({ id, title, minutes, pages }) => {
    const done = progress.doneOf(id, pages.length);
    const open = make('button', { type: 'button', class: 'lesson-link' }, title);
    open.addEventListener('click', () => turn(done === pages.length ? `${id}.1` : progress.at(id)));
    const far = done === 0 ? words.pages(pages.length) : words.some(done, pages.length);
    return make('li', {}, open, make('small', {}, `${far}, ${words.minutes(minutes)}`));
  });
  return make('ol', { class: 'lesson-list' }, ...items);
}

/**
 * @param {Language} now
 * @param {string} label
 * @param {(language: Language) => void} choose
 */
export function languageButtons(now, label, choose) {
  const buttons = LANGUAGES.map((language) => {
    const button = make('button', { type: 'button', class: 'quiet', lang: language.code, 'aria-pressed': String(language === now) }, language.name);
    button.addEventListener('click', () => choose(language));
    return button;
  });
  return make('div', { class: 'buttons lesson-languages', role: 'group', 'aria-label': label }, ...buttons);
}
