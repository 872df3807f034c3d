/**
 * Keeps the datasets and prepares them for experiments, and makes and opens the files of saved runs: decoding, drawing
 * garments, down-sampling and sealing happen here, never on the page. Requests `{ id, type, … }` are answered
 * `{ id, value }` or `{ id, error }`; they are begun in order, and one is done before the next is begun, except that
 * images are given out beside other work. The worker never fetches; bytes are handed to it.
 */

import init, { close_save, DataStore, last_panic, open_save } from '../../pkg/censet_data.js';
import { asLabError } from '../shared/errors.js';
import { requireBuild } from '../shared/build.js';
import { serve } from '../shared/image-transfer.js';
import { heavy, light } from '../shared/saved-bytes.js';

/**
 * @typedef {{ id: number, type: 'init', build: string, module: WebAssembly.Module }} Init
 * @typedef {{ id: number, type: 'take', data: string, names: string[], files: Blob[] }} Take a dataset's files in its order
 * @typedef {{ id: number, type: 'draw', text: string }} Draw make what an experiment takes
 * @typedef {{ id: number, type: 'takeOwn', expected: string | null, names: string[], files: Blob[] }} TakeOwn the visitor's own
 * @typedef {{ id: number, type: 'prepare', text: string, ports: MessagePort[] }} Prepare one port a lane; answered when
 *   all lanes have their images
 * @typedef {{ id: number, type: 'closeSave', lanes: import('../shared/saved-bytes.js').SavedBytes[] }} CloseSave make a run's file
 * @typedef {{ id: number, type: 'openSave', file: Blob }} OpenSave take one apart
 * @typedef {{ id: number, type: 'ping' }} Ping a sign of life is wanted
 * @typedef {Init | Take | TakeOwn | Draw | Prepare | CloseSave | OpenSave | Ping} Request
 */

/** @type {DataStore | undefined} */
let store;
let queue = Promise.resolve();

/** @returns {DataStore} */
function ready() {
  if (!store) throw new Error('the data worker was not initialised');
  return store;
}

/** @param {Request} request */
async function answer(request) {
  switch (request.type) {
    case 'init':
      requireBuild(request.build);
      await init({ module_or_path: request.module });
      store = new DataStore();
      return null;
    case 'take':
      return ready().load(request.data, request.names, request.files) ?? null;
    case 'draw':
      ready().prepare(request.text);
      return null;
    case 'takeOwn':
      return ready().load_own(request.expected ?? undefined, request.names, request.files);
    case 'prepare':
      await Promise.all(request.ports.map((port) => serve(ready(), request.text, port)));
      return null;
    case 'ping':
      return null;
    case 'closeSave':
      return new Blob([close_save(await Promise.all(request.lanes.map(heavy)))], { type: 'application/octet-stream' });
    case 'openSave': {
      const { text, lanes } = open_save(new Uint8Array(await request.file.arrayBuffer()));
      return { text, lanes: lanes.map((lane) => lane && light(lane)) };
    }
  }
}

/**
 * @param {number} id
 * @param {Promise<unknown>} work
 */
async function reply(id, work) {
  try {
    self.postMessage({ id, value: await work });
  } catch (thrown) {
    self.postMessage({ id, error: asLabError(thrown, () => (store ? last_panic() : undefined)) });
  }
}

/** @param {MessageEvent<Request>} event */
self.onmessage = ({ data: request }) => {
  queue = queue.then(() => {
    const done = reply(request.id, answer(request));
    return request.type === 'prepare' ? undefined : done;
  });
};

// What cannot be read, the module of a browser that has been renewed meanwhile perhaps, will never be answered.
self.onmessageerror = () => self.postMessage({ id: 0, error: { code: 'worker', field: null, text: 'What the page says cannot be read by the worker that keeps the data. Reload the page.' } });
