/** A sheet to hand in: what was run, with its link and digests, and the answers of whoever ran it. It prints, and is a file. */

import { byId, make, renew, say } from '../base/dom.js';
import { count, percent } from '../base/format.js';
import { handsOut } from '../base/hand-out.js';

/** @typedef {import('../run/lab.js').Lab} Lab */

/** Answers that are half written outlive a reload. */
const KEPT = 'censet-lab-worksheet';

export class Worksheet {
  #lab;
  #link;
  #view = byId('worksheet', HTMLElement);
  #address = byId('worksheet-link', HTMLElement);
  #state = byId('worksheet-state', HTMLElement);
  #rows = byId('worksheet-rows', HTMLElement);
  /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */
  #answers = [...this.#view.querySelectorAll('input, textarea')].filter((field) => field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement);

  /**
   * @param {Lab} lab
   * @param {() => string} link the address of the experiment, with its result where there is one
   */
  constructor(lab, link) {
    this.#lab = lab;
    this.#link = link;
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
      this.#answers.forEach((field, i) => { field.value = String(kept[i] ?? ''); });
    } catch { /* storage is refused or holds something else: the sheet begins empty */ }
    this.#view.addEventListener('input', () => {
      try {
        sessionStorage.setItem(KEPT, JSON.stringify(this.#answers.map(({ value }) => value)));
      } catch { /* they last as long as the page */ }
    });
    byId('worksheet-print', HTMLButtonElement).addEventListener('click', () => print());
    handsOut(byId('worksheet-save', HTMLButtonElement), 'worksheet.txt', () => new Blob([this.#text()], { type: 'text/plain' }));
  }

  /** What each network has come to: name, accuracy, connections cut, digest. */
  get #networks() {
    const { run, checked } = this.#lab;
    return checked.lanes.map(({ label }, i) => {
      const report = run?.lanes[i]?.reports.at(-1);
      return report ? [label, `${percent(report.test_accuracy)} %`, count(report.removed), report.digest] : [label, '', '', ''];
    });
  }

  get #done() {
    const { run } = this.#lab;
    return `${count(Math.max(0, run?.completed ?? 0))} of ${count(run?.epochs ?? 0)} epochs`;
  }

  /** Follows the run, while it is seen. */
  show() {
    if (this.#view.hidden) return;
    say(this.#address, this.#link());
    say(this.#state, this.#done);
    renew(this.#rows, ...this.#networks.map(([label, accuracy, cut, digest]) => make('tr', {},
      make('th', { scope: 'row' }, label), make('td', {}, accuracy), make('td', {}, cut), make('td', {}, make('code', {}, digest)))));
  }

  #text() {
    const answers = this.#answers.map((field) => `${field.labels?.[0]?.firstChild?.textContent?.trim() ?? ''}\n${field.value.trim()}\n`);
    const networks = this.#networks.map(([label, accuracy, cut, digest]) => `${label}: accuracy ${accuracy}, cut in the last epoch ${cut}, digest ${digest}`);
    return ['CenSET Lab, worksheet', '', `Link: ${this.#link()}`, `Trained: ${this.#done}`, ...networks, '', ...answers].join('\n');
  }
}
