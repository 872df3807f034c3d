/** The datasets that must be loaded before they can be trained on: the rows of the table of sources that have files. */

import { count } from '../base/format.js';

/** @typedef {import('./dataset-loader.js').DatasetLoader} DatasetLoader */
/** @typedef {import('./dataset-loader.js').Described} Described */

/**
 * @param {import('../shared/types.js').Source[]} sources
 * @returns {Described[]}
 */
export const datasets = (sources) => sources.flatMap(({ id, title, files }) => (files ? [{
  ...files,
  key: id,
  folder: id,
  name: title,
  remote: files.remote,
  sets: files.sets.map((set) => ({ ...set, like: set.files.map(({ like }) => new RegExp(like, 'i')) })),
}] : []));

/**
 * The packs of a dataset, each as one that has a single file, which no other host gives out.
 * @param {Described} whole
 * @returns {Described[]}
 */
export const packsOf = (whole) => whole.packs.map(({ name, side, train, test, size }) => ({
  ...whole,
  key: `${whole.key}/${name}`,
  name: `${whole.name}, ${count(train)} + ${count(test)} images of ${side} × ${side} pixels`,
  remote: null,
  sets: [{ title: 'a pack', files: [{ name, size, like: '' }], like: [] }],
}));

/**
 * Gives files that the visitor chose or dropped to those datasets whose files they look like, as files of several have the
 * same names: the first that is loaded with them keeps them. Rejects with what the first of them says is wrong.
 * @param {File[]} files
 * @param {DatasetLoader[]} loaders
 * @returns {Promise<DatasetLoader | null>} what has been loaded; null while files are missing
 */
export async function offer(files, loaders) {
  /** @type {unknown[]} */
  const wrong = [];
  for (const loader of loaders) {
    try {
      if (await loader.take(files)) return loader;
    } catch (thrown) {
      wrong.push(thrown);
    }
  }
  if (wrong.length > 0) throw wrong[0];
  return null;
}
