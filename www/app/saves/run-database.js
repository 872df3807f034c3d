/**
 * The runs that this browser keeps: one database, one row a run, named by its experiment. Same
 * experiment, same bits, so of two states of one experiment the one that is further along is kept.
 *
 * Beside the row lie each lane's sealed bytes (its state and its reports) and, appended as they come,
 * what the figures of each epoch are drawn from.
 *
 * @typedef {import('../shared/types.js').LabError} LabError
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 *
 * @typedef {object} Kept a run in the list
 * @property {string} text its experiment
 * @property {number} epochs its budget
 * @property {number} changed when it was saved last, in milliseconds since 1970
 * @property {(KeptLane | null)[]} lanes those that have begun, each at its place
 *
 * @typedef {object} KeptLane
 * @property {number} completed the last epoch reported
 * @property {number} state bytes of its state
 * @property {number} pictures bytes of what its figures are drawn from
 *
 * @typedef {object} LaneToKeep
 * @property {number} index
 * @property {number} completed
 * @property {import('../shared/saved-bytes.js').SavedBytes} bytes
 * @property {Uint8Array<ArrayBuffer> | null} wiring what became of its wiring, see wiring-timeline.js
 * @property {Float64Array<ArrayBuffer>[]} common what it shares with the lanes before it, see overlaps.js
 * @property {[epoch: number, snapshot: Snapshot][]} snapshots of epochs that are not kept yet
 * @property {number} pictures bytes of all its snapshots
 * @property {number[] | null} keeps the epochs whose snapshots are to stay; null for all
 */

import { stopped } from '../shared/errors.js';
import { sizeOf } from '../shared/saved-bytes.js';
import { withoutWiring } from '../run/snapshots.js';

const DATABASE = 'censet-lab';
/** Of the layout of the database. What `Snapshot` holds may change without it: see `SHAPE`. */
const VERSION = 1;
/** Of what a snapshot holds; those of another shape are left alone. */
const SHAPE = 1;

export class RunDatabase {
  /** @type {Promise<IDBDatabase> | null} */
  #database = null;
  #name;

  constructor(name = DATABASE) {
    this.#name = name;
  }

  /**
   * All runs, the one saved last first.
   * @returns {Promise<Kept[]>}
   */
  async list() {
    const rows = await this.#with(['runs'], 'readonly', ({ runs }) => answered(runs.getAll()));
    return rows.sort((/** @type {Kept} */ a, /** @type {Kept} */ b) => b.changed - a.changed);
  }

  /**
   * @param {string} text
   * @returns {Promise<Kept | null>}
   */
  async find(text) {
    return (await this.#with(['runs'], 'readonly', ({ runs }) => answered(runs.get(text)))) ?? null;
  }

  /**
   * What is kept of a run's lanes, each at its place.
   * @param {string} text
   * @returns {Promise<(import('../run/lane-state.js').SavedLane | null)[]>}
   */
  load(text) {
    return this.#with(['runs', 'states', 'snapshots'], 'readonly', async ({ runs, states, snapshots }) => {
      /** @type {Kept | undefined} */
      const kept = await answered(runs.get(text));
      if (!kept) throw problem('The run is no longer kept in this browser.');
      return Promise.all(kept.lanes.map(async (lane, index) => {
        if (!lane) return null;
        const [bytes, wiring, common, all] = await Promise.all([
          answered(states.get([text, index])),
          answered(states.get([text, index, 'wiring'])),
          answered(states.get([text, index, 'common'])),
          answered(snapshots.getAll(epochsOf(text, index))),
        ]);
        /** @type {Snapshot[]} */
        const shown = [];
        for (const { shape, epoch, snapshot } of all) if (shape === SHAPE) shown[epoch] = snapshot;
        return { bytes, snapshots: shown, wiring: wiring ?? null, common: common ?? null };
      }));
    });
  }

  /**
   * Keeps what there is of some lanes, all of it or nothing.
   * @param {string} text the experiment
   * @param {{ epochs: number, lanes: number, replaces: string | null }} run its budget, how many lanes it has, and the
   *   experiment under which it was kept before its budget was raised
   * @param {LaneToKeep[]} lanes
   */
  async save(text, { epochs, lanes: count, replaces }, lanes) {
    await this.#with(['runs', 'states', 'snapshots'], 'readwrite', async (stores) => {
      const { runs, states, snapshots } = stores;
      /** @type {Kept} */
      const kept = (await answered(runs.get(text))) ?? { text, epochs, changed: 0, lanes: Array.from({ length: count }, () => null) };
      for (const lane of lanes) {
        const row = kept.lanes[lane.index] ?? { completed: -1, state: 0, pictures: 0 };
        if (lane.completed < row.completed) continue;
        states.put(lane.bytes, [text, lane.index]);
        if (lane.wiring) states.put(lane.wiring, [text, lane.index, 'wiring']);
        else states.delete([text, lane.index, 'wiring']);
        states.put(lane.common, [text, lane.index, 'common']);
        for (const [epoch, snapshot] of lane.snapshots) {
          // A whole wiring is too large to be written every few seconds; the lane's own state holds the latest.
          snapshots.put({ shape: SHAPE, epoch, snapshot: withoutWiring(snapshot) }, [text, lane.index, epoch]);
        }
        // What the run has thinned out goes here too, so that no run takes ever more.
        if (lane.keeps) {
          const stay = new Set(lane.keeps);
          for (const key of await answered(snapshots.getAllKeys(epochsOf(text, lane.index)))) if (!stay.has(key[2])) snapshots.delete(key);
        }
        row.completed = lane.completed;
        row.state = sizeOf(lane.bytes) + (lane.wiring?.byteLength ?? 0);
        row.pictures = lane.pictures;
        kept.lanes[lane.index] = row;
      }
      kept.changed = Date.now();
      runs.put(kept);
      if (replaces !== null && replaces !== text) forget(stores, replaces);
    });
  }

  /** @param {string} text */
  async remove(text) {
    await this.#with(['runs', 'states', 'snapshots'], 'readwrite', async (stores) => forget(stores, text));
  }

  /**
   * Does something within one transaction, and waits until it is on disk.
   * @template {'runs' | 'states' | 'snapshots'} Name
   * @template T
   * @param {Name[]} names
   * @param {IDBTransactionMode} mode
   * @param {(stores: Record<Name, IDBObjectStore>) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async #with(names, mode, work) {
    try {
      this.#database ??= open(this.#name, () => { this.#database = null; });
      const database = await this.#database.catch((error) => {
        this.#database = null;
        throw error;
      });
      const transaction = database.transaction(names, mode);
      const done = finished(transaction);
      // Whoever waits for it hears of a failure; if the work fails first, no one waits.
      done.catch(() => {});
      const stores = /** @type {Record<Name, IDBObjectStore>} */ (Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)])));
      const value = await work(stores).catch((error) => {
        abort(transaction);
        throw error;
      });
      await done;
      return value;
    } catch (thrown) {
      throw asProblem(thrown);
    }
  }
}

/**
 * Where the snapshots of a lane lie.
 * @param {string} text
 * @param {number} index
 */
const epochsOf = (text, index) => IDBKeyRange.bound([text, index], [text, index, Infinity]);

/**
 * @param {Record<'runs' | 'states' | 'snapshots', IDBObjectStore>} stores
 * @param {string} text
 */
function forget({ runs, states, snapshots }, text) {
  runs.delete(text);
  for (const store of [states, snapshots]) store.delete(IDBKeyRange.bound([text], [text, []]));
}

/**
 * @param {string} name
 * @param {() => void} closed the database will be of no more use
 * @returns {Promise<IDBDatabase>}
 */
function open(name, closed) {
  return new Promise((resolve, reject) => {
    // A browser may have none, or throw at the mention of it.
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore('runs', { keyPath: 'text' });
      database.createObjectStore('states');
      database.createObjectStore('snapshots');
    };
    request.onblocked = () => reject(problem('Another tab holds the kept runs in an older form; close it.'));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => {
        database.close();
        closed();
      };
      database.onclose = closed;
      resolve(database);
    };
  });
}

/**
 * @param {IDBRequest} request
 * @returns {Promise<any>}
 */
function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @param {IDBTransaction} transaction
 * @returns {Promise<void>}
 */
function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

/**
 * All or nothing.
 * @param {IDBTransaction} transaction
 */
function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // It has been, for the reason that is on its way.
  }
}

/**
 * @param {string} text
 * @param {string} code
 * @returns {LabError}
 */
const problem = (text, code = 'storage') => ({ code, field: null, text });

/**
 * What a database throws, as a sentence.
 * @param {unknown} thrown
 * @returns {LabError}
 */
function asProblem(thrown) {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'text' in thrown) return /** @type {LabError} */ (thrown);
  const { name, message } = thrown instanceof Error || thrown instanceof DOMException ? thrown : { name: '', message: String(thrown) };
  if (name === 'QuotaExceededError') return problem('The storage of this browser is full.', 'full');
  // Chromium, where the visitor lets no site keep anything.
  const denied = name === 'UnknownError' && /denied permission/.test(message);
  if (denied || name === 'SecurityError' || name === 'InvalidStateError' || name === 'ReferenceError' || name === 'TypeError') {
    return problem('This browser lets the page keep nothing.', 'refused');
  }
  return problem(stopped(`This browser could not keep or find the run: ${message || name || 'it did not say why'}`));
}
