/** *Check this browser* in About: a button, what has come of it, and a report to copy. */

import { byId, say } from '../base/dom.js';
import { counted } from '../base/format.js';
import { asLabError, escapes, stopped } from '../shared/errors.js';
import { asset } from '../platform/assets.js';
import { engine } from '../platform/engine.js';
import { agrees, checkBrowser, trainable } from '../run/browser-check.js';
import { copies } from './share.js';

/**
 * @typedef {import('../run/browser-check.js').Golden} Golden
 * @typedef {import('../run/browser-check.js').Outcome} Outcome
 */

/**
 * What a report says.
 * @param {Outcome[]} outcomes
 * @param {string} userAgent the browser's name for itself
 */
export function report(outcomes, userAgent) {
  const wrong = outcomes.filter((outcome) => !agrees(outcome));
  return [
    `CenSET Lab, check of a browser: ${verdict(outcomes)}`,
    `Engine: ${engine(userAgent)}`,
    `Browser: ${userAgent}`,
    ...wrong.map(({ experiment, lane, expected, found, error }) => (
      `${experiment}, lane ${lane}: ${found ? `${found} here, ${expected} elsewhere` : `stopped: ${stopped(error ?? '')}`}`)),
  ].join('\n');
}

/** @param {Outcome[]} outcomes */
function verdict(outcomes) {
  const right = outcomes.filter(agrees).length;
  return right === outcomes.length ? `all ${right} digests agree.` : `${right} of ${counted(outcomes.length, 'digest')} agree.`;
}

export class BrowserCheckView {
  #button = byId('check-browser', HTMLButtonElement);
  #says = byId('check-says', HTMLElement);
  #report = byId('check-report', HTMLElement);
  #copy = byId('check-copy', HTMLButtonElement);
  #means;
  /** @type {AbortController | null} of the check that goes on */
  #going = null;

  /**
   * @param {import('../run/browser-check.js').CheckMeans} means
   * @param {(sentence: string) => void} tell
   */
  constructor(means, tell) {
    this.#means = means;
    this.#button.addEventListener('click', () => {
      if (this.#going) this.#going.abort();
      else this.#check().catch(escapes);
    });
    copies(this.#copy, () => this.#report.textContent ?? '', tell);
  }

  async #check() {
    const going = this.#going = new AbortController();
    const words = this.#button.textContent ?? '';
    say(this.#button, 'Stop the check');
    this.#report.hidden = true;
    this.#copy.hidden = true;
    try {
      const response = await asset('digests.json');
      if (!response.ok) throw new Error(`the server answered ${response.status} for ${response.url}`);
      /** @type {Golden[]} */
      const golden = trainable(await response.json());
      const lanes = golden.reduce((sum, { digests }) => sum + Object.keys(digests).length, 0);
      const tell = (/** @type {Outcome[]} */ outcomes) => say(this.#says, `Training: ${outcomes.length} of ${counted(lanes, 'network')}, ${outcomes.filter(agrees).length} as expected.`);
      tell([]);
      const outcomes = await checkBrowser(golden, this.#means, tell, going.signal);
      if (going.signal.aborted) {
        say(this.#says, 'The check was stopped.');
        return;
      }
      const good = outcomes.every(agrees);
      say(this.#says, good ? `This browser computes as all others do: ${verdict(outcomes)}` : `This browser does not compute as others do: ${verdict(outcomes)} Please send the report to who runs this page.`);
      say(this.#report, report(outcomes, navigator.userAgent));
      this.#report.hidden = false;
      this.#copy.hidden = false;
    } catch (thrown) {
      say(this.#says, `The check could not be made: ${stopped(asLabError(thrown).text)}`);
    } finally {
      this.#going = null;
      say(this.#button, words);
    }
  }
}
