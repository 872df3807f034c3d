/** The slider through the epochs that have run: what the page shows, while training goes on or not. */

import { byId, say, setAvailable } from '../base/dom.js';
import { count } from '../base/format.js';
import { nearest, strideOf } from '../run/snapshot-history.js';

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
    this.#slider.addEventListener('input', () => this.#choose(Number(this.#slider.value)));
    this.#latest.addEventListener('click', () => {
      this.#slider.focus();
      this.#choose(null);
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
    this.#section.hidden = last < 1;
    if (!run || last < 1) return;
    this.#slider.max = String(last);
    this.#slider.value = String(shown ?? last);
    const text = shown === null ? `showing the latest, epoch ${count(last)}` : `showing epoch ${count(shown)} of ${count(last)} run`;
    say(this.#says, text);
    this.#slider.setAttribute('aria-valuetext', text);
    setAvailable(this.#latest, shown !== null);
    const stride = strideOf(run.lanes);
    say(this.#note, stride === 1 ? '' : `This run is too large to keep every epoch: one in ${count(stride)} can be shown. The numbers of all are kept.`);
    this.#note.hidden = stride === 1;
  }

  /** @param {number | null} wanted */
  #choose(wanted) {
    if (!this.#run) return;
    const last = this.#run.completed;
    this.#looked.go({ epoch: wanted === null || wanted >= last ? null : nearest(this.#run.lanes, wanted) });
    // The slider goes back to the epoch that is shown, where there is none at the place it was dragged to.
    this.update();
  }
}
