/**
 * The panel that gets the dataset which the experiment at hand needs: a button, a progress bar in
 * bytes, and a place for own files.
 */

import { byId, hide, say } from '../base/dom.js';
import { megabytes } from '../base/format.js';

/** @typedef {import('./dataset-loader.js').DatasetLoader | import('./pack-loader.js').PackLoader | import('./own-files.js').OwnFiles} Source */

export class DataPanel {
  #panel = byId('data-panel', HTMLElement);
  #title = byId('data-title', HTMLElement);
  #state = byId('data-state', HTMLElement);
  #progress = byId('data-progress', HTMLElement);
  #bar = byId('data-bytes', HTMLProgressElement);
  #barText = byId('data-bytes-text', HTMLElement);
  #actions = byId('data-actions', HTMLElement);
  #button = byId('data-load', HTMLButtonElement);
  #cancel = byId('data-cancel', HTMLButtonElement);
  #or = byId('data-or', HTMLElement);
  #input = byId('data-files', HTMLInputElement);
  #home = byId('data-home', HTMLAnchorElement);

  /** @type {(files: File[]) => void} takes files that were chosen, or dropped on the page */
  take;

  /** @param {{ load: () => void, cancel: () => void, take: (files: File[]) => void }} actions */
  constructor({ load, cancel, take }) {
    this.take = take;
    this.#button.addEventListener('click', load);
    this.#cancel.addEventListener('click', cancel);
    this.#input.addEventListener('change', () => {
      const files = [...(this.#input.files ?? [])];
      this.#input.value = '';
      if (files.length > 0) take(files);
    });
  }

  /** @param {Source | undefined} source of the data that the experiment at hand needs, if they must be loaded */
  show(source) {
    if (!source || source.loaded) return hide(this.#panel, byId('lanes', HTMLElement));
    this.#panel.hidden = false;
    say(this.#title, source.name);
    say(this.#state, source.news || source.about);
    if (source.total === null) {
      say(this.#or, `Choose ${source.wanted}, or drop them on the page:`);
    } else {
      say(this.#button, `Load ${source.name} (${megabytes(source.total)})`);
      say(this.#or, `or, if you have it, choose ${source.wanted}, or drop the files on the page:`);
    }
    this.#input.setAttribute('aria-label', sentenceCase(source.wanted));
    this.#home.hidden = source.home === null;
    if (source.home) {
      const [address, whose] = source.home;
      this.#home.href = address;
      say(this.#home, `${source.name} at ${whose} site`);
    }
    if (source.bytes === null) hide(this.#progress, this.#state);
    else this.#progress.hidden = false;
    // Own files may take the place of a download, not of what is being checked.
    if (source.loading && !source.bytes) hide(this.#actions, this.#state);
    else this.#actions.hidden = false;
    if (source.loading) hide(this.#button, source.bytes ? this.#cancel : this.#state);
    else this.#button.hidden = source.total === null;
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
