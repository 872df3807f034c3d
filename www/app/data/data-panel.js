/**
 * The panel that gets the dataset which the experiment at hand needs: a button, a progress bar in
 * bytes, and a place for own files.
 */

import { byId, hide, say } from '../base/dom.js';
import { megabytes } from '../base/format.js';

/** @typedef {import('./dataset-loader.js').DatasetLoader} DatasetLoader */

export class DataPanel {
  #panel = byId('data-panel', HTMLElement);
  #title = byId('data-title', HTMLElement);
  #state = byId('data-state', HTMLElement);
  #progress = byId('data-progress', HTMLElement);
  #bar = byId('data-bytes', HTMLProgressElement);
  #barText = byId('data-bytes-text', HTMLElement);
  #actions = byId('data-actions', HTMLElement);
  #button = byId('data-load', HTMLButtonElement);
  #or = byId('data-or', HTMLElement);
  #input = byId('data-files', HTMLInputElement);
  #home = byId('data-home', HTMLAnchorElement);

  /** @param {{ load: () => void, take: (files: File[]) => void }} actions */
  constructor({ load, take }) {
    this.#button.addEventListener('click', load);
    this.#input.addEventListener('change', () => {
      const files = [...(this.#input.files ?? [])];
      this.#input.value = '';
      if (files.length > 0) take(files);
    });
    // Files may be dropped anywhere: missing the panel must not make the browser open them.
    const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
    addEventListener('dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      document.body.classList.add('dropping');
    });
    addEventListener('dragleave', (event) => {
      if (event.relatedTarget === null) document.body.classList.remove('dropping');
    });
    addEventListener('drop', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      document.body.classList.remove('dropping');
      take([...(event.dataTransfer?.files ?? [])]);
    });
  }

  /** @param {DatasetLoader | undefined} source of the data that the experiment at hand needs, if they must be loaded */
  show(source) {
    if (!source || source.loaded) return hide(this.#panel, byId('lanes', HTMLElement));
    this.#panel.hidden = false;
    say(this.#title, source.name);
    say(this.#state, source.news || source.about);
    say(this.#button, `Load ${source.name} (${megabytes(source.total)})`);
    say(this.#or, `or, if you have it, choose ${source.wanted}, or drop the files on the page:`);
    this.#input.setAttribute('aria-label', sentenceCase(source.wanted));
    const [address, whose] = source.home;
    this.#home.href = address;
    say(this.#home, `${source.name} at ${whose} site`);
    this.#progress.hidden = source.bytes === null;
    if (source.loading) hide(this.#actions, this.#state);
    else this.#actions.hidden = false;
    if (!source.bytes) return;
    const { loaded, total } = source.bytes;
    this.#bar.setAttribute('aria-label', `Bytes of ${source.name} loaded`);
    this.#bar.max = total;
    this.#bar.value = loaded;
    say(this.#barText, `${megabytes(loaded)} of ${megabytes(total)}`);
  }
}

/** @param {string} text */
const sentenceCase = (text) => text.charAt(0).toUpperCase() + text.slice(1);
