/**
 * The language that the lessons are in: the one that the address names (`lang=nl`), else the one that was chosen last in this
 * browser, else English.
 */

import { Signal } from '../base/signal.js';
import { lessonsIn } from './index.js';
import { ENGLISH, languageNamed } from './languages.js';
import { texts as english } from './texts/en/index.js';

/**
 * @typedef {import('./languages.js').Language} Language
 *
 * @typedef {object} Means
 * @property {import('../base/signal.js').Watched<string | null>} lang of the address
 * @property {(change: { lang: string | null }) => void} go
 * @property {(thrown: unknown) => void} failed told why a language cannot be had; what is shown stays
 */

const KEY = 'censet-lab-lang';

/** What the panel shows in a language. @param {Language} language @param {import('./scene.js').Texts} texts */
const inLanguage = (language, texts) => ({ language, panel: texts.panel, lessons: lessonsIn(texts) });

export class LanguageChoice {
  #shown = new Signal(inLanguage(ENGLISH, english));
  #means;
  /** @type {Language | null} */
  #own = languageNamed(recall());

  /** @param {Means} means */
  constructor(means) {
    this.#means = means;
    means.lang.subscribe(() => this.obey());
  }

  /** What the panel shows. @returns {import('../base/signal.js').Watched<ReturnType<typeof inLanguage>>} */
  get shown() {
    return this.#shown;
  }

  /** The visitor chooses: once its texts are there, it is shown. @param {Language} language */
  async choose(language) {
    this.#own = language;
    keep(language.code);
    if (language !== ENGLISH) await language.load().catch(() => {}); // said below
    this.#means.go({ lang: language === ENGLISH ? null : language.code });
    await this.obey();
  }

  /** Shows the language that is asked for, as soon as its texts are there. */
  async obey() {
    const now = languageNamed(this.#means.lang.value) ?? this.#own ?? ENGLISH;
    try {
      const { texts } = await now.load();
      // Another one may have been asked for meanwhile.
      const asked = languageNamed(this.#means.lang.value) ?? this.#own ?? ENGLISH;
      if (now === asked && now !== this.#shown.value.language) this.#shown.value = inLanguage(now, texts);
    } catch (thrown) {
      this.#means.failed(thrown);
    }
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
