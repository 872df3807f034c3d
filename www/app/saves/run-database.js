/**
 * The runs that this browser keeps: one database, one row a run, named by its experiment. Same
 * experiment, same bits, so of two states of one experiment the one that is further along is kept.
 *
 * Beside the row lie each lane's sealed bytes (its state and its reports) and, appended as they come,
 * what the figures of each epoch are drawn from.
 *
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
 * @property {number} [stride] every how many epochs there is a snapshot, where the run was thinned out
 *
 * @typedef {object} LaneToKeep
 * @property {number} index
 * @property {number} completed
 * @property {import('../shared/saved-bytes.js').SavedBytes} bytes
 * @property {Uint8Array<ArrayBuffer> | null} wiring what became of its wiring, see wiring-timeline.js
 * @property {Float64Array<ArrayBuffer>[]} common what it shares with the lanes before it, see overlaps.js
 * @property {[epoch: number, snapshot: Snapshot][]} snapshots of epochs that are not kept yet
 * @property {number} pictures bytes of all its snapshots
 * @property {number} stride every how many epochs there is one
 * @property {number[] | null} keeps the epochs whose snapshots are to stay; null for all
 */

import { sizeOf } from '../shared/saved-bytes.js';
import { answered, Database, problem } from '../platform/database.js';
import { withoutWiring } from '../run/snapshots.js';

const NAME = 'censet-lab';
/** Of what a snapshot holds; those of another shape are left alone. */
const SHAPE = 1;

export class RunDatabase {
  /** @type {Database<'runs' | 'states' | 'snapshots'>} */
  #database;

  /**
   * @param {string} [name]
   * @param {() => void} [gone] called when all that was kept may be gone
   */
  constructor(name = NAME, gone) {
    this.#database = new Database(name, { runs: { keyPath: 'text' }, states: {}, snapshots: {} }, gone);
  }

  /**
   * All runs, the one saved last first.
   * @returns {Promise<Kept[]>}
   */
  async list() {
    const rows = await this.#database.within(['runs'], 'readonly', ({ runs }) => answered(runs.getAll()));
    return rows.sort((/** @type {Kept} */ a, /** @type {Kept} */ b) => b.changed - a.changed);
  }

  /**
   * @param {string} text
   * @returns {Promise<Kept | null>}
   */
  async find(text) {
    return (await this.#database.within(['runs'], 'readonly', ({ runs }) => answered(runs.get(text)))) ?? null;
  }

  /**
   * What is kept of a run's lanes, each at its place.
   * @param {string} text
   * @returns {Promise<(import('../run/lane-state.js').SavedLane | null)[]>}
   */
  load(text) {
    return this.#database.within(['runs', 'states', 'snapshots'], 'readonly', async ({ runs, states, snapshots }) => {
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
        return { bytes, snapshots: shown, stride: lane.stride ?? 1, wiring: wiring ?? null, common: common ?? null };
      }));
    });
  }

  /**
   * Keeps what there is of some lanes, all of it or nothing; a run that was kept and is so no more is left alone, as what is
   * new of it would be a run with a hole.
   * @param {string} text the experiment
   * @param {{ epochs: number, lanes: number, replaces: string | null }} run its budget, how many lanes it has, and the
   *   experiment under which it was kept last, before its budget was raised perhaps; null if it was not yet
   * @param {LaneToKeep[]} lanes
   * @returns {Promise<boolean>} whether it was kept
   */
  save(text, { epochs, lanes: count, replaces }, lanes) {
    return this.#database.within(['runs', 'states', 'snapshots'], 'readwrite', async (stores) => {
      const { runs, states, snapshots } = stores;
      if (replaces !== null && !(await answered(runs.getKey(replaces)))) return false;
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
        row.stride = lane.stride;
        kept.lanes[lane.index] = row;
      }
      kept.changed = Date.now();
      runs.put(kept);
      if (replaces !== null && replaces !== text) forget(stores, replaces);
      return true;
    });
  }

  /** @param {string} text */
  async remove(text) {
    await this.#database.within(['runs', 'states', 'snapshots'], 'readwrite', async (stores) => forget(stores, text));
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
