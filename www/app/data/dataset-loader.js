/**
 * A dataset's files: as a former visit kept them, else from beside the page, else from the dataset
 * authors' host if that lets other pages read them, else as chosen by the visitor. Their contents are
 * checked in the data worker; what was loaded stays when something else turns out wrong.
 */

import { asset } from '../platform/assets.js';
import { download, forget, keep, kept } from './fetch-and-cache.js';
import { asLabError } from '../shared/errors.js';
import { count, megabytes } from '../base/format.js';

/** @typedef {import('../shared/types.js').LabError} LabError */
/** @typedef {import('../shared/types.js').DataFile} DataFile */
/** @typedef {import('./data-worker-client.js').DataWorker} DataWorker */
/**
 * @typedef {Omit<import('../shared/types.js').SourceFiles, 'sets'> & { key: string, folder: string, name: string, sets: Set[] }} Described
 *   a row of the table of sources: what an experiment calls it, the folder of its files beside the page, its name, and its files
 * @typedef {import('../shared/types.js').FileSet & { like: RegExp[] }} Set with what the names of chosen files look like
 */

export class DatasetLoader {
  /** What is going on, for people; empty when there is nothing to say. */
  news = '';
  /** @type {{ loaded: number, total: number } | null} bytes of the download, while there is one, which can be cancelled */
  bytes = null;
  /** What must be said wherever a number measured on it is shown; empty for the official files. */
  note = '';
  #described;
  #store;
  #changed;
  /** @type {Promise<boolean> | null} */
  #loading = null;
  /** Ends the download. */
  #stop = new AbortController();
  /** @type {(File | null)[][]} what the visitor has chosen so far, by set */
  #chosen;

  /**
   * @param {Described} described
   * @param {DataWorker} store
   * @param {() => void} changed called when there is news
   */
  constructor(described, store, changed) {
    this.#described = described;
    this.#store = store;
    this.#changed = changed;
    this.#chosen = this.#nothing();
  }

  get name() {
    return this.#described.name;
  }

  /** Nothing but the whole of it is loaded. */
  get whole() {
    return this;
  }

  /** What is loaded in place of the whole: a sentence; nothing. */
  loadedAs = '';

  get about() {
    return this.#described.about;
  }

  get wanted() {
    return this.#described.wanted;
  }

  get home() {
    return this.#described.home;
  }

  get eager() {
    return this.#described.eager;
  }

  /** Bytes of the files that are fetched. */
  get total() {
    return this.#described.sets[0].files.reduce((sum, { size }) => sum + size, 0);
  }

  get loaded() {
    return this.#store.has(this.#described.key);
  }

  get loading() {
    return this.#loading !== null;
  }

  /**
   * Whether a file looks like one of this dataset's.
   * @param {File} file
   */
  fits({ name }) {
    return this.#described.sets.some(({ like }) => like.some((pattern) => pattern.test(name)));
  }

  /**
   * Loads the files from where they can be had without asking another host.
   * @returns {Promise<boolean>} whether they are loaded
   */
  async local() {
    if (this.loaded) return true;
    if (!this.#loading) this.#start(this.#nearby());
    return this.#outcome();
  }

  /** Loads the files, from another host if need be. */
  async load() {
    if (await this.local()) return;
    if (!this.#loading) this.#start(this.#fetchAll());
    await this.#outcome();
  }

  /** Ends the download, if there is one. */
  cancel() {
    this.#stop.abort();
  }

  /** Waits for what is loading, and for what takes its place. @returns {Promise<boolean>} whether the dataset is loaded */
  async #outcome() {
    for (;;) {
      const loading = this.#loading;
      try {
        return await loading ?? false;
      } catch (error) {
        if (this.#loading === null || this.#loading === loading) throw error;
      }
    }
  }

  /**
   * Takes files that the visitor chose or dropped; once a set is complete, it is checked.
   * @param {File[]} files
   * @returns {Promise<boolean>} whether the dataset has been loaded with them
   */
  async take(files) {
    const { name, sets, most, wanted } = this.#described;
    for (const file of files) {
      /** @param {string} text @returns {LabError} */
      const wrong = (text) => ({ code: 'file', field: file.name, text: `${file.name} ${text}.` });
      const set = sets.findIndex(({ like }) => like.some((pattern) => pattern.test(file.name)));
      if (set < 0) throw wrong(`is none of ${wanted}, which ${list(sets)}`);
      if (file.size > most) throw wrong(`has ${megabytes(file.size)}, more than any file of ${name} has, even unpacked`);
      this.#chosen[set][sets[set].like.findIndex((pattern) => pattern.test(file.name))] = file;
    }
    const whole = this.#chosen.findIndex((chosen) => chosen.every((file) => file !== null));
    if (whole < 0) {
      // The set that lacks least is the one in the making.
      const lacks = this.#chosen.map((chosen, i) => sets[i].files.filter((_, j) => chosen[j] === null).map((file) => file.name));
      const some = lacks.map((missing, i) => ({ missing, of: sets[i].files.length })).filter(({ missing, of }) => missing.length < of);
      const { missing, of } = some.sort((a, b) => a.missing.length - b.missing.length)[0];
      this.#tell(`${of - missing.length} of the ${NUMERALS[of] ?? of} files chosen; still missing: ${missing.join(', ')}.`);
      return false;
    }
    const chosen = this.#chosen[whole].filter((file) => file !== null);
    this.#chosen = this.#nothing();
    this.cancel();
    const { files: official } = sets[whole];
    // A file of a set goes by its official name; one that is all there is, by its own.
    const names = official.length > 1 ? official.map((file) => file.name) : [chosen[0].name];
    this.#start(this.#hand(names, chosen, 'Checking the chosen files …').then(async () => {
      await keep(this.#kept(official), chosen);
      return true;
    }));
    await this.#loading;
    return true;
  }

  #nothing() {
    return this.#described.sets.map(({ files }) => files.map(() => /** @type {File | null} */ (null)));
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
    const { folder: below, name, sets } = this.#described;
    for (const { files } of sets) {
      const urls = this.#kept(files);
      const before = await kept(urls);
      if (!before) continue;
      try {
        await this.#hand(files.map((file) => file.name), before, `Loading ${name} as kept in this browser …`);
        return true;
      } catch (error) {
        if (asLabError(error).code !== 'file') throw error;
        await forget(urls);
      }
    }
    const folder = new URL(`../../data/${below}/`, import.meta.url);
    // Some hosts answer with a page where there is no file.
    const list = await asset('data/files.json').then((r) => (r.ok ? r.json() : [])).catch(() => []);
    const there = Array.isArray(list) && sets.find(({ files }) => files.every(({ name }) => list.includes(`${below}/${name}`)));
    if (!there) return false;
    const blobs = await this.#download(there.files, folder.href);
    await this.#hand(there.files.map((file) => file.name), blobs);
    // For visits without a network.
    await keep(this.#kept(there.files), blobs);
    return true;
  }

  async #fetchAll() {
    const { name, remote, sets: [{ files }], wanted, home } = this.#described;
    if (remote === null) {
      throw { code: 'missing', field: null, text: `${name} is not beside this page, and ${home[1]} host lets no other page read it. Download it there, then choose or drop ${wanted}.` };
    }
    const blobs = await this.#download(files, remote);
    await this.#hand(files.map((file) => file.name), blobs);
    await keep(this.#kept(files), blobs);
    return true;
  }

  /**
   * Under which addresses files are kept.
   * @param {DataFile[]} files
   */
  #kept(files) {
    const folder = this.#described.remote ?? new URL(`../../data/kept/${this.#described.key}/`, import.meta.url).href;
    return files.map(({ name }) => new URL(name, folder).href);
  }

  /**
   * @param {DataFile[]} files
   * @param {string} folder
   */
  #download(files, folder) {
    const sources = files.map(({ name, size }) => ({ name, size, url: new URL(name, folder).href }));
    const { host } = new URL(folder);
    const from = host === location.host ? '' : ` from ${host}`;
    let toldAt = -Infinity;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const tell = (/** @type {number} */ loaded, /** @type {number} */ total) => {
      // Own files may have taken its place.
      if (signal.aborted) return;
      this.bytes = { loaded, total };
      this.#tell(`Loading ${this.name}${from}: ${megabytes(loaded)} of ${megabytes(total)}.`);
    };
    tell(0, sources.reduce((sum, { size }) => sum + size, 0));
    return download(sources, this.#described.most, {
      progress: (loaded, total) => {
        const now = performance.now();
        if (now - toldAt < 100 && loaded < total) return;
        toldAt = now;
        tell(loaded, total);
      },
      silent: (seconds) => {
        if (!signal.aborted) this.#tell(`Nothing of ${this.name} has come from ${host} for ${count(seconds)} s. Wait, or cancel and try again, or choose the files yourself.`);
      },
    }, signal);
  }

  /**
   * Hands the files to the data worker, which checks and keeps them.
   * @param {string[]} names
   * @param {Blob[]} files
   */
  async #hand(names, files, news = `Checking and unpacking ${this.name} …`) {
    this.bytes = null;
    this.#tell(news);
    this.note = await this.#store.take(this.#described.key, names, files) ?? '';
  }

  /** @param {string} news */
  #tell(news) {
    this.news = news;
    this.#changed();
  }
}

/** Numbers of files, as they are written out. */
const NUMERALS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** @param {Described['sets']} sets */
const list = (sets) => sets.map(({ files }) => `${files.length > 1 ? 'are' : 'is'} ${files.map(({ name }) => name).join(', ')}`).join(' or ');
