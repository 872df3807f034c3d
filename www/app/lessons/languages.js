/**
 * The languages that the lessons can be in. A language is a folder in texts/, which is loaded when a lesson is read in it.
 */

import { brief } from '../base/format.js';
import { onDemand } from '../platform/on-demand.js';

/** @typedef {{ code: string, name: string, load: () => Promise<{ texts: import('./scene.js').Texts }> }} Language */

/** @type {Language[]} */
export const LANGUAGES = [
  // It comes with the panel.
  { code: 'en', name: 'English', load: () => import('./texts/en/index.js') },
  { code: 'nl', name: 'Nederlands', load: onDemand(() => import('./texts/nl/index.js')) },
];

/** The language that the page itself is in. */
export const [ENGLISH] = LANGUAGES;

/** @param {string | null} code */
export const languageNamed = (code) => LANGUAGES.find((language) => language.code === code) ?? null;

/** What is wrong with the language that an address asks for, or nothing. @param {string | null} code */
export const wrongLanguage = (code) => (code === null || languageNamed(code) ? ''
  : `lang = “${brief(code)}” is no language of the lessons; there are ${LANGUAGES.map((language) => language.code).join(', ')}.`);
