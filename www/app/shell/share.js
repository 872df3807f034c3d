/** Handing the experiment on: its link, a QR code, a frame for another page. */

import { copy } from '../base/clipboard.js';
import { byId, say } from '../base/dom.js';
import { count } from '../base/format.js';

/**
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
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
  #hide = byId('share-hide', HTMLInputElement);
  #hideSays = byId('share-hide-says', HTMLElement);
  #withResult = byId('share-result', HTMLInputElement);
  #frame = byId('share-frame', HTMLTextAreaElement);
  #code = byId('qr', HTMLCanvasElement);
  #says = byId('share-says', HTMLElement);
  #codeSays = byId('qr-says', HTMLElement);
  #text;
  #result;
  #wrong;
  #edit;
  #figures;

  /**
   * @param {{
   *   text: () => string, result: () => string | null, carries: () => boolean, hidden: () => string, wrong: (hide: string) => string, edit: Wasm['edit'], draw: Wasm['draw_qr_code'], figures: Figures, tell: (sentence: string) => void,
   * }} means
   *   `text`: the experiment with what the address asks of the page; `result`: the same with the result so far, null
   *   before anything was trained; `carries`: whether the address has a result; `hidden`: what is hidden here; `wrong`: a sentence about what cannot be hidden, or nothing
   */
  constructor({ text, result, carries, hidden, wrong, edit, draw, figures, tell }) {
    this.#text = text;
    this.#result = result;
    this.#wrong = wrong;
    this.#edit = edit;
    this.#figures = figures;
    figures.add(this.#code, (canvas, theme) => {
      const drawn = draw(canvas, this.#link.value, theme);
      say(this.#codeSays, drawn ? '' : `A link of ${count(this.#link.value.length)} characters is too long for a code that can be read from a distance. ${this.#withResult.checked ? 'Without the result it may be short enough.' : 'Copy it instead.'}`);
      return drawn ? `QR code of the link ${this.#link.value}` : 'No QR code: the link is too long.';
    });
    const button = byId('share', HTMLButtonElement);
    button.addEventListener('click', () => {
      this.#hide.value = hidden();
      const trained = result() !== null;
      this.#withResult.disabled = !trained;
      this.#withResult.checked = trained && carries();
      say(byId('share-result-says', HTMLElement), trained
        ? 'Digests of the networks go with the link. Whoever opens it and presses Run sees whether theirs have the same bits.'
        : 'There is a result once an epoch is trained.');
      this.#fill();
      this.#dialog.showModal();
    });
    this.#hide.addEventListener('input', () => this.#fill());
    this.#withResult.addEventListener('change', () => this.#fill());
    const inside = (/** @type {string} */ sentence) => say(this.#says, sentence);
    copies(byId('copy-link', HTMLButtonElement), () => link(text()), tell);
    copies(byId('share-copy', HTMLButtonElement), () => this.#link.value, inside, this.#link);
    copies(byId('share-copy-frame', HTMLButtonElement), () => this.#frame.value, inside, this.#frame);
    const large = byId('share-large', HTMLButtonElement);
    large.addEventListener('click', () => {
      const on = this.#dialog.classList.toggle('large');
      large.setAttribute('aria-pressed', String(on));
      this.#figures.redraw(this.#code);
    });
  }

  #fill() {
    const hide = this.#hide.value.trim();
    const result = this.#withResult.checked ? this.#result() : null;
    let text = this.#edit(result ?? this.#edit(this.#text(), 'expect', undefined), 'embed', undefined);
    text = this.#edit(text, 'hide', hide || undefined);
    say(this.#hideSays, this.#wrong(hide));
    this.#link.value = link(text);
    this.#frame.value = frame(link(this.#edit(text, 'embed', '1')));
    say(this.#says, '');
    this.#figures.redraw(this.#code);
  }
}
