/** Says whether a run gives the result that its link carries. */

import { byId, say } from '../base/dom.js';
import { compare, read } from '../run/expected-digests.js';

/** @typedef {import('../run/lab.js').Lab} Lab */

export class ExpectView {
  #lab;
  #expect;
  #element = byId('expect', HTMLElement);
  #text = byId('expect-text', HTMLElement);

  /**
   * @param {Lab} lab
   * @param {import('./page-state.js').Watched<string | null>} expect the result in the address
   */
  constructor(lab, expect) {
    this.#lab = lab;
    this.#expect = expect;
    expect.subscribe(() => this.show());
  }

  show() {
    const { run, checked } = this.#lab;
    const { value } = this.#expect;
    this.#element.hidden = value === null || checked.canonical === null || run === null;
    if (this.#element.hidden || value === null || !run) return;
    const { expected, wrong } = read(value, checked.lanes, checked.epochs);
    const { state, text } = wrong === null ? compare(expected, checked.lanes, run.lanes.map(({ reports }) => reports)) : { state: 'wrong', text: wrong };
    this.#element.dataset.state = state;
    say(this.#text, text);
  }
}
