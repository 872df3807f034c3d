/**
 * The one polite live region of the page: what changes without the visitor looking there, for those who hear the page.
 * At most one sentence every two seconds, whoever has something to say: of each place only its latest sentence waits,
 * and places take turns.
 */

import { byId } from './dom.js';

export const EVERY_MS = 2000;

export class LiveRegion {
  #region;
  /** @type {Map<unknown, { sentence: string, inSight: () => boolean }>} what waits, by place; who waits longest comes first */
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
   * @param {() => boolean} [inSight] whether it is to be heard; asked when its turn comes
   */
  say(place, sentence, inSight = () => true) {
    this.#waiting.set(place, { sentence, inSight });
    if (this.#pause === undefined) this.#next();
  }

  #next() {
    this.#pause = undefined;
    if (this.#waiting.size === 0) return;
    for (const [place, { sentence, inSight }] of this.#waiting) {
      this.#waiting.delete(place);
      if (!inSight()) continue;
      this.#region.textContent = sentence;
      break;
    }
    this.#pause = setTimeout(() => this.#next(), EVERY_MS);
  }
}

/** @type {LiveRegion | undefined} */
let voice;

/**
 * Lets what this element says from now on be heard, while it is in sight.
 * @param {Element} element
 */
export function follow(element) {
  const heard = voice ??= new LiveRegion(byId('said', HTMLElement));
  new MutationObserver(() => {
    const text = element.textContent?.trim();
    // To see whether it is in sight has the page's styles worked out: not at every change.
    if (text) heard.say(element, text, () => element.checkVisibility());
  }).observe(element, { childList: true, characterData: true, subtree: true });
}
