/**
 * FashionMNIST's four files: as a former visit kept them, else from beside the page, else from the
 * dataset authors' repository, else as chosen by the visitor. Their contents are checked in the data
 * worker; what was loaded stays when something else turns out wrong.
 */

import { asset } from './assets.js';
import { MOST_BYTES, download, forget, keep, kept } from './download.js';
import { asLabError } from './errors.js';
import { megabytes } from './format.js';

/** @typedef {import('./types.js').LabError} LabError */
/** @typedef {import('./store.js').Store} Store */

/** @typedef {import('./types.js').DataFile} DataFile */

/** What the names of chosen files look like, in the order in which the data worker takes them. */
const LIKE = [/train.*image/i, /train.*label/i, /(t10k|test).*image/i, /(t10k|test).*label/i];

export class Fashion {
  /** What is going on, for people; empty when there is nothing to say. */
  news = '';
  /** @type {{ loaded: number, total: number } | null} bytes of the download, while there is one */
  bytes = null;
  /** What it is called. */
  name = 'FashionMNIST';
  #store;
  #files;
  #remote;
  #changed;
  /** @type {Promise<boolean> | null} */
  #loading = null;
  /** @type {(File | null)[]} what the visitor has chosen so far */
  #chosen = LIKE.map(() => null);

  /**
   * @param {Store} store
   * @param {DataFile[]} files the official ones, in the order in which the data worker takes them
   * @param {string} remote the address of the folder with the files, ending with a slash
   * @param {() => void} changed called when there is news
   */
  constructor(store, files, remote, changed) {
    this.#store = store;
    this.#files = files;
    this.#remote = files.map(({ name, size }) => ({ name, size, url: new URL(name, remote).href }));
    this.#changed = changed;
  }

  /** Bytes of all files. */
  get total() {
    return this.#files.reduce((sum, { size }) => sum + size, 0);
  }

  get loaded() {
    return this.#store.hasFashion;
  }

  get loading() {
    return this.#loading !== null;
  }

  /**
   * Loads the files from where they can be had without asking another host.
   * @returns {Promise<boolean>} whether they are loaded
   */
  async local() {
    if (this.loaded) return true;
    if (!this.#loading) this.#start(this.#nearby());
    return this.#loading ?? false;
  }

  /** Loads the files, from another host if need be. */
  async load() {
    if (await this.local()) return;
    if (!this.#loading) this.#start(this.#fetchAll());
    await this.#loading;
  }

  /**
   * Takes files that the visitor chose or dropped; once there are four, they are checked.
   * @param {File[]} files
   * @returns {Promise<boolean>} whether FashionMNIST has been loaded with them
   */
  async take(files) {
    for (const file of files) {
      /** @param {string} text @returns {LabError} */
      const wrong = (text) => ({ code: 'file', field: file.name, text: `${file.name} ${text}.` });
      const place = LIKE.findIndex((like) => like.test(file.name));
      if (place < 0) throw wrong(`is none of the four FashionMNIST files, which are ${this.#files.map(({ name }) => name).join(', ')}`);
      if (file.size > MOST_BYTES) throw wrong(`has ${megabytes(file.size)}, more than any of the four FashionMNIST files, even unpacked`);
      this.#chosen[place] = file;
    }
    const missing = this.#files.filter((_, i) => this.#chosen[i] === null).map(({ name }) => name);
    if (missing.length > 0) {
      this.#tell(`${4 - missing.length} of the four files chosen; still missing: ${missing.join(', ')}.`);
      return false;
    }
    const chosen = this.#chosen.filter((file) => file !== null);
    this.#chosen = LIKE.map(() => null);
    this.#start(this.#hand(chosen, 'Checking the chosen files …').then(() => true));
    await this.#loading;
    return true;
  }

  /** @param {Promise<boolean>} work */
  #start(work) {
    const loading = work.finally(() => {
      // Another may have been started meanwhile.
      if (this.#loading !== loading) return;
      this.#loading = null;
      this.bytes = null;
      this.#tell('');
    });
    this.#loading = loading;
    // Whoever waits for it hears of a failure; this copy of the promise has no one waiting.
    loading.catch(() => {});
    this.#changed();
  }

  async #nearby() {
    const urls = this.#remote.map(({ url }) => url);
    const before = await kept(urls);
    if (before) {
      try {
        await this.#hand(before, 'Loading FashionMNIST as kept in this browser …');
        return true;
      } catch (error) {
        if (asLabError(error).code !== 'file') throw error;
        await forget(urls);
      }
    }
    const folder = new URL('../data/', import.meta.url);
    // Some hosts answer with a page where there is no file.
    const list = await asset('data/files.json').then((r) => (r.ok ? r.json() : [])).catch(() => []);
    if (!Array.isArray(list) || !this.#files.every(({ name }) => list.includes(name))) return false;
    await this.#hand(await this.#download(this.#files.map(({ name, size }) => ({ name, size, url: new URL(name, folder).href }))));
    return true;
  }

  async #fetchAll() {
    const files = await this.#download(this.#remote);
    await this.#hand(files);
    await keep(this.#remote.map(({ url }) => url), files);
    return true;
  }

  /** @param {import('./download.js').Source[]} sources */
  #download(sources) {
    const { host } = new URL(sources[0].url);
    const from = host === location.host ? '' : ` from ${host}`;
    let toldAt = -Infinity;
    return download(sources, (loaded, total) => {
      const now = performance.now();
      if (now - toldAt < 100 && loaded < total) return;
      toldAt = now;
      this.bytes = { loaded, total };
      this.#tell(`Loading FashionMNIST${from}: ${megabytes(loaded)} of ${megabytes(total)}.`);
    });
  }

  /**
   * Hands the files to the data worker, which checks and keeps them.
   * @param {Blob[]} files
   */
  async #hand(files, news = 'Checking and unpacking FashionMNIST …') {
    this.bytes = null;
    this.#tell(news);
    await this.#store.fashion(await Promise.all(files.map((file) => file.arrayBuffer())));
  }

  /** @param {string} news */
  #tell(news) {
    this.news = news;
    this.#changed();
  }
}
