/**
 * The one polite live region of the page: what changes without the visitor looking there, for those who hear the page.
 * At most one sentence every two seconds, whoever has something to say: of each place only its latest sentence waits,
 * and places take turns.
 */

import { byId } from './dom.js';

export const EVERY_MS = 2000;

export class Voice {
  #region;
  /** @type {Map<unknown, string>} what waits to be said, by place; who waits longest comes first */
  #waiting = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /** @param {{ textContent: string | null }} region */
  constructor(region) {
    this.#region = region;
  }

  /**
   * @param {unknown} place
   * @param {string} sentence
   */
  say(place, sentence) {
    this.#waiting.set(place, sentence);
    if (this.#pause === undefined) this.#next();
  }

  #next() {
    this.#pause = undefined;
    const [first] = this.#waiting;
    if (!first) return;
    const [place, sentence] = first;
    this.#waiting.delete(place);
    this.#region.textContent = sentence;
    this.#pause = setTimeout(() => this.#next(), EVERY_MS);
  }
}

/** @type {Voice | undefined} */
let voice;

/**
 * Lets what this element says from now on be heard, while it is in sight.
 * @param {Element} element
 */
export function follow(element) {
  const heard = voice ??= new Voice(byId('said', HTMLElement));
  new MutationObserver(() => {
    const text = element.textContent?.trim();
    if (text && element.checkVisibility()) heard.say(element, text);
  }).observe(element, { childList: true, characterData: true, subtree: true });
}
