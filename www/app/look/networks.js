/**
 * Networks that came in: at most two beside each other, each read and measured by a worker of the reader, and never trained.
 * Knows no document.
 */

import { UNHEARD, openReader } from '../run/reader.js';

/**
 * @typedef {import('../shared/types.js').LabError} LabError
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {import('../shared/types.js').Summary} Summary
 * @typedef {import('../run/lane-worker-client.js').LaneClient} LaneClient
 *
 * @typedef {object} CameIn a network that came in
 * @property {File} file
 * @property {string} name what it is called
 * @property {boolean} pixels whether its file says how pixels become inputs
 * @property {string | null} experiment whose images it is tested on
 * @property {string | null} wanted one whose images would fit, where none are at hand
 * @property {LaneClient} client
 * @property {Report} report
 * @property {Snapshot} snapshot
 * @property {Summary} summary
 * @property {Record<string, string>} metadata what its file says of itself
 * @property {Uint8Array | null} labels the class of each test image
 *
 * @typedef {object} Means
 * @property {() => Promise<WebAssembly.Module>} load the reader's module
 * @property {import('../run/run.js').Means['prepare']} prepare
 * @property {() => string} text the experiment at hand
 * @property {(text: string) => boolean | Promise<boolean>} atHand whether the images of an experiment are, or are once they are loaded
 */

/** Networks beside each other, at most. */
export const MOST = 2;
/** Images that are being loaded are waited for so long. */
const PATIENCE_MS = 10_000;

export class Networks {
  /** @type {readonly CameIn[]} */
  all = [];
  /** How pixels become inputs, unless as the file says. @type {string | null} */
  pixels = null;
  #means;
  #lost;

  /**
   * @param {Means} means
   * @param {(network: CameIn, error: LabError) => void} lost the worker of a network that was measured has ended
   */
  constructor(means, lost) {
    this.#means = means;
    this.#lost = lost;
  }

  /**
   * Takes in a network; the oldest makes room for it. Rejects with a sentence if the file is none.
   * @param {File} file
   */
  async add(file) {
    const network = await this.#open(file, this.#free(this.all.slice(1 - MOST)));
    for (const old of this.all.slice(0, 1 - MOST)) old.client.close();
    this.all = [...this.all.slice(1 - MOST), network];
  }

  /** @param {CameIn} network */
  remove(network) {
    network.client.close();
    this.all = this.all.filter((one) => one !== network);
  }

  /**
   * Measures all anew, with other inputs or images. Rejects, and leaves all as it is, where that cannot be.
   * @param {string | null} pixels
   */
  async again(pixels) {
    const before = this.pixels;
    this.pixels = pixels;
    /** @type {CameIn[]} */
    const anew = [];
    try {
      for (const { file, name } of this.all) anew.push(await this.#open(file, () => name));
    } catch (thrown) {
      this.pixels = before;
      for (const { client } of anew) client.close();
      throw thrown;
    }
    for (const { client } of this.all) client.close();
    this.all = anew;
  }

  /**
   * A name that none of the others has.
   * @param {readonly CameIn[]} others
   */
  #free(others) {
    const taken = others.map(({ name }) => name);
    return (/** @type {string} */ name) => {
      let free = name;
      for (let number = 2; taken.includes(free); number += 1) free = `${name}-${number}`;
      return free;
    };
  }

  /** The first of these experiments whose images are at hand. @param {string[]} experiments @returns {Promise<string | null>} */
  async #firstOf(experiments) {
    for (const text of experiments) {
      const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS, false); });
      if (await Promise.race([this.#means.atHand(text), late])) return text;
    }
    return null;
  }

  /**
   * Reads a file, chooses the images, and has the network measured.
   * @param {File} file
   * @param {(name: string) => string} called
   * @returns {Promise<CameIn>}
   */
  async #open(file, called) {
    const module = await this.#means.load();
    const { port1, port2 } = new MessageChannel();
    /** @type {LaneClient | null} */
    let opened = null;
    /** @type {CameIn | null} */
    let measured = null;
    try {
      const [read, { report, snapshot }] = await new Promise((resolve, reject) => {
        /** @type {Pick<CameIn, 'name' | 'pixels' | 'experiment' | 'wanted'>} */
        let known;
        opened = openReader({ module, generation: 0, text: this.#means.text(), index: 0, data: port1, saved: null, file }, {
          ...UNHEARD,
          read: ({ name, pixels, experiments }) => this.#firstOf(experiments).then((experiment) => {
            known = { name: called(name), pixels, experiment, wanted: experiment === null ? experiments[0] ?? null : null };
            port2.postMessage({ name: known.name, pixels: this.pixels, experiment });
            return experiment === null ? undefined : this.#means.prepare(experiment, [port2]);
          }).catch(reject),
          epoch: (news, drawn) => resolve([known, { report: news, snapshot: drawn }]),
          error: (error) => {
            reject(error);
            if (measured) this.#lost(measured, error);
          },
        });
      });
      const client = /** @type {LaneClient} */ (/** @type {unknown} */ (opened));
      const [summary, metadata, labels] = await Promise.all([client.ask('summary'), client.ask('metadata'), client.ask('test_labels')]);
      /** @type {CameIn} */
      const network = { file, ...read, client, report, snapshot, summary, metadata, labels: labels.length > 0 ? labels : null };
      measured = network;
      return network;
    } catch (thrown) {
      /** @type {LaneClient | null} */ (opened)?.close();
      throw thrown;
    }
  }
}
