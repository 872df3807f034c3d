/** The page's side of the data worker: requests in, promises out. */

import { asLabError, escapes, stopped } from '../shared/errors.js';
import { Heartbeat } from '../platform/worker-heartbeat.js';
import { startWorker, whyNot } from '../platform/workers.js';
import { BUILD } from '../shared/build.js';
import { isBroken, twice } from './preparation.js';

/** @typedef {import('../shared/types.js').LabError} LabError */

export class DataWorker {
  #module;
  /** @type {Worker | null} started when it is first asked for something */
  #worker = null;
  /** @type {Heartbeat | null} of the worker */
  #heartbeat = null;
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: LabError) => void }>} */
  #waiting = new Map();
  #requests = 0;
  /** @type {Set<string>} */
  #taken = new Set();

  /** @param {WebAssembly.Module} module */
  constructor(module) {
    this.#module = module;
  }

  /**
   * Whether a dataset has been taken in.
   * @param {string} data what an experiment calls it
   */
  has(data) {
    return this.#taken.has(data);
  }

  /**
   * Takes the files of a dataset, as compressed or as unpacked bytes; rejects with a sentence if one
   * is wrong, and keeps what there was.
   * @param {string} data what an experiment calls it
   * @param {string[]} names
   * @param {Blob[]} files in the dataset's order
   * @returns {Promise<string | null>} what must be said of where they come from, if anything
   */
  async take(data, names, files) {
    const note = await twice(() => this.#ask({ type: 'take', data, names, files }));
    this.#taken.add(data);
    return note;
  }

  /**
   * Draws the data of an experiment, down-samples them, and keeps them for it. Rejects when the worker is lost over it.
   * @param {string} text
   * @returns {Promise<null>}
   */
  draw(text) {
    return this.#ask({ type: 'draw', text });
  }

  /**
   * Takes own files, in any order and under any names; rejects with a sentence if one is wrong or not as expected.
   * @param {string | null} expected what an experiment calls them, if it names any
   * @param {string[]} names
   * @param {Blob[]} files
   * @returns {Promise<import('../shared/types.js').OwnTaken>}
   */
  async takeOwn(expected, names, files) {
    const taken = await this.#ask({ type: 'takeOwn', expected, names, files });
    // Those of another experiment have gone for them.
    for (const data of this.#taken) if (data.startsWith('files:')) this.#taken.delete(data);
    this.#taken.add(taken.data);
    return taken;
  }

  /**
   * Prepares the data of an experiment and sends a copy to each port; resolves when they are there. Rejects when the
   * worker is lost before; whoever waits at a port then waits in vain.
   * @param {string} text
   * @param {MessagePort[]} ports
   */
  prepare(text, ports) {
    return this.#ask({ type: 'prepare', text, ports }, ports);
  }

  /**
   * A run as a file, from the states of its lanes that have begun, in order.
   * @param {import('../shared/saved-bytes.js').SavedBytes[]} lanes
   * @returns {Promise<Blob>}
   */
  closeSave(lanes) {
    return this.#ask({ type: 'closeSave', lanes });
  }

  /**
   * A saved run taken apart; rejects with a sentence if the file is none.
   * @param {Blob} file
   * @returns {Promise<{ text: string, lanes: (import('../shared/saved-bytes.js').SavedBytes | null)[] }>}
   */
  openSave(file) {
    return this.#ask({ type: 'openSave', file });
  }

  /** Ends the worker; whoever waits for it hears so. */
  end() {
    this.#giveUp({ code: 'closed', field: null, text: 'The worker that keeps the data has been ended.' });
  }

  #start() {
    const worker = startWorker('app/workers/data-worker.js');
    const heartbeat = new Heartbeat({
      later: (work, ms) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      ask: () => worker.postMessage({ id: 0, type: 'ping' }),
      dead: () => this.#giveUp({ code: 'worker', field: null, text: 'The worker that keeps the data has not answered for a minute; the browser may have ended it because memory ran out.' }),
    });
    this.#heartbeat = heartbeat;
    worker.onmessage = ({ data }) => {
      heartbeat.beat();
      const request = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (!data.error) request?.resolve(data.value);
      // It has not even begun.
      else if (data.id === 0) this.#giveUp(data.error, request);
      else if (!isBroken(data.error)) request?.reject(data.error);
      else this.#giveUp(data.error.code === 'trap' ? { ...data.error, text: `The data could not be prepared: ${stopped(data.error.text)}` } : data.error, request);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      whyNot(event, 'The worker that keeps the data could not be started.').then((error) => this.#giveUp(error), escapes);
    };
    worker.onmessageerror = () => this.#giveUp({ code: 'worker', field: null, text: 'What the worker that keeps the data says cannot be read.' });
    worker.postMessage({ id: 0, type: 'init', build: BUILD, module: this.#module });
    return worker;
  }

  /**
   * The worker is of no more use: fail what waits for it; the next request starts another.
   * @param {LabError} error
   * @param {{ reject: (error: LabError) => void }} [request]
   */
  #giveUp(error, request) {
    this.#heartbeat?.stop();
    this.#worker?.terminate();
    this.#worker = null;
    this.#taken.clear();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    request?.reject(error);
    for (const { reject } of waiting) reject(error);
  }

  /**
   * @param {Record<string, unknown>} request
   * @param {Transferable[]} [transfer]
   * @returns {Promise<any>}
   */
  #ask(request, transfer = []) {
    return new Promise((resolve, reject) => {
      try {
        this.#worker ??= this.#start();
        const id = ++this.#requests;
        this.#waiting.set(id, { resolve, reject });
        this.#worker.postMessage({ id, ...request }, transfer);
      } catch (thrown) {
        reject(asLabError(thrown));
      }
    });
  }
}
