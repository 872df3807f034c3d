/** The panel that gets FashionMNIST: a button, a progress bar in bytes, and a place for own files. */

import { byId, say } from './dom.js';
import { megabytes } from './format.js';

/** @typedef {import('./fashion.js').Fashion} Fashion */

export class DataPanel {
  #panel = byId('data-panel', HTMLElement);
  #state = byId('data-state', HTMLElement);
  #progress = byId('data-progress', HTMLElement);
  #bar = byId('data-bytes', HTMLProgressElement);
  #barText = byId('data-bytes-text', HTMLElement);
  #actions = byId('data-actions', HTMLElement);
  #button = byId('data-load', HTMLButtonElement);

  /**
   * @param {number} total bytes of all files
   * @param {{ load: () => void, take: (files: File[]) => void }} actions
   */
  constructor(total, { load, take }) {
    const input = byId('data-files', HTMLInputElement);
    this.#button.textContent = `Load FashionMNIST (${megabytes(total)})`;
    this.#button.addEventListener('click', load);
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      input.value = '';
      if (files.length > 0) take(files);
    });
    // Files may be dropped anywhere: missing the panel must not make the browser open them.
    const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
    addEventListener('dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      this.#panel.classList.add('dropping');
    });
    addEventListener('dragleave', (event) => {
      if (event.relatedTarget === null) this.#panel.classList.remove('dropping');
    });
    addEventListener('drop', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      this.#panel.classList.remove('dropping');
      take([...(event.dataTransfer?.files ?? [])]);
    });
  }

  /**
   * @param {Fashion} fashion
   * @param {boolean} needed whether the experiment at hand is trained on FashionMNIST
   */
  show(fashion, needed) {
    this.#panel.hidden = !(fashion.loading && fashion.bytes) && (!needed || fashion.loaded);
    say(this.#state, fashion.news
      || 'This experiment trains on 60,000 photographs of clothes. They are fetched once, checked, and kept in this browser.');
    this.#progress.hidden = fashion.bytes === null;
    this.#actions.hidden = fashion.loading;
    if (!fashion.bytes) return;
    const { loaded, total } = fashion.bytes;
    this.#bar.max = total;
    this.#bar.value = loaded;
    say(this.#barText, `${megabytes(loaded)} of ${megabytes(total)}`);
  }
}
