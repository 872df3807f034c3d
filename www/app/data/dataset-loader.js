/**
 * A dataset's files: as a former visit kept them, else from beside the page, else from the dataset
 * authors' host if that lets other pages read them, else as chosen by the visitor. Their contents are
 * checked in the data worker; what was loaded stays when something else turns out wrong.
 */

import { asset } from '../platform/assets.js';
import { ChosenFiles, calledIn } from './chosen-files.js';
import { download } from './fetch-and-cache.js';
import { KeptDataset } from './kept-dataset.js';
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
  #kept;
  #store;
  #changed;
  /** @type {Promise<boolean> | null} */
  #loading = null;
  /** Ends the download. */
  #stop = new AbortController();
  /** What the visitor has chosen so far. */
  #chosen;

  /**
   * @param {Described} described
   * @param {DataWorker} store
   * @param {() => void} changed called when there is news
   */
  constructor(described, store, changed) {
    this.#described = described;
    this.#kept = new KeptDataset(described);
    this.#store = store;
    this.#changed = changed;
    this.#chosen = new ChosenFiles(described);
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
   * Takes files that the visitor chose or dropped; once a set is complete, it is checked. Where names do not say what each file
   * is, their contents do.
   * @param {File[]} files
   * @returns {Promise<boolean>} whether the dataset has been loaded with them
   */
  async take(files) {
    const chosen = this.#chosen;
    chosen.add(files);
    const { whole, unnamed } = chosen;
    if (unnamed ? chosen.few : !whole) {
      if (unnamed) await this.#look(files);
      this.#tell(chosen.soFar);
      return false;
    }
    this.cancel();
    this.#start(whole ? this.#handWhole(whole) : this.#handAll(chosen));
    const loaded = await this.#loading ?? false;
    if (!loaded) this.#tell(chosen.soFar);
    return loaded;
  }

  /**
   * Takes a set whose files are known by their names.
   * @param {{ official: DataFile[], files: File[] }} whole
   */
  async #handWhole({ official, files }) {
    this.#forgetChosen();
    await this.#hand(files.map((file, i) => calledIn(official, i, file)), files, 'Checking the chosen files …');
    await this.#kept.whole(official, files);
    return true;
  }

  /**
   * Takes files of which only the contents can tell what they are.
   * @param {ChosenFiles} chosen
   * @returns {Promise<boolean>} whether they are all there is
   */
  async #handAll(chosen) {
    const files = chosen.all;
    try {
      await this.#hand(files.map(({ name }) => name), files, 'Checking the chosen files …');
    } catch (thrown) {
      if (chosen.mayGrow && lacks(thrown, files)) return false;
      this.#forgetChosen();
      throw thrown;
    }
    this.#forgetChosen();
    await this.#kept.named(files);
    return true;
  }

  /**
   * Rejects with a sentence if one of these files, too few to be all, is none of the dataset's.
   * @param {File[]} files
   */
  async #look(files) {
    this.#tell('Checking the chosen files …');
    for (const file of files) {
      try {
        await this.#store.take(this.#described.key, [file.name], [file]);
      } catch (thrown) {
        if (lacks(thrown, [file])) continue;
        this.#forgetChosen();
        this.#tell('');
        throw thrown;
      }
    }
  }

  #forgetChosen() {
    this.#chosen = new ChosenFiles(this.#described);
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
    for (const { names, files, forget } of this.#kept.copies) {
      const before = await files();
      if (!before) continue;
      try {
        await this.#hand(names(before), before, `Loading ${name} as kept in this browser …`);
        return true;
      } catch (error) {
        if (asLabError(error).code !== 'file') throw error;
        await forget();
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
    await this.#kept.whole(there.files, blobs);
    return true;
  }

  async #fetchAll() {
    const { name, remote, sets: [{ files }], wanted, home } = this.#described;
    if (remote === null) {
      throw { code: 'missing', field: null, text: `${name} is not beside this page, and ${home[1]} host lets no other page read it. Download it there, then choose or drop ${wanted}.` };
    }
    const blobs = await this.#download(files, remote);
    await this.#hand(files.map((file) => file.name), blobs);
    await this.#kept.whole(files, blobs);
    return true;
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

/**
 * Whether what is wrong is not one of these files but that another is missing.
 * @param {unknown} thrown
 * @param {File[]} files
 */
function lacks(thrown, files) {
  const { code, field } = asLabError(thrown);
  return code === 'file' && field !== null && !files.some(({ name }) => name === field);
}
