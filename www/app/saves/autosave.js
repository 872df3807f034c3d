/**
 * Keeps the run that is being trained, every few seconds, beside the training: each lane's worker
 * writes its state between two slices, and the browser stores it. What cannot be kept is said, and
 * training goes on.
 *
 * @typedef {import('../run/run.js').Run} Run
 * @typedef {import('./run-database.js').RunDatabase} RunDatabase
 * @typedef {import('../shared/types.js').LabError} LabError
 *
 * @typedef {object} Means
 * @property {Pick<RunDatabase, 'save'>} storage
 * @property {() => number} now in milliseconds
 * @property {(work: () => void, ms: number) => void} later
 * @property {() => void} treasure asks the browser to keep what is stored, as more than a moment has gone into it
 */

import { asLabError, escapes } from '../shared/errors.js';
import { bytesOf } from '../run/snapshot-history.js';

/** A run that took less than this to come where it is is sooner trained again than found in a list. */
const WORTH_MS = 1_000;
/** One that took longer than this is missed when it is gone. */
const DEAR_MS = 60_000;
/** Between two saves, at least so long ... */
const EVERY_MS = 5_000;
/** ... and so many times as long as the last one took. */
const SHARE = 20;

export class Autosave {
  /** @type {LabError | null} why the last save failed */
  error = null;
  /** @type {number | null} when the run at hand was kept last, on the clock of the page */
  keptAt = null;
  #means;
  #changed;
  /** @type {Entry | null} */
  #entry = null;
  /** The save in work; saves follow one another. */
  #saving = Promise.resolve();

  /**
   * @param {Means} means
   * @param {() => void} changed a save has succeeded or failed
   */
  constructor(means, changed) {
    this.#means = means;
    this.#changed = changed;
  }

  /** A new run: from now on this one is kept. @param {Run} run */
  begin(run) {
    this.#entry = new Entry(run);
    this.keptAt = null;
    this.error = null;
  }

  /** The run's state or progress has changed. */
  note() {
    const entry = this.#entry;
    if (!entry) return;
    const training = entry.run.state === 'training';
    if (training === (entry.since !== null)) return;
    const now = this.#means.now();
    if (training) {
      entry.since = now;
      this.#arm(entry, Math.max(0, WORTH_MS - entry.trained));
    } else {
      entry.trained += now - (entry.since ?? now);
      entry.since = null;
      // Where it has come to rest.
      this.keep(entry.run).catch(escapes);
    }
  }

  /**
   * Keeps a run as it is, if it is worth it; resolves when that is done or has failed.
   * @param {Run} run
   */
  keep(run) {
    const entry = this.#entry;
    if (entry?.run !== run || entry.duration(this.#means.now()) < WORTH_MS) return Promise.resolve();
    return this.#save(entry);
  }

  /** All that was kept may be gone: the run at hand is kept anew, whole. */
  again() {
    this.#saving = this.#saving.then(async () => {
      const entry = this.#entry;
      if (!entry || entry.text === null) return this.#changed();
      entry.lost();
      await this.#saveNow(entry);
    });
    return this.#saving;
  }

  /**
   * @param {Entry} entry
   * @param {number} ms
   */
  #arm(entry, ms) {
    if (entry.armed) return;
    entry.armed = true;
    this.#means.later(async () => {
      if (this.#entry === entry && entry.since !== null) {
        const began = this.#means.now();
        await this.#save(entry);
        ms = Math.max(EVERY_MS, SHARE * (this.#means.now() - began));
      }
      entry.armed = false;
      if (this.#entry === entry && entry.since !== null) this.#arm(entry, ms);
    }, ms);
  }

  /** @param {Entry} entry */
  #save(entry) {
    const saving = this.#saving.then(() => this.#saveNow(entry));
    this.#saving = saving;
    return saving;
  }

  /** @param {Entry} entry */
  async #saveNow(entry) {
    try {
      const { text, epochs, lanes: { length: lanes } } = entry.run;
      let changed = await entry.changed();
      if (changed.length === 0) return;
      if (!(await this.#means.storage.save(text, { epochs, lanes, replaces: entry.text }, changed))) {
        // It was deleted meanwhile, here or in another tab, and is now kept anew: whole.
        entry.lost();
        changed = await entry.changed();
        await this.#means.storage.save(text, { epochs, lanes, replaces: null }, changed);
      }
      entry.keptAs(text, changed);
      if (entry.duration(this.#means.now()) > DEAR_MS) this.#means.treasure();
      this.error = null;
      if (this.#entry === entry) this.keptAt = this.#means.now();
    } catch (thrown) {
      this.error = asLabError(thrown);
    }
    this.#changed();
  }
}

/** A run, and what is kept of it. */
class Entry {
  /** Milliseconds of training before the last pause. */
  trained = 0;
  /** @type {number | null} when training was last started, if it goes on */
  since = null;
  /** Whether a save is to come. */
  armed = false;
  /** @type {string | null} the experiment that it is kept as */
  text = null;
  /** @type {number[]} by lane, the last epoch whose pictures are kept */
  #pictures;

  /** @param {Run} run */
  constructor(run) {
    this.run = run;
    this.#pictures = run.lanes.map(() => -1);
  }

  /** @param {number} now */
  duration(now) {
    return this.trained + (this.since === null ? 0 : now - this.since);
  }

  /**
   * The lanes that live, and what has come since they were kept.
   * @returns {Promise<import('./run-database.js').LaneToKeep[]>}
   */
  async changed() {
    const { run } = this;
    const raised = this.text !== null && this.text !== run.text;
    const all = await Promise.all(run.lanes.map(async (lane, index) => {
      /** @type {import('../shared/saved-bytes.js').Saved | undefined} */
      const saved = await lane.client?.ask('save').catch((error) => {
        // A lane that has ended has nothing to say; one without memory for its save has.
        if (error.code === 'save') throw error;
      });
      if (!saved || saved.completed < 0) return [];
      // At once, before the lane's next epoch is heard of.
      const wiring = lane.wiring.save(saved.completed);
      const common = run.common.save(index, saved.completed);
      const first = raised ? 0 : this.#pictures[index] + 1;
      /** @type {[number, import('../shared/types.js').Snapshot][]} */
      const snapshots = [];
      for (let epoch = first; epoch <= saved.completed; epoch++) {
        const snapshot = lane.snapshots[epoch];
        if (snapshot) snapshots.push([epoch, snapshot]);
      }
      const { stride } = run.history;
      return [{
        index, ...saved, wiring, common, snapshots, pictures: bytesOf(lane), stride, keeps: stride > 1 ? Object.keys(lane.snapshots).map(Number) : null,
      }];
    }));
    return all.flat();
  }

  /** Nothing is kept of it any more. */
  lost() {
    this.text = null;
    this.#pictures.fill(-1);
  }

  /**
   * @param {string} text
   * @param {import('./run-database.js').LaneToKeep[]} lanes
   */
  keptAs(text, lanes) {
    this.text = text;
    for (const { index, completed } of lanes) this.#pictures[index] = completed;
  }
}
