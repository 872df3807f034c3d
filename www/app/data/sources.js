/** Where an experiment's images are to be had from, by what it calls them. */

import { DatasetLoader } from './dataset-loader.js';
import { datasets, packsOf } from './datasets.js';
import { keepNamed } from './named-files.js';
import { OwnFiles, handOwn } from './own-files.js';
import { PackLoader } from './pack-loader.js';

/** @typedef {import('./data-worker-client.js').DataWorker} DataWorker */
/** @typedef {Pick<typeof import('../../pkg/censet_page.js'), 'sources' | 'own_files_wanted'>} Wasm */

export class Sources {
  #wasm;
  #store;
  #changed;
  #named;
  /** @type {Map<string, PackLoader>} */
  #packs = new Map();
  /** @type {Map<string, OwnFiles>} */
  #own = new Map();

  /** @param {Wasm} wasm @param {DataWorker} store @param {() => void} changed called when there is news of one */
  constructor(wasm, store, changed) {
    this.#wasm = wasm;
    this.#store = store;
    this.#changed = changed;
    this.#named = new Map(datasets(wasm.sources()).map((described) => {
      const whole = new DatasetLoader(described, store, changed);
      for (const pack of packsOf(described)) this.#packs.set(pack.key, new PackLoader(new DatasetLoader(pack, store, changed), whole));
      return [described.key, whole];
    }));
  }

  /**
   * @param {string} data what an experiment needs
   * @returns {DatasetLoader | PackLoader | OwnFiles | undefined} none if its images are drawn
   */
  get(data) {
    const known = this.#named.get(data) ?? this.#packs.get(data) ?? this.#own.get(data);
    if (known) return known;
    const wanted = this.#wasm.own_files_wanted(data);
    if (wanted === undefined) return undefined;
    const own = new OwnFiles(data, wanted, this.#store, this.#changed);
    this.#own.set(data, own);
    return own;
  }

  /**
   * Takes any own files; rejects with a sentence if one is wrong.
   * @param {File[]} files
   * @returns {Promise<string>} what an experiment calls them
   */
  async takeOwn(files) {
    const { data, note } = await handOwn(this.#store, files, null);
    const own = this.get(data);
    if (own instanceof OwnFiles) own.note = note;
    await keepNamed(data, files);
    return data;
  }

  /** Those that have a name of their own. */
  named() {
    return [...this.#named.values()];
  }
}
