/** Handing the experiment on: its link, a QR code, a frame for another page. */

import { byId, say } from '../base/dom.js';
import { asLabError } from '../shared/errors.js';
import { count } from '../base/format.js';

/**
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {typeof import('../../pkg/censet_lab.js')} Wasm
 */

/** @param {string} text */
export const link = (text) => `${location.href.split('#')[0]}#${text}`;

/** The HTML that shows an experiment within another page. @param {string} address */
export function frame(address) {
  const safe = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${safe}" title="CenSET Lab" width="100%" height="900" loading="lazy"></iframe>`;
}

/**
 * Copies a text; says in the button's own words that it did, or why not.
 * @param {HTMLButtonElement} button
 * @param {() => string} text
 * @param {(sentence: string) => void} tell
 */
export function copies(button, text, tell) {
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text());
      tell(`${button.textContent?.replace('Copy ', '') ?? 'It'} is in the clipboard.`.replace(/^./, (c) => c.toUpperCase()));
    } catch (thrown) {
      tell(`Nothing was copied: ${asLabError(thrown).text}. Select the text and copy it yourself.`);
    }
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
   *   text: () => string, result: () => string | null, hidden: () => string, wrong: (hide: string) => string, edit: Wasm['edit'], draw: Wasm['draw_qr_code'], figures: Figures, tell: (sentence: string) => void,
   * }} means
   *   `text`: the experiment with what the address asks of the page; `result`: the same with the result so far, null
   *   before anything was trained; `hidden`: what is hidden here; `wrong`: a sentence about what cannot be hidden, or nothing
   */
  constructor({ text, result, hidden, wrong, edit, draw, figures, tell }) {
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
      this.#withResult.checked = trained && /[#&]expect=/.test(location.hash);
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
    copies(byId('share-copy', HTMLButtonElement), () => this.#link.value, inside);
    copies(byId('share-copy-frame', HTMLButtonElement), () => this.#frame.value, inside);
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
