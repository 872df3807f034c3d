/**
 * A dataset's files as they are kept for the next visit: a whole set under the addresses of its official files, or files of
 * which only the contents tell what they are, under their own names. What was kept last is what there is.
 */

import { forget, keep, kept } from './fetch-and-cache.js';
import { forgetNamed, keepNamed, keptNamed } from './named-files.js';

/** @typedef {import('../shared/types.js').DataFile} DataFile */
/** @typedef {import('./dataset-loader.js').Described} Described */
/**
 * @typedef {object} Copy
 * @property {() => Promise<Blob[] | null>} files none if it is not there as a whole
 * @property {(files: any[]) => string[]} names of these, for the data worker
 * @property {() => Promise<void>} forget
 */

export class KeptDataset {
  #described;

  /** @param {Described} described */
  constructor(described) {
    this.#described = described;
  }

  /** What may be there. @returns {Copy[]} */
  get copies() {
    const { key, sets } = this.#described;
    return [
      ...sets.map(({ files }) => {
        const urls = this.#addresses(files);
        return { files: () => kept(urls), names: () => files.map(({ name }) => name), forget: () => forget(urls) };
      }),
      { files: () => keptNamed(key), names: (/** @type {File[]} */ files) => files.map(({ name }) => name), forget: () => forgetNamed(key) },
    ];
  }

  /**
   * Keeps a whole set.
   * @param {DataFile[]} official
   * @param {Blob[]} files in its order
   */
  async whole(official, files) {
    await keep(this.#addresses(official), files);
    await forgetNamed(this.#described.key);
  }

  /** Keeps files under the names that they have. @param {File[]} files */
  async named(files) {
    for (const { files: official } of this.#described.sets) await forget(this.#addresses(official));
    await keepNamed(this.#described.key, files);
  }

  /** @param {DataFile[]} files */
  #addresses(files) {
    const folder = this.#described.remote ?? new URL(`../../data/kept/${this.#described.key}/`, import.meta.url).href;
    return files.map(({ name }) => new URL(name, folder).href);
  }
}
