/**
 * Keeps the datasets and prepares them for experiments: decoding, drawing garments and down-sampling
 * happen here, never on the page. Requests `{ id, type, … }` are answered `{ id, value }` or
 * `{ id, error }`, in order. The worker never fetches; bytes are handed to it.
 */

import init, { DataStore, last_panic } from './pkg/censet_lab.js';
import { asLabError } from './app/errors.js';

/**
 * @typedef {{ id: number, type: 'init', module: WebAssembly.Module }} Init
 * @typedef {{ id: number, type: 'fashion', files: ArrayBuffer[] }} Fashion the four official files,
 *   in the order train images, train labels, test images, test labels
 * @typedef {{ id: number, type: 'prepare', text: string, ports: MessagePort[] }} Prepare one port a lane
 */

/** @type {DataStore | undefined} */
let store;
let queue = Promise.resolve();

/** @returns {DataStore} */
function ready() {
  if (!store) throw new Error('the data worker was not initialised');
  return store;
}

/** @param {Init | Fashion | Prepare} request */
async function answer(request) {
  switch (request.type) {
    case 'init':
      await init({ module_or_path: request.module });
      store = new DataStore();
      return null;
    case 'fashion': {
      const [trainImages, trainLabels, testImages, testLabels] = request.files.map((file) => new Uint8Array(file));
      ready().fashion(trainImages, trainLabels, testImages, testLabels);
      return null;
    }
    case 'prepare': {
      const prepared = ready().prepare(request.text);
      const arrays = [prepared.train_images, prepared.train_labels, prepared.test_images, prepared.test_labels];
      const last = request.ports.length - 1;
      // Each lane needs a copy of its own; the last one may have ours.
      request.ports.forEach((port, i) => port.postMessage({ prepared }, i === last ? arrays.map((a) => a.buffer) : []));
      return null;
    }
  }
}

/** @param {MessageEvent<Init | Fashion | Prepare>} event */
self.onmessage = ({ data: request }) => {
  queue = queue.then(async () => {
    try {
      self.postMessage({ id: request.id, value: await answer(request) });
    } catch (thrown) {
      self.postMessage({ id: request.id, error: asLabError(thrown, () => (store ? last_panic() : undefined)) });
    }
  });
};
