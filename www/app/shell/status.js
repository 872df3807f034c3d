/**
 * The status line and the alerts. The line shows news of progress at most every two seconds, so that it can be read, and
 * a change of state at once; live-region.js lets it be heard.
 */

import { say } from '../base/dom.js';

const EVERY_MS = 2000;

export class Status {
  #line;
  #alerts;
  #saidAt = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #pending = '';
  #kind = '';

  /**
   * @param {Element} line
   * @param {Element} alerts
   */
  constructor(line, alerts) {
    this.#line = line;
    this.#alerts = alerts;
  }

  /**
   * @param {string} kind the state it belongs to; a new kind is said at once
   * @param {string} sentence
   */
  tell(kind, sentence) {
    this.#pending = sentence;
    if (kind !== this.#kind) {
      this.#kind = kind;
      this.#now();
    } else if (this.#timer === undefined) {
      this.#timer = setTimeout(() => this.#now(), Math.max(0, this.#saidAt + EVERY_MS - performance.now()));
    }
  }

  /**
   * Shows these alerts and no others; one that stands there already is not said again.
   * @param {string[]} sentences
   */
  alert(sentences) {
    if ([...this.#alerts.children].map((child) => child.textContent).join('\n') === sentences.join('\n')) return;
    this.#alerts.replaceChildren(...sentences.map((sentence) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = sentence;
      return paragraph;
    }));
  }

  #now() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saidAt = performance.now();
    say(this.#line, this.#pending);
  }
}
