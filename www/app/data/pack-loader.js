/**
 * A pack of a dataset, for an experiment that takes no more: as a former visit kept it, else from beside the page. Where there is
 * none, or a wrong one, the whole files take its place, which hold the same images.
 */

import { asLabError } from '../shared/errors.js';
import { megabytes } from '../base/format.js';

/** @typedef {import('./dataset-loader.js').DatasetLoader} DatasetLoader */

export class PackLoader {
  /** The dataset that it is of. */
  whole;
  #pack;

  /** @param {DatasetLoader} pack @param {DatasetLoader} whole */
  constructor(pack, whole) {
    this.#pack = pack;
    this.whole = whole;
  }

  /** The one that there is something to say of. */
  get #told() {
    return this.#pack.loading ? this.#pack : this.whole;
  }

  get name() {
    return this.whole.name;
  }

  get about() {
    return this.whole.about;
  }

  get wanted() {
    return this.whole.wanted;
  }

  get home() {
    return this.whole.home;
  }

  get eager() {
    return this.whole.eager;
  }

  /** Bytes that another host is asked for. */
  get total() {
    return this.whole.total;
  }

  get news() {
    return this.#told.news;
  }

  get bytes() {
    return this.#told.bytes;
  }

  get note() {
    return this.whole.note;
  }

  get loaded() {
    return this.#pack.loaded || this.whole.loaded;
  }

  get loading() {
    return this.#told.loading;
  }

  get loadedAs() {
    const { name, total } = this.#pack;
    return this.#pack.loaded && !this.whole.loaded ? `${name}: ${megabytes(total)} loaded in place of ${megabytes(this.whole.total)}.` : '';
  }

  /**
   * Loads it from where that asks no other host, or the whole.
   * @returns {Promise<boolean>} whether one is loaded
   */
  async local() {
    if (this.loaded) return true;
    if (this.whole.loading) return this.whole.local();
    try {
      if (await this.#pack.local()) return true;
    } catch (thrown) {
      // Whoever would not wait for the small one does not want the large one.
      if (asLabError(thrown).code === 'cancelled') throw thrown;
    }
    return this.whole.local();
  }

  /** Loads it, or the whole, from another host if need be. */
  async load() {
    if (!await this.local()) await this.whole.load();
  }

  cancel() {
    this.#told.cancel();
  }

  /** @param {File[]} files */
  take(files) {
    return this.whole.take(files);
  }
}
