/** The notice that the run before this one is kept, and can be gone back to. */

import { byId, hide, isDisplayed, say } from '../base/dom.js';
import { count, counted } from '../base/format.js';
import { titleOf } from '../saves/sentences.js';

/** Where the focus goes from a notice that is gone: to what can be pressed now. */
const firstTool = () => [...byId('controls', HTMLElement).querySelectorAll('button')].find((button) => !button.disabled && isDisplayed(button)) ?? null;

export class PreviousRun {
  #place = byId('previous', HTMLElement);
  #lab;

  /** @param {import('../run/lab.js').Lab} lab */
  constructor(lab) {
    this.#lab = lab;
    byId('back', HTMLButtonElement).addEventListener('click', () => lab.back());
  }

  show() {
    const { previous, run } = this.#lab;
    if (previous && run?.state !== 'training') this.#place.hidden = false;
    else if (!this.#place.hidden) hide(this.#place, firstTool());
    // Only the first notice is to be seen, and the focus stays in none that is not.
    if (this.#place.contains(document.activeElement) && !this.#place.offsetParent) firstTool()?.focus({ preventScroll: true });
    if (!previous) return;
    const { run: before, experiment } = previous;
    say(byId('previous-text', HTMLElement), `Your run before this one is kept: ${titleOf(experiment)}, ${count(before.completed)} of ${counted(before.epochs, 'epoch')}.`);
  }
}
