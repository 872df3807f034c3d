/**
 * The files of the networks that came in, as this browser keeps them over a reload: those that are looked at, and how their
 * pixels become inputs. Whether that works is no condition for looking at them.
 */

import { answered, Database } from '../platform/database.js';
import { asLabError } from '../shared/errors.js';
import { megabytes } from '../base/format.js';

/** Bytes of a file that is kept, at most: a hundred times what the networks of this page have. */
export const MOST_BYTES = 64e6;
/** A database that has not answered by then may never: what was kept is not waited for. */
const PATIENCE_MS = 5000;

/** @typedef {{ files: File[], pixels: string | null }} Came */
/** @type {Came} */
const NOTHING = { files: [], pixels: null };

export class KeptNetworks {
  /** @type {Pick<Database<'networks' | 'choices'>, 'within'>} */
  #database;
  /** Under which key those files are kept that are. @type {Map<File, IDBValidKey>} */
  #keys = new Map();
  /** What is written one after the other. @type {Promise<unknown>} */
  #turn = Promise.resolve();

  /** @param {Pick<Database<'networks' | 'choices'>, 'within'>} [database] */
  constructor(database = new Database('censet-lab-networks', { networks: { autoIncrement: true }, choices: {} })) {
    this.#database = database;
  }

  /**
   * What was kept, the oldest first; nothing where the browser keeps nothing.
   * @returns {Promise<Came>}
   */
  all() {
    return Promise.race([this.#read(), new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS, NOTHING); })]);
  }

  /** @returns {Promise<Came>} */
  async #read() {
    try {
      const { keys, rows, pixels } = await this.#database.within(['networks', 'choices'], 'readonly', async ({ networks, choices }) => {
        const [keys, rows, pixels] = await Promise.all([answered(networks.getAllKeys()), answered(networks.getAll()), answered(choices.get('pixels'))]);
        return { keys, rows, pixels };
      });
      const files = rows.map((/** @type {{ name: string, bytes: ArrayBuffer }} */ { name, bytes }, /** @type {number} */ i) => {
        const file = new File([bytes], name);
        this.#keys.set(file, keys[i]);
        return file;
      });
      return { files, pixels: pixels ?? null };
    } catch {
      // What keeps it from keeping them is said when there is something to keep.
      return NOTHING;
    }
  }

  /**
   * Keeps these files and no others.
   * @param {File[]} files
   * @param {string | null} pixels
   * @returns {Promise<string>} what must be said of it: sentences
   */
  keep(files, pixels) {
    const kept = this.#turn.then(() => this.#write(files, pixels));
    this.#turn = kept;
    return kept;
  }

  /** @param {File[]} files @param {string | null} pixels */
  async #write(files, pixels) {
    const large = files.filter(({ size }) => size > MOST_BYTES);
    try {
      const fresh = await Promise.all(files.filter((file) => !this.#keys.has(file) && !large.includes(file))
        .map(async (file) => ({ file, bytes: await file.arrayBuffer() })));
      const gone = [...this.#keys].filter(([file]) => !files.includes(file));
      const keys = await this.#database.within(['networks', 'choices'], 'readwrite', async ({ networks, choices }) => {
        for (const [, key] of gone) networks.delete(key);
        choices.put(pixels, 'pixels');
        return Promise.all(fresh.map(({ file: { name }, bytes }) => answered(networks.add({ name, bytes }))));
      });
      for (const [file] of gone) this.#keys.delete(file);
      fresh.forEach(({ file }, i) => this.#keys.set(file, keys[i]));
    } catch (thrown) {
      if (files.length === 0) return '';
      const { code, text } = asLabError(thrown);
      return `${['refused', 'full'].includes(code) ? text : 'This browser could not keep what came in.'} After a reload, choose the ${files.length === 1 ? 'file' : 'files'} again.`;
    }
    if (files.length === 0) return '';
    const said = large.map(({ name, size }) => `${name} has ${megabytes(size)}, and files of at most ${megabytes(MOST_BYTES)} are kept: after a reload, choose it again.`);
    return large.length === files.length ? said.join(' ') : ['Kept in this browser, until it is put away.', ...said].join(' ');
  }
}
