/** The list of kept runs, what can be done with them, and the offer to go on with one. */

import { byId, hide, make, say, setAvailable } from '../base/dom.js';
import { stopped } from '../shared/errors.js';
import { megabytes } from '../base/format.js';
import { date, isFinished, progress, size, titleOf } from './sentences.js';

/**
 * @typedef {import('./run-database.js').Kept} Kept
 * @typedef {import('../shared/types.js').Checked} Checked
 * @typedef {import('../shared/types.js').LabError} LabError
 *
 * @typedef {object} Actions
 * @property {(text: string) => void} continued
 * @property {(text: string) => void} removed
 * @property {(text: string | null) => void} saved to a file; null is the run at hand
 * @property {() => void} dismissed
 * @property {(file: File) => void} taken
 */

export class SavesPanel {
  #check;
  #actions;
  #rows = byId('saves-rows', HTMLElement);
  #table = byId('saves-region', HTMLElement);
  #empty = byId('saves-empty', HTMLElement);
  #state = byId('saves-state', HTMLElement);
  #error = byId('saves-error', HTMLElement);
  #save = byId('save-run', HTMLButtonElement);
  #offer = byId('offer', HTMLElement);
  #offerText = byId('offer-text', HTMLElement);
  #accept = byId('offer-continue', HTMLButtonElement);
  /** What the list shows. */
  #shown = '';
  /** @type {string | null} the run that is about to be deleted */
  #asking = null;

  /**
   * @param {(text: string) => Checked} check
   * @param {Actions} actions
   */
  constructor(check, actions) {
    this.#check = check;
    this.#actions = actions;
    this.#save.addEventListener('click', () => actions.saved(null));
    byId('offer-dismiss', HTMLButtonElement).addEventListener('click', () => actions.dismissed());
    const input = byId('open-run', HTMLInputElement);
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      input.value = '';
      if (file) actions.taken(file);
    });
  }

  /**
   * Whether the run at hand has anything to save.
   * @param {boolean} can
   */
  set canSave(can) {
    setAvailable(this.#save, can);
  }

  /**
   * @param {Kept[]} rows
   * @param {{ current: string | null, error: LabError | null, keeping: LabError | null, kept: boolean }} state the
   *   experiment at hand; what went wrong; why the run at hand is not kept; whether it is
   */
  show(rows, { current, error, keeping, kept }) {
    say(this.#error, error ? stopped(error.text) : '');
    say(this.#state, keeping ? unkept(keeping) : kept ? 'The run at hand is kept here as it trains.' : '');
    this.#state.classList.toggle('wrong', keeping !== null);
    const shown = JSON.stringify([rows, current, this.#asking]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#empty.hidden = rows.length > 0;
    this.#table.hidden = rows.length === 0;
    const focused = document.activeElement instanceof HTMLElement && this.#rows.contains(document.activeElement) ? document.activeElement.dataset.is : undefined;
    this.#rows.replaceChildren(...rows.map((row) => this.#row(row, current)));
    const again = [...this.#rows.querySelectorAll('button')].find((button) => button.dataset.is === focused);
    // What was pressed has gone with its run.
    if (focused) (again ?? byId('saves', HTMLElement)).focus({ preventScroll: true });
    this.#again = () => this.show(rows, { current, error, keeping, kept });
  }

  #again = () => {};

  /**
   * @param {Kept} row
   * @param {string | null} current
   */
  #row(row, current) {
    const checked = this.#check(row.text);
    const name = titleOf(checked);
    const usable = checked.canonical !== null;
    const what = make('td', {}, ...(usable ? [make('strong', {}, name)] : []), make('code', {}, row.text));
    if (!usable) what.append(make('span', { class: 'muted' }, stopped(checked.errors[0]?.allowed ?? 'it cannot be continued')));
    if (row.text === current) what.append(make('span', { class: 'muted' }, 'the experiment at hand'));
    const of = `${name}, ${progress(row)}`;
    const buttons = this.#asking === row.text
      ? [
        this.#button('Delete for good', of, row, () => this.#answer(row, true)),
        this.#button('Keep', of, row, () => this.#answer(row, false)),
      ]
      : [
        ...(usable ? [this.#button(isFinished(row) ? 'Show' : 'Continue', of, row, () => this.#actions.continued(row.text))] : []),
        this.#button('To a file', of, row, () => this.#actions.saved(row.text)),
        this.#button('Delete', of, row, () => {
          this.#asking = row.text;
          this.#again();
          this.#focus(row, 'Keep');
        }),
      ];
    return make('tr', {}, what, make('td', {}, progress(row)), make('td', {}, date(row)), make('td', { class: 'figures' }, megabytes(size(row))),
      make('td', {}, make('div', { class: 'buttons' }, ...buttons)));
  }

  /**
   * @param {string} word
   * @param {string} of
   * @param {Kept} row
   * @param {() => void} work
   */
  #button(word, of, row, work) {
    const button = make('button', { type: 'button', 'data-is': `${word} ${row.text}`, 'aria-label': `${word}: ${of}` }, word);
    button.addEventListener('click', work);
    return button;
  }

  /**
   * @param {Kept} row
   * @param {boolean} remove
   */
  #answer(row, remove) {
    this.#asking = null;
    if (remove) this.#actions.removed(row.text);
    this.#again();
    if (!remove) this.#focus(row, 'Delete');
  }

  /**
   * @param {Kept} row
   * @param {string} word
   */
  #focus(row, word) {
    [...this.#rows.querySelectorAll('button')].find((button) => button.dataset.is === `${word} ${row.text}`)?.focus();
  }

  /**
   * Offers a kept run, or nothing.
   * @param {Kept | null} row
   * @param {boolean} other whether it is of another experiment than the one at hand
   */
  offer(row, other) {
    if (!row) return hide(this.#offer, byId('run', HTMLElement));
    this.#offer.hidden = false;
    const name = titleOf(this.#check(row.text));
    const done = isFinished(row);
    say(this.#offerText, other
      ? `A run was left unfinished here: ${name}, ${progress(row)}, kept ${date(row)}.`
      : `This experiment is kept here: ${progress(row)}, ${date(row)}.`);
    say(this.#accept, done ? 'Show it' : 'Continue it');
    this.#accept.onclick = () => this.#actions.continued(row.text);
  }
}

/** @param {LabError} error */
function unkept({ code, text }) {
  const advice = code === 'full' ? ' Delete kept runs, or save this one to a file.' : ' Save it to a file if you want to keep it.';
  return `The run at hand is not kept: ${text.charAt(0).toLowerCase()}${stopped(text).slice(1)} Training goes on.${advice}`;
}
