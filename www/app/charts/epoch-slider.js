/** The slider through the epochs that have run: what the page shows, while training goes on or not. */

import { byId, hide, say } from '../base/dom.js';
import { count } from '../base/format.js';

/** @typedef {import('../run/run.js').Run} Run */
/** @typedef {import('../lanes/looked-at.js').LookedAt} LookedAt */

export class EpochSlider {
  #section = byId('scrubber', HTMLElement);
  #slider = byId('scrub', HTMLInputElement);
  #says = byId('scrub-says', HTMLElement);
  #note = byId('scrub-note', HTMLElement);
  #latest = byId('scrub-latest', HTMLButtonElement);
  /** @type {Run | null} */
  #run = null;
  #looked;

  /** @param {Pick<LookedAt, 'epoch' | 'go'>} looked */
  constructor(looked) {
    this.#looked = looked;
    looked.epoch.subscribe(() => this.update());
    this.#slider.addEventListener('input', () => this.choose(Number(this.#slider.value)));
    this.#latest.addEventListener('click', () => {
      this.choose(null);
      this.#slider.focus();
    });
  }

  /**
   * Starts over with a run.
   * @param {Run} run
   */
  begin(run) {
    this.#run = run;
    this.update();
  }

  /** More epochs have run. */
  update() {
    const run = this.#run;
    const shown = this.#looked.epoch.value;
    const last = run?.completed ?? -1;
    if (!run || last < 1) return hide(this.#section, byId('run', HTMLElement));
    this.#section.hidden = false;
    // What was looked at may have been thinned out since.
    if (shown !== null && run.history.nearest(shown) !== shown) return this.choose(shown);
    const first = run.history.first ?? last;
    this.#says.classList.toggle('unseen', shown === null);
    if (shown !== null) this.#latest.hidden = false;
    else hide(this.#latest, this.#slider);
    // It lies over the part of the bar that can be shown, so that its end is the latest epoch.
    this.#section.style.setProperty('--from', String(first / run.epochs));
    this.#section.style.setProperty('--part', String((last - first) / run.epochs));
    this.#slider.min = String(first);
    this.#slider.max = String(last);
    this.#slider.value = String(shown ?? last);
    const text = shown === null ? `showing the latest, epoch ${count(last)}` : `showing epoch ${count(shown)} of ${count(last)} run`;
    say(this.#says, text);
    this.#slider.setAttribute('aria-valuetext', text);
    const { stride } = run.history;
    const notes = [
      ...(first > 0 ? [`A saved file has no pictures of the epochs before, so the first to be shown is epoch ${count(first)}.`] : []),
      ...(stride > 1 ? [`This run is too large to keep every epoch: one in ${count(stride)} can be shown.`] : []),
    ];
    say(this.#note, notes.length > 0 ? `${notes.join(' ')} The numbers of all are kept.` : '');
    this.#note.hidden = notes.length === 0;
  }

  /**
   * Looks at an epoch, or the one next to it that was kept.
   * @param {number | null} wanted null for the latest
   */
  choose(wanted) {
    if (!this.#run) return;
    const { completed: last, history } = this.#run;
    this.#looked.go({ epoch: wanted === null || wanted >= last ? null : history.nearest(wanted, this.#looked.epoch.value ?? last) });
    // The slider goes back to the epoch that is shown, where there is none at the place it was dragged to.
    this.update();
  }
}
