/**
 * The lessons as the page has them before the first is opened: their panel and texts, a fifth of all modules, are loaded when the
 * address or the visitor asks for one.
 */

import { byId } from '../base/dom.js';
import { Signal } from '../base/signal.js';
import { escapes } from '../shared/errors.js';
import { onDemand } from '../platform/on-demand.js';
import { wrongLanguage } from './languages.js';
import { Progress } from './progress.js';

/**
 * @typedef {Omit<import('./panel.js').Means, 'languages' | 'progress'> & { lang: import('./language-choice.js').Means }} Means
 */

const code = onDemand(() => import('./open.js'));

export class Lessons {
  #scene;
  #means;
  #progress = new Progress();
  /** Those that wait for it are told by this, so that what the panel changes is told after it is done. @type {Signal<import('./panel.js').LessonPanel | null>} */
  #panel = new Signal(/** @type {import('./panel.js').LessonPanel | null} */ (null));
  /** @type {Promise<void> | null} */
  #opening = null;
  /** Whether the visitor has pressed for the list. */
  #pressed = false;

  /**
   * @param {import('./scene.js').Scene} scene
   * @param {Means} means
   */
  constructor(scene, means) {
    this.#scene = scene;
    this.#means = means;
    const { lesson } = means.page;
    lesson.subscribe(() => {
      if (this.#panel.value) this.#panel.value.obey();
      else if (lesson.value !== null) this.load().catch(escapes);
    });
    this.#panel.subscribe(() => {
      if (lesson.value !== null) this.#panel.value?.obey();
      else if (this.#pressed) this.#panel.value?.press();
      else return;
      means.told();
    });
    byId('lessons', HTMLButtonElement).addEventListener('click', () => {
      if (this.#panel.value) this.#panel.value.press();
      else {
        this.#pressed = true;
        this.load().catch(escapes);
      }
    });
  }

  /** Loads the panel, if that has not begun; it opens when it is there. */
  load() {
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
      this.#pressed = false;
    });
    return this.#opening;
  }

  async #open() {
    try {
      const { openPanel } = await code();
      const panel = await openPanel(this.#scene, { ...this.#means, progress: this.#progress });
      this.#panel.value = panel;
    } catch (thrown) {
      this.#means.lang.failed(thrown);
    }
  }

  /** A sentence to go with the status line, or nothing. */
  get news() {
    return this.#panel.value?.news ?? '';
  }

  /** News are for what was shown when they came. */
  forgetNews() {
    this.#panel.value?.forgetNews();
  }

  /** What is wrong with the address, if it names no lesson or no language. */
  get wrong() {
    return `${this.#panel.value?.wrong ?? ''} ${wrongLanguage(this.#means.lang.lang.value)}`.trim();
  }

  /** The experiment that was set aside does not come back: the visitor has opened another. */
  forgetAside() {
    this.#progress.aside = null;
    this.#scene.lab.forgetAside();
  }

  /** Looks again at what the visitor has done. */
  update() {
    this.#scene.note();
    this.#panel.value?.update();
  }
}
