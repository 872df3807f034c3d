/**
 * FashionMNIST's four files: as a former visit kept them, else from beside the page, else from the
 * dataset authors' repository, else as chosen by the visitor. Their contents are checked in the data
 * worker; what was loaded stays when something else turns out wrong.
 */

import { download, forget, keep, kept } from './download.js';
import { asLabError } from './errors.js';
import { megabytes } from './format.js';

/** @typedef {import('./types.js').LabError} LabError */
/** @typedef {import('./store.js').Store} Store */

/** The official names and sizes, in the order in which the data worker takes them. */
const FILES = [
  { name: 'train-images-idx3-ubyte.gz', size: 26_421_880, like: /train.*image/i },
  { name: 'train-labels-idx1-ubyte.gz', size: 29_515, like: /train.*label/i },
  { name: 't10k-images-idx3-ubyte.gz', size: 4_422_102, like: /(t10k|test).*image/i },
  { name: 't10k-labels-idx1-ubyte.gz', size: 5_148, like: /(t10k|test).*label/i },
];
export const TOTAL_BYTES = FILES.reduce((sum, { size }) => sum + size, 0);

export class Fashion {
  /** What is going on, for people; empty when there is nothing to say. */
  news = '';
  /** @type {{ loaded: number, total: number } | null} bytes of the download, while there is one */
  bytes = null;
  #store;
  #remote;
  #changed;
  /** @type {Promise<boolean> | null} */
  #loading = null;
  /** @type {(File | null)[]} what the visitor has chosen so far */
  #chosen = FILES.map(() => null);

  /**
   * @param {Store} store
   * @param {string} remote the address of the folder with the files, ending with a slash
   * @param {() => void} changed called when there is news
   */
  constructor(store, remote, changed) {
    this.#store = store;
    this.#remote = FILES.map(({ name, size }) => ({ name, size, url: new URL(name, remote).href }));
    this.#changed = changed;
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
      const place = FILES.findIndex(({ like }) => like.test(file.name));
      if (place < 0) {
        throw { code: 'file', field: file.name, text: `${file.name} is none of the four FashionMNIST files, which are ${FILES.map(({ name }) => name).join(', ')}.` };
      }
      this.#chosen[place] = file;
    }
    const missing = FILES.filter((_, i) => this.#chosen[i] === null).map(({ name }) => name);
    if (missing.length > 0) {
      this.#tell(`${4 - missing.length} of the four files chosen; still missing: ${missing.join(', ')}.`);
      return false;
    }
    const chosen = this.#chosen.filter((file) => file !== null);
    this.#chosen = FILES.map(() => null);
    this.#start(this.#hand(chosen, 'Checking the chosen files …').then(() => true));
    await this.#loading;
    return true;
  }

  /** @param {Promise<boolean>} work */
  #start(work) {
    const done = () => {
      this.#loading = null;
      this.bytes = null;
      this.#tell('');
    };
    this.#loading = work.finally(done);
    // Whoever waits for it hears of a failure; this copy of the promise has no one waiting.
    this.#loading.catch(() => {});
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
    const list = await fetch(new URL('files.json', folder)).then((r) => (r.ok ? r.json() : []), () => []);
    if (!FILES.every(({ name }) => list.includes(name))) return false;
    await this.#hand(await this.#download(FILES.map(({ name, size }) => ({ name, size, url: new URL(name, folder).href }))));
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
