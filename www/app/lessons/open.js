/** What is loaded when the first lesson is opened: the panel, what each lesson does, and their texts. */

import { LanguageChoice } from './language-choice.js';
import { LessonPanel } from './panel.js';

/**
 * The panel, in the language that is asked for.
 * @param {import('./scene.js').Scene} scene
 * @param {Omit<import('./panel.js').Means, 'languages'> & { lang: import('./language-choice.js').Means }} means
 */
export async function openPanel(scene, { lang, ...means }) {
  const languages = new LanguageChoice(lang);
  await languages.obey();
  return new LessonPanel(scene, { ...means, languages });
}
