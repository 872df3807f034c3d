/** The slider through the epochs that have run: what the page shows, while training goes on or not. */

import { byId, say } from '../base/dom.js';
import { count } from '../base/format.js';
import { nearest, strideOf } from '../run/snapshot-history.js';

/** @typedef {import('../run/run.js').Run} Run */

export class EpochSlider {
  /** @type {number | null} the epoch that is looked at; null for the latest, whatever it is */
  shown = null;
  #section = byId('scrubber', HTMLElement);
  #slider = byId('scrub', HTMLInputElement);
  #says = byId('scrub-says', HTMLElement);
  #note = byId('scrub-note', HTMLElement);
  #latest = byId('scrub-latest', HTMLButtonElement);
  /** @type {Run | null} */
  #run = null;
  #changed;

  /** @param {() => void} changed another epoch is to be shown */
  constructor(changed) {
    this.#changed = changed;
    this.#slider.addEventListener('input', () => this.#choose(Number(this.#slider.value)));
    this.#latest.addEventListener('click', () => {
      this.#slider.focus();
      this.#choose(null);
    });
  }

  /**
   * Starts over with a run, at its latest epoch.
   * @param {Run} run
   */
  begin(run) {
    this.#run = run;
    this.shown = null;
    this.update();
  }

  /** More epochs have run. */
  update() {
    const run = this.#run;
    const last = run?.completed ?? -1;
    this.#section.hidden = last < 1;
    if (!run || last < 1) return;
    this.#slider.max = String(last);
    this.#slider.value = String(this.shown ?? last);
    const text = this.shown === null ? `showing the latest, epoch ${count(last)}` : `showing epoch ${count(this.shown)} of ${count(last)} run`;
    say(this.#says, text);
    this.#slider.setAttribute('aria-valuetext', text);
    this.#latest.disabled = this.shown === null;
    const stride = strideOf(run.lanes);
    say(this.#note, stride === 1 ? '' : `This run is too large to keep every epoch: one in ${count(stride)} can be shown. The numbers of all are kept.`);
    this.#note.hidden = stride === 1;
  }

  /** @param {number | null} wanted */
  #choose(wanted) {
    if (!this.#run) return;
    const last = this.#run.completed;
    const epoch = wanted === null || wanted >= last ? null : nearest(this.#run.lanes, wanted);
    const same = epoch === this.shown;
    this.shown = epoch;
    this.update();
    if (!same) this.#changed();
  }
}
