/** What a visitor has done of the lessons, remembered where the browser allows it. */

const DONE = 'censet-lab-lessons';
const ASIDE = 'censet-lab-set-aside';

export class Progress {
  /** @type {Set<string>} pages done, as `set.3` */
  #done = new Set();
  /** @type {Map<string, string>} the page to go on with, by lesson */
  #at = new Map();
  /** The visitor's own experiment during a lesson. @type {string | null} */
  #aside = null;

  constructor() {
    try {
      const kept = JSON.parse(localStorage.getItem(DONE) ?? '{}');
      if (Array.isArray(kept.done)) this.#done = new Set(kept.done.map(String));
      if (Array.isArray(kept.at)) this.#at = new Map(kept.at.map((/** @type {unknown} */ page) => [String(page).split('.')[0], String(page)]));
      this.#aside = sessionStorage.getItem(ASIDE);
    } catch { /* storage is refused or holds something else: nothing is remembered */ }
  }

  /** @param {string} page */
  isDone(page) {
    return this.#done.has(page);
  }

  /** How many pages of a lesson are done. @param {string} lesson @param {number} pages that it has */
  doneOf(lesson, pages) {
    return Array.from({ length: pages }, (_, i) => `${lesson}.${i + 1}`).filter((page) => this.isDone(page)).length;
  }

  /** How many pages there are in all, and how many are done. @param {{ id: string, pages: unknown[] }[]} lessons */
  doneOfAll(lessons) {
    const sum = (/** @type {number[]} */ counts) => counts.reduce((total, count) => total + count, 0);
    return { done: sum(lessons.map(({ id, pages }) => this.doneOf(id, pages.length))), of: sum(lessons.map(({ pages }) => pages.length)) };
  }

  /** The page to go on with. @param {string} lesson */
  at(lesson) {
    return this.#at.get(lesson) ?? `${lesson}.1`;
  }

  /** @param {string} lesson @param {string} page */
  visit(lesson, page) {
    this.#at.set(lesson, page);
    this.#keep();
  }

  /** @param {string} page */
  finish(page) {
    this.#done.add(page);
    this.#keep();
  }

  get aside() {
    return this.#aside;
  }

  set aside(text) {
    this.#aside = text;
    try {
      if (text === null) sessionStorage.removeItem(ASIDE);
      else sessionStorage.setItem(ASIDE, text);
    } catch { /* it lasts as long as the page */ }
  }

  #keep() {
    try {
      localStorage.setItem(DONE, JSON.stringify({ done: [...this.#done], at: [...this.#at.values()] }));
    } catch { /* it lasts as long as the page */ }
  }
}
