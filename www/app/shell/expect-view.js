/** Says whether a run gives the result that its link carries. */

import { byId, say } from '../base/dom.js';
import { compare, read } from '../run/expected-digests.js';

/** @typedef {import('../run/lab.js').Lab} Lab */

export class ExpectView {
  #lab;
  #element = byId('expect', HTMLElement);
  #text = byId('expect-text', HTMLElement);
  /** The experiment that the result in the address is of. @type {string | null} */
  #of = null;
  #value = '';

  /** @param {Lab} lab */
  constructor(lab) {
    this.#lab = lab;
  }

  /** Another text was read: a result is of one experiment, and goes when that does. */
  read() {
    const { checked } = this.#lab;
    const value = this.#lab.asked('expect');
    if (value === null) this.#of = null;
    else if (checked.canonical !== null) {
      if (this.#of !== null && this.#of !== checked.canonical && value === this.#value) {
        this.#of = null;
        this.#lab.change('expect', null);
        return;
      }
      this.#of = checked.canonical;
    }
    this.#value = value ?? '';
    this.show();
  }

  show() {
    const { run, checked } = this.#lab;
    const value = this.#lab.asked('expect');
    this.#element.hidden = value === null || checked.canonical === null || run === null;
    if (this.#element.hidden || value === null || !run) return;
    const { expected, wrong } = read(value, checked.lanes, checked.epochs);
    const { state, text } = wrong === null ? compare(expected, checked.lanes, run.lanes.map(({ reports }) => reports)) : { state: 'wrong', text: wrong };
    this.#element.dataset.state = state;
    say(this.#text, text);
  }
}
