/**
 * The runs that are kept: in this browser, where long ones keep themselves, and in files. Nothing
 * goes on by itself: what was kept is offered.
 *
 * @typedef {import('../run/lab.js').Lab} Lab
 * @typedef {import('./run-database.js').Kept} Kept
 * @typedef {import('../shared/types.js').LabError} LabError
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 */

import { asLabError, escapes } from '../shared/errors.js';
import { handOut } from '../base/hand-out.js';
import { be, elsewhere } from '../platform/run-locks.js';
import { keepForGood } from '../platform/durable-storage.js';
import { Autosave } from './autosave.js';
import { SavesPanel } from './saves-panel.js';
import { completed, isFinished } from './sentences.js';
import { RunDatabase } from './run-database.js';

export class Saves {
  #lab;
  #store;
  #storage = new RunDatabase(undefined, () => { this.#autosave.again().catch(escapes); });
  #autosave;
  #panel;
  #opened;
  /** @type {Kept[]} */
  #rows = [];
  /** @type {LabError | null} what went wrong with what was asked for last */
  #error = null;
  /** @type {Kept | null} */
  #offered = null;
  /**
   * What may be offered: any unfinished run to a visitor who came with no experiment, else that of the experiment at
   * hand; nothing any more to one who did not want it.
   * @type {'any' | 'same' | 'none'}
   */
  #offers;
  #begun = false;
  #check;

  /**
   * @param {Lab} lab
   * @param {Pick<Wasm, 'check'>} wasm
   * @param {Pick<import('../data/data-worker-client.js').DataWorker, 'openSave' | 'closeSave'>} store
   * @param {{ came: boolean, opened: () => void }} page whether the visitor came with an experiment; `opened` goes where it
   *   is shown
   */
  constructor(lab, wasm, store, { came, opened }) {
    this.#lab = lab;
    this.#store = store;
    this.#offers = came ? 'same' : 'any';
    this.#check = wasm.check;
    this.#opened = opened;
    this.#autosave = new Autosave({
      storage: this.#storage,
      now: () => performance.now(),
      later: (work, ms) => setTimeout(work, ms),
      treasure: () => { keepForGood().catch(escapes); },
    }, () => this.#refresh());
    this.#panel = new SavesPanel(wasm.check, {
      continued: (text) => this.#do(() => this.#continue(text)),
      removed: (text) => this.#do(() => this.#remove(text)),
      saved: (text) => this.#do(() => this.#toFile(text)),
      dismissed: () => {
        this.#offers = 'none';
        this.#offer(null);
      },
      taken: (file) => this.take(file),
    });
    // The last chance before a tab is closed.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' && lab.run) this.#autosave.keep(lab.run).catch(escapes);
    });
  }

  /** Opens a saved run. @param {File} file */
  take(file) {
    this.#do(() => this.#fromFile(file)).catch(escapes);
  }

  /** There is a new run. */
  begin() {
    const { run } = this.#lab;
    if (!run) return;
    this.#autosave.begin(run);
    // The first one is only what the page begins with.
    if (this.#begun) this.#offers = 'same';
    this.#begun = true;
    this.#offer(null);
    this.#refresh().catch(escapes);
  }

  /** The run's state or progress has changed. */
  note() {
    const { run } = this.#lab;
    if (!run) return;
    be(run.state === 'ready' ? null : run.text);
    this.#autosave.note();
    if (this.#offered && run.state !== 'ready' && this.#offered.text === run.text && run.completed >= completed(this.#offered)) this.#offer(null);
    else if (this.#offered && run.state === 'training') this.#offer(null);
    this.#panel.canSave = run.lanes.some((lane) => lane.client && lane.completed >= 0);
  }

  /**
   * Makes a lane that has failed anew from what was kept of it last, else from the start.
   * @param {number} index
   */
  async rebuild(index) {
    const { run } = this.#lab;
    if (!run) return;
    const lanes = await this.#storage.load(run.text).catch(() => []);
    run.rebuild(index, lanes[index] ?? null);
  }

  /**
   * Looks again at what is kept, and offers it.
   */
  async #refresh() {
    const { run } = this.#lab;
    const busy = await elsewhere();
    try {
      this.#rows = await this.#storage.list();
    } catch (thrown) {
      this.#rows = [];
      this.#error ??= asLabError(thrown);
    }
    if (run && run === this.#lab.run && run.state === 'ready' && !run.continued && run.completed <= 0) {
      this.#offer(this.#toOffer(run.text, busy));
    }
    this.#show();
  }

  /**
   * The run to offer, if there is one: the last one kept of those that may be, unless nothing can be done with it.
   * @param {string} text the experiment at hand
   * @param {Set<string>} busy experiments that other tabs are at
   */
  #toOffer(text, busy) {
    if (this.#offers === 'none') return null;
    const rows = this.#rows.filter((row) => completed(row) > 0 && this.#check(row.text).canonical !== null && !busy.has(row.text));
    const unfinished = this.#offers === 'any' ? rows.find((row) => !isFinished(row)) : undefined;
    return unfinished ?? rows.find((row) => row.text === text) ?? null;
  }

  /** @param {Kept | null} row */
  #offer(row) {
    this.#offered = row;
    this.#panel.offer(row, row !== null && row.text !== this.#lab.run?.text);
  }

  #show() {
    const { error, keptAt } = this.#autosave;
    this.#panel.show(this.#rows, { current: this.#lab.run?.text ?? null, error: this.#error, keeping: error, kept: keptAt !== null });
  }

  /**
   * Does what the visitor asked for; what goes wrong is said.
   * @param {() => Promise<void>} work
   */
  async #do(work) {
    this.#error = null;
    try {
      await work();
    } catch (thrown) {
      this.#error = asLabError(thrown);
    }
    await this.#refresh();
  }

  /** @param {string} text */
  async #continue(text) {
    const lanes = await this.#storage.load(text);
    const row = this.#rows.find((kept) => kept.text === text);
    this.#lab.resume(text, lanes);
    this.#opened();
    if (row && !isFinished(row)) this.#lab.train();
  }

  /** @param {string} text */
  async #remove(text) {
    await this.#storage.remove(text);
  }

  /**
   * Hands the visitor a run as a file: the one at hand as it is now, or one that is kept.
   * @param {string | null} text
   */
  async #toFile(text) {
    const { run } = this.#lab;
    if (text === null) {
      if (!run) return;
      const saves = await Promise.all(run.lanes.map(async (lane) => await lane.client?.ask('save')));
      // In the words of its lanes: its experiment may have got more epochs meanwhile.
      await this.#give(saves.flatMap((save) => (save && save.completed >= 0 ? [save.bytes] : [])), Math.max(0, run.completed));
      return;
    }
    const kept = await this.#storage.load(text);
    const row = this.#rows.find((row) => row.text === text);
    await this.#give(kept.flatMap((lane) => (lane ? [lane.bytes] : [])), Math.max(0, row ? completed(row) : 0));
  }

  /**
   * @param {import('../shared/saved-bytes.js').SavedBytes[]} lanes
   * @param {number} epoch
   */
  async #give(lanes, epoch) {
    if (lanes.length === 0) throw { code: 'save', field: null, text: 'There is nothing to save yet: no network has been measured.' };
    handOut(`censet-lab-epoch-${epoch}.save`, await this.#store.closeSave(lanes));
  }

  /** @param {File} file */
  async #fromFile(file) {
    try {
      const { text, lanes } = await this.#store.openSave(file);
      this.#lab.resume(text, lanes.map((lane) => lane && { bytes: lane, snapshots: [] }));
    } catch (thrown) {
      const error = asLabError(thrown);
      throw { ...error, text: error.text.replace(/^This\b/, file.name) };
    }
    this.#opened();
  }
}
