/**
 * Hands images from the data worker to a lane in parts, each asked for when the one before has been
 * taken: neither side then holds a whole set twice, and a lane that is gone asks for no more.
 *
 * @typedef {import('./types.js').Prepared} Prepared
 * @typedef {import('./types.js').Part} Part
 * @typedef {{ test: boolean, from: number, to: number }} Range images of one split, the last one not included
 * @typedef {{ prepare(text: string): Prepared, part(text: string, test: boolean, from: number, to: number): Part }} Shop
 * @typedef {{ add(part: Part): void }} Images
 */

/** Bytes of images in a part, about. */
const PART_BYTES = 8 * 2 ** 20;

/**
 * The parts of a dataset in their order.
 * @param {Prepared} prepared
 * @returns {Generator<Range>}
 */
function* ranges({ height, width, channels, train, test }) {
  const most = Math.max(1, Math.floor(PART_BYTES / (height * width * channels)));
  for (const [of, count] of /** @type {[boolean, number][]} */ ([[false, train], [true, test]])) {
    for (let from = 0; from < count; from += most) yield { test: of, from, to: Math.min(count, from + most) };
  }
}

/**
 * Gives out an experiment's images on a port, as they are asked for; resolves when all have been. A lane that is gone
 * asks for no more, and is waited for in vain.
 * @param {Shop} store
 * @param {string} text
 * @param {MessagePort} port
 * @returns {Promise<void>}
 */
export function serve(store, text, port) {
  return new Promise((resolve, reject) => {
    const prepared = store.prepare(text);
    let left = prepared.train + prepared.test;
    /** @param {MessageEvent<Range>} event */
    port.onmessage = ({ data: { test, from, to } }) => {
      try {
        const part = store.part(text, test, from, to);
        port.postMessage(part, [part.images.buffer, part.labels.buffer]);
      } catch (thrown) {
        reject(thrown);
      }
      left -= to - from;
      if (left === 0) resolve();
    };
    port.postMessage(prepared);
  });
}

/**
 * Takes what `serve` gives out.
 * @template {Images} T
 * @param {MessagePort} port
 * @param {(prepared: Prepared) => T} begin
 * @returns {Promise<T>}
 */
export async function receive(port, begin) {
  const next = () => new Promise((resolve) => { port.onmessage = ({ data }) => resolve(data); });
  const prepared = await next();
  const images = begin(prepared);
  for (const range of ranges(prepared)) {
    const part = next();
    port.postMessage(range);
    images.add(await part);
  }
  port.close();
  return images;
}

/**
 * The same within one instance of the module.
 * @template {Images} T
 * @param {Shop} store
 * @param {string} text
 * @param {(prepared: Prepared) => T} begin
 * @returns {T}
 */
export function take(store, text, begin) {
  const prepared = store.prepare(text);
  const images = begin(prepared);
  for (const { test, from, to } of ranges(prepared)) images.add(store.part(text, test, from, to));
  return images;
}
