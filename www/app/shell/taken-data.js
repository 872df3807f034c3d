/** Files that were chosen as data, or dropped and are nothing else: results of a search, own images, a dataset's files. */

import { escapes } from '../shared/errors.js';
import { offer } from '../data/datasets.js';
import { OwnFiles } from '../data/own-files.js';

/** @typedef {import('../data/sources.js').Sources} Sources */

/**
 * @param {File[]} files
 * @param {object} means
 * @param {ReturnType<Sources['named']>} means.sources datasets whose files have names
 * @param {ReturnType<Sources['get']>} means.needed what the experiment at hand needs
 * @param {(file: File) => void} means.results takes what a search found
 * @param {(files: File[]) => void} means.own takes images of the visitor's own
 * @param {(arriving: Promise<boolean>) => Promise<void>} means.waits waits for data that may arrive
 * @param {() => boolean} means.failed whether something was wrong with them
 * @param {(sentence: string) => void} means.tell
 */
export function takeData(files, { sources, needed, results, own, waits, failed, tell }) {
  if (files.length === 1 && /\.json$/i.test(files[0].name)) return results(files[0]);
  if (needed instanceof OwnFiles && !needed.loaded) {
    waits(needed.take(files)).catch(escapes);
    return;
  }
  const fitting = sources.filter((source) => files.some((file) => source.fits(file)));
  if (fitting.length === 0 && (!needed || needed instanceof OwnFiles)) return own(files);
  // What the experiment at hand needs is not taken for something else.
  const dataset = needed instanceof OwnFiles ? null : needed?.whole;
  const asked = dataset && (fitting.includes(dataset) || fitting.length === 0) ? [dataset] : fitting;
  const taking = offer(files, asked);
  waits(taking.then((source) => source !== null)).then(async () => {
    // The panel that would tell is not that of these data.
    if (asked[0] === dataset || failed()) return;
    const source = await taking;
    tell(source ? `${source.name} is loaded.` : asked[0].news);
  }).catch(escapes);
}
