/**
 * The visitor's own images, which an experiment names by a fingerprint: as a former visit kept them, else as chosen. Any
 * names will do; what each file is, and whether these are the very files, says the data worker.
 */

import { forgetNamed, keepNamed, keptNamed } from './named-files.js';
import { asLabError } from '../shared/errors.js';

/** @typedef {import('../shared/types.js').LabError} LabError */
/** @typedef {import('./data-worker-client.js').DataWorker} DataWorker */

/** No file may be larger. */
const MOST = 256 * 2 ** 20;

export class OwnFiles {
  name = 'Your images';
  wanted = 'these files, under any names';
  /** Whether they are loaded, from where that asks nobody, as soon as an experiment needs them. */
  eager = true;
  /** Nobody but the visitor has them. */
  home = null;
  total = null;
  /** What is going on, for people; empty when there is nothing to say. */
  news = '';
  bytes = null;
  loadedAs = '';
  /** What must be said wherever a number measured on them is shown. */
  note = '';
  about;
  #data;
  #store;
  #changed;
  /** @type {Promise<boolean> | null} */
  #loading = null;

  /**
   * @param {string} data what an experiment calls them: `files:` and their fingerprint
   * @param {string} wanted what they hold: a clause
   * @param {DataWorker} store
   * @param {() => void} changed called when there is news
   */
  constructor(data, wanted, store, changed) {
    this.about = `This experiment trains on images that whoever made it has as files: ${wanted}. Choose the very same files; they are checked, and kept in this browser.`;
    this.#data = data;
    this.#store = store;
    this.#changed = changed;
  }

  get loaded() {
    return this.#store.has(this.#data);
  }

  get loading() {
    return this.#loading !== null;
  }

  /** A name says nothing: every file may be one of these. */
  fits() {
    return true;
  }

  /**
   * Loads the files as they were kept.
   * @returns {Promise<boolean>} whether they are loaded
   */
  async local() {
    if (this.loaded) return true;
    this.#loading ??= this.#start(this.#before(), 'Looking for them in this browser …');
    return this.#loading;
  }

  /** There is no download to cancel. */
  cancel() {}

  async load() {
    if (await this.local()) return;
    throw { code: 'missing', field: null, text: 'The images of this experiment are nowhere but in the files of whoever made it. Choose the very same files, or drop them on the page.' };
  }

  /**
   * Takes files that the visitor chose or dropped; rejects with a sentence if they are others.
   * @param {File[]} files
   */
  async take(files) {
    this.#loading = this.#start(this.#hand(files).then(async () => {
      await keepNamed(this.#data, files);
      return true;
    }), 'Checking the chosen files …');
    return this.#loading;
  }

  /** @param {File[]} files */
  async #hand(files) {
    const { note } = await handOwn(this.#store, files, this.#data);
    this.note = note;
  }

  async #before() {
    const files = await keptNamed(this.#data);
    if (!files) return false;
    try {
      await this.#hand(files);
      return true;
    } catch (error) {
      if (asLabError(error).code !== 'file') throw error;
      await forgetNamed(this.#data);
      return false;
    }
  }

  /** @param {Promise<boolean>} work @param {string} news */
  #start(work, news) {
    this.#tell(news);
    const loading = work.finally(() => {
      if (this.#loading !== loading) return;
      this.#loading = null;
      this.#tell('');
    });
    // Whoever waits for it hears of a failure; this copy of the promise has no one waiting.
    loading.catch(() => {});
    return loading;
  }

  /** @param {string} news */
  #tell(news) {
    this.news = news;
    this.#changed();
  }
}

/** @param {DataWorker} store @param {File[]} files @param {string | null} expected */
export function handOwn(store, files, expected) {
  const large = files.find(({ size }) => size > MOST);
  if (large) {
    /** @type {LabError} */
    const error = { code: 'file', field: large.name, text: `${large.name} has more than ${MOST / 2 ** 20} MB, which is the most that can be read.` };
    throw error;
  }
  return store.takeOwn(expected, files.map(({ name }) => name), files);
}
