/** What is hidden from those who open a link, as check boxes; the same as text, for those who know the names; and a look at it. */

import { byId, make, say } from '../base/dom.js';
import { counted } from '../base/format.js';
import { names, PARTS, putAway, SIMPLE, strangers } from './hidden-parts.js';

/** @typedef {import('../shared/types.js').Field} Field */

export class HideChoice {
  #text = byId('share-hide', HTMLInputElement);
  #says = byId('share-hide-says', HTMLElement);
  #sum = byId('share-hide-sum', HTMLElement);
  #preview = byId('hide-preview', HTMLElement);
  /** @type {Map<string, HTMLInputElement>} */
  #boxes = new Map();
  #keys;
  #changed;
  #dialog = byId('share-dialog', HTMLDialogElement);

  /**
   * @param {Pick<Field, 'key' | 'label'>[]} fields of the form
   * @param {() => string} now what is hidden on this page
   * @param {() => void} changed
   */
  constructor(fields, now, changed) {
    this.#keys = fields.map(({ key }) => key);
    this.#changed = changed;
    const box = (/** @type {string} */ name, /** @type {string} */ label) => {
      const input = make('input', { type: 'checkbox' });
      input.addEventListener('change', () => this.#write([...this.#boxes].filter(([, { checked }]) => checked).map(([one]) => one)));
      this.#boxes.set(name, input);
      return make('label', {}, input, ' ', label);
    };
    byId('share-parts', HTMLElement).append(...Object.entries(PARTS).map(([name, { label }]) => box(name, label)));
    byId('share-fields', HTMLElement).append(...fields.filter(({ key }) => !Object.hasOwn(PARTS, key)).map(({ key, label }) => box(key, label)));
    this.#text.addEventListener('input', () => this.#show());
    byId('share-simple', HTMLElement).addEventListener('click', () => this.#write(SIMPLE));
    byId('share-nothing', HTMLElement).addEventListener('click', () => this.#write([]));
    byId('share-preview', HTMLElement).addEventListener('click', () => {
      putAway(names(this.value, this.#keys).known);
      this.#dialog.close();
      this.#preview.hidden = false;
      scrollTo({ top: 0, behavior: 'instant' });
      byId('hide-preview-back', HTMLElement).focus({ preventScroll: true });
    });
    const back = () => {
      if (this.#preview.hidden) return;
      this.#preview.hidden = true;
      putAway(names(now(), this.#keys).known);
      this.#dialog.showModal();
      byId('share-preview', HTMLElement).focus({ preventScroll: true });
    };
    byId('hide-preview-back', HTMLElement).addEventListener('click', back);
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#preview.hidden) return;
      // Else the same key would close the dialog that it brings back.
      event.preventDefault();
      back();
    });
  }

  /** For the address. */
  get value() {
    return this.#text.value.trim();
  }

  /** @param {string} value as in an address */
  begin(value) {
    this.#text.value = value;
    this.#tell();
  }

  /** @param {string[]} hidden */
  #write(hidden) {
    this.#text.value = hidden.join(',');
    this.#show();
  }

  #show() {
    this.#tell();
    this.#changed();
  }

  #tell() {
    const { known, unknown } = names(this.value, this.#keys);
    for (const [name, box] of this.#boxes) box.checked = known.includes(name);
    say(this.#says, strangers(unknown, this.#keys));
    say(this.#sum, known.length === 0 ? 'nothing' : counted(known.length, 'part'));
  }
}
