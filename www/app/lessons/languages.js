/**
 * The languages of the lessons, and the one that they are in: the one that the address names (`lang=nl`), else the one that was
 * chosen last in this browser, else English. A language is a folder in texts/.
 */

import { brief } from '../base/format.js';
import { Signal } from '../base/signal.js';
import { lessonsIn } from './index.js';
import { texts as english } from './texts/en/index.js';
import { texts as dutch } from './texts/nl/index.js';

/** @typedef {{ code: string, name: string, texts: import('./scene.js').Texts }} Language */

/** @type {Language[]} */
export const LANGUAGES = [
  { code: 'en', name: 'English', texts: english },
  { code: 'nl', name: 'Nederlands', texts: dutch },
];
const [ENGLISH] = LANGUAGES;
const KEY = 'censet-lab-lang';

/** @param {string | null} code */
const languageNamed = (code) => LANGUAGES.find((language) => language.code === code) ?? null;

/** What the panel shows in a language. @param {Language} language */
const inLanguage = (language) => ({ language, panel: language.texts.panel, lessons: lessonsIn(language.texts) });

export class LanguageChoice {
  #shown;
  #page;
  /** @type {Language | null} */
  #own = languageNamed(recall());

  /** @param {{ lang: import('../base/signal.js').Watched<string | null>, go: (change: { lang: string | null }) => void }} page */
  constructor(page) {
    this.#page = page;
    this.#shown = new Signal(inLanguage(this.#now));
    page.lang.subscribe(() => this.#obey());
  }

  /** What the panel shows. @returns {import('../base/signal.js').Watched<ReturnType<typeof inLanguage>>} */
  get shown() {
    return this.#shown;
  }

  /** What is wrong with the language that the address asks for, or nothing. */
  get wrong() {
    const { value } = this.#page.lang;
    return value === null || languageNamed(value) ? ''
      : `lang = “${brief(value)}” is no language of the lessons; there are ${LANGUAGES.map(({ code }) => code).join(', ')}.`;
  }

  /** The visitor chooses. @param {Language} language */
  choose(language) {
    this.#own = language;
    keep(language.code);
    this.#page.go({ lang: language === ENGLISH ? null : language.code });
    this.#obey();
  }

  get #now() {
    return languageNamed(this.#page.lang.value) ?? this.#own ?? ENGLISH;
  }

  #obey() {
    const now = this.#now;
    if (now !== this.#shown.value.language) this.#shown.value = inLanguage(now);
  }
}

function recall() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is refused
  }
}

/** @param {string} code */
function keep(code) {
  try {
    localStorage.setItem(KEY, code);
  } catch { /* it lasts as long as the page */ }
}
