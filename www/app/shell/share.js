/** Handing the experiment on: its link, a QR code, a frame for another page. */

import { copy } from '../base/clipboard.js';
import { byId, say } from '../base/dom.js';
import { asLabError, stopped } from '../shared/errors.js';
import { LOADING } from '../platform/later.js';
import { HideChoice } from './hide-choice.js';
import { short, warning } from './qr-density.js';

/**
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 * @typedef {import('../platform/later.js').Later} Later
 */

/** @param {string} text */
const link = (text) => `${location.href.split('#')[0]}#${text}`;

/** The HTML that shows an experiment within another page. @param {string} address */
export function frame(address) {
  const safe = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${safe}" title="CenSET Lab" width="100%" height="900" loading="lazy" allow="clipboard-write"></iframe>`;
}

/**
 * Copies a text; says in the button's own words what became of it.
 * @param {HTMLButtonElement} button
 * @param {() => string} text
 * @param {(sentence: string) => void} tell
 * @param {HTMLInputElement | HTMLTextAreaElement} [field] that has the text already
 */
export function copies(button, text, tell, field) {
  button.addEventListener('click', async () => {
    const what = (button.textContent?.replace('Copy ', '') ?? 'It').replace(/^./, (c) => c.toUpperCase());
    tell(await copy(text(), what, field));
  });
}

export class Share {
  #dialog = byId('share-dialog', HTMLDialogElement);
  #link = byId('share-link', HTMLInputElement);
  #withResult = byId('share-result', HTMLInputElement);
  #frame = byId('share-frame', HTMLTextAreaElement);
  #code = byId('qr', HTMLCanvasElement);
  #says = byId('share-says', HTMLElement);
  #codeSays = byId('qr-says', HTMLElement);
  #address = byId('qr-address', HTMLElement);
  #hide;
  #text;
  #result;
  #edit;
  #figures;
  #later;

  /**
   * @param {{
   *   text: () => string, result: () => string | null, carries: () => boolean, hidden: () => string, fields: import('../shared/types.js').Field[], edit: Wasm['edit'], later: Later, figures: Figures, tell: (sentence: string) => void,
   * }} means
   *   `text`: the experiment with what the address asks of the page; `result`: the same with the result so far, null
   *   before anything was trained; `carries`: whether the address has a result; `hidden`: what is hidden here; `fields`: of the form
   */
  constructor({ text, result, carries, hidden, fields, edit, later, figures, tell }) {
    this.#text = text;
    this.#result = result;
    this.#hide = new HideChoice(fields, hidden, () => this.#fill());
    this.#edit = edit;
    this.#figures = figures;
    this.#later = later;
    figures.add(this.#code, (canvas, theme) => {
      if (!later.there) return LOADING;
      const drawn = later.there.draw_qr_code(canvas, this.#link.value, theme);
      return drawn ? `QR code of the link ${this.#link.value}` : 'No QR code: the link is too long.';
    });
    const button = byId('share', HTMLButtonElement);
    button.addEventListener('click', () => {
      this.#hide.begin(hidden());
      const trained = result() !== null;
      this.#withResult.disabled = !trained;
      this.#withResult.checked = trained && carries();
      say(byId('share-result-says', HTMLElement), trained
        ? 'Digests of the networks go with the link. Whoever opens it and presses Run sees whether theirs have the same bits.'
        : 'There is a result once an epoch is trained.');
      this.#fill();
      this.#dialog.showModal();
    });
    this.#withResult.addEventListener('change', () => this.#fill());
    const inside = (/** @type {string} */ sentence) => say(this.#says, sentence);
    copies(byId('copy-link', HTMLButtonElement), () => link(text()), tell);
    copies(byId('share-copy', HTMLButtonElement), () => this.#link.value, inside, this.#link);
    copies(byId('share-copy-frame', HTMLButtonElement), () => this.#frame.value, inside, this.#frame);
    const large = byId('share-large', HTMLButtonElement);
    const fill = (/** @type {boolean} */ on) => {
      this.#dialog.classList.toggle('large', on);
      large.setAttribute('aria-pressed', String(on));
      say(large, on ? 'Back' : 'Fill the screen');
      this.#figures.redraw(this.#code);
    };
    large.addEventListener('click', () => fill(!this.#dialog.classList.contains('large')));
    this.#dialog.addEventListener('close', () => fill(false));
    // A link leads out of it.
    this.#dialog.addEventListener('click', ({ target }) => { if (target instanceof Element && target.closest('a')) this.#dialog.close(); });
  }

  #fill() {
    const hide = this.#hide.value;
    const result = this.#withResult.checked ? this.#result() : null;
    let text = this.#edit(result ?? this.#edit(this.#text(), 'expect', undefined), 'embed', undefined);
    text = this.#edit(text, 'hide', hide || undefined);
    const without = link(this.#edit(text, 'expect', undefined));
    this.#link.value = link(text);
    this.#frame.value = frame(link(this.#edit(text, 'embed', '1')));
    say(this.#says, '');
    say(this.#codeSays, warning(this.#link.value, result !== null, without));
    say(this.#address, short(without));
    this.#later.load().then(() => this.#figures.redraw(this.#code), (thrown) => say(this.#codeSays, stopped(asLabError(thrown).text)));
  }
}
