/** What to do when a run is over: train on, draw, real photographs, and the lesson that says why. */

import { byId, say } from '../base/dom.js';
import { PRESETS } from './presets.js';

/** @typedef {import('../run/lab.js').Lab} Lab */
/** @typedef {import('../shared/types.js').LaneInfo} LaneInfo */

/** So many epochs more at most. */
const MORE = 30;
/** The experiment on photographs. */
const REAL = PRESETS.find(({ text }) => /data=fashion/.test(text))?.text ?? '';

export class NextSteps {
  #place = byId('next', HTMLElement);
  #more = byId('train-more', HTMLButtonElement);
  #real = byId('next-real', HTMLAnchorElement);
  #why = byId('next-why', HTMLButtonElement);
  #lab;
  #page;

  /**
   * @param {Lab} lab
   * @param {import('./page-state.js').PageState} page
   */
  constructor(lab, page) {
    this.#lab = lab;
    this.#page = page;
    this.#real.dataset.opens = REAL;
    this.#more.addEventListener('click', () => {
      page.go({ text: lab.changed('epochs', String((lab.run?.epochs ?? 0) + this.#epochs)) });
      lab.train();
      // The button has gone with the end of the run.
      byId('run', HTMLElement).focus({ preventScroll: true });
    });
    this.#why.addEventListener('click', () => page.go({ lesson: `${lessonFor(lab)}.1` }));
    for (const part of [page.epoch, page.parts.lesson]) part.subscribe(() => this.show());
  }

  get #epochs() {
    return Math.min(MORE, this.#lab.run?.epochs ?? MORE);
  }

  show() {
    const { run, checked, valid } = this.#lab;
    const { epoch, lesson } = this.#page.now;
    const over = valid && run?.state === 'finished' && epoch === null && lesson === null;
    if (!over && this.#place.contains(document.activeElement)) byId('run', HTMLElement).focus({ preventScroll: true });
    this.#place.hidden = !over;
    if (!over) return;
    // Where rewiring goes by how many epochs there are, more of them are another run.
    this.#more.hidden = checked.lanes.some(({ scheduled }) => scheduled);
    say(this.#more, `Train ${this.#epochs} more`);
    this.#real.hidden = checked.values.data !== 'garments';
    this.#real.href = `#${this.#page.addressOf(REAL)}`;
  }
}

/**
 * The lesson that says why what was seen was seen.
 * @param {Lab} lab
 */
function lessonFor({ run, checked: { lanes } }) {
  const stopped = lanes.some(({ judges }, i) => judges === 'neurons' && run?.lanes[i].reports.at(-1)?.removed === 0);
  if (stopped) return 'stops';
  if (lanes.some(({ judges }) => judges === 'neurons')) return 'censet';
  return lanes.some(({ judges }) => judges === 'connections') ? 'set' : 'dense';
}
