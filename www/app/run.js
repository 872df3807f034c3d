/**
 * One run of one experiment: its state, and the barrier that keeps its lanes together.
 *
 * Every lane first measures the untrained network (epoch 0). While a run is training, a lane may
 * begin an epoch only when all others have completed the one before, so none is ever more than one
 * epoch ahead. A lane that fails drops out and the others go on. A run knows no document: lanes and
 * data come from outside.
 *
 * @typedef {import('./types.js').Checked} Checked
 * @typedef {import('./types.js').Report} Report
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./types.js').Progress} Progress
 * @typedef {import('./types.js').LabError} LabError
 * @typedef {import('./lane.js').LaneClient} LaneClient
 * @typedef {import('./lane.js').LaneEvents} LaneEvents
 *
 * @typedef {'ready' | 'training' | 'paused' | 'finished' | 'failed'} State
 *
 * @typedef {object} RunEvents
 * @property {() => void} state the state, the budget or the progress changed
 * @property {(lane: number, report: Report, snapshot: Snapshot) => void} epoch
 * @property {(lane: number, error: LabError) => void} laneFailed
 * @property {(error: LabError) => void} failed the data could not be had; nothing runs
 *
 * @typedef {object} Means
 * @property {(lane: { generation: number, text: string, index: number, data: MessagePort }, events: LaneEvents) => LaneClient} openLane
 * @property {(text: string, ports: MessagePort[]) => Promise<void>} prepare
 * @property {() => number} now in milliseconds
 *
 * @typedef {object} Lane
 * @property {LaneClient | null} client
 * @property {number} completed the last epoch reported; −1 before the first
 * @property {Progress | null} progress
 * @property {Report[]} reports by epoch
 * @property {Snapshot[]} snapshots by epoch; a long history has holes, see history.js
 * @property {Uint8Array<ArrayBuffer>[]} changes of the wiring, by epoch
 * @property {LabError | null} error
 */

import { asLabError } from './errors.js';
import { keep } from './history.js';
import { Pace } from './pace.js';

let generations = 0;

export class Run {
  /** @type {State} */
  state = 'ready';
  /** @type {Lane[]} */
  lanes;
  epochs;
  generation = ++generations;
  #text;
  #events;
  #means;
  #pace;
  #target = 0;
  #opened = false;
  #closed = false;

  /**
   * @param {Checked & { canonical: string }} experiment
   * @param {RunEvents} events
   * @param {Means} means
   */
  constructor(experiment, events, means) {
    this.#text = experiment.canonical;
    this.#events = events;
    this.#means = means;
    this.#pace = new Pace(means.now);
    this.epochs = experiment.epochs;
    this.lanes = experiment.lanes.map(() => ({
      client: null, completed: -1, progress: null, reports: [], snapshots: [], changes: [], error: null,
    }));
  }

  /** Lanes that have not failed. */
  get #alive() {
    return this.lanes.filter((lane) => !lane.error);
  }

  /** The last epoch that every lane has completed; −1 before the first. */
  get completed() {
    return Math.min(...(this.#alive.length > 0 ? this.#alive : this.lanes).map((lane) => lane.completed));
  }

  /** Whether the untrained networks are still being made and measured. */
  get opening() {
    return this.#opened && this.completed < 0 && this.state !== 'failed';
  }

  /** How many epochs are behind, counting the parts of the ones in work. */
  get position() {
    const alive = this.#alive;
    if (alive.length === 0) return Math.max(0, this.completed);
    return alive.reduce((sum, lane) => sum + position(lane), 0) / alive.length;
  }

  /** Seconds of training left in the budget, or null while that is unknown. */
  get secondsLeft() {
    return this.#pace.left(this.position, this.epochs);
  }

  /** Starts the workers and measures the untrained networks. */
  open() {
    if (this.#opened) return;
    this.#opened = true;
    const channels = this.lanes.map(() => new MessageChannel());
    this.lanes.forEach((lane, index) => {
      lane.client = this.#means.openLane(
        { generation: this.generation, text: this.#text, index, data: channels[index].port1 },
        {
          epoch: (report, snapshot) => this.#epoch(lane, index, report, snapshot),
          progress: (progress) => this.#progress(lane, progress),
          error: (error) => this.#laneFailed(lane, index, error),
        },
      );
    });
    this.#means.prepare(this.#text, channels.map((channel) => channel.port2)).catch((thrown) => {
      if (!this.#closed) this.#fail(asLabError(thrown));
    });
    this.#events.state();
  }

  /** Trains up to the epoch budget. */
  train() {
    this.#trainUpTo(this.epochs);
  }

  /** Trains up to the end of the epoch that comes next, or of the one in work. */
  step() {
    this.#trainUpTo(Math.min(this.epochs, Math.max(0, this.completed) + 1));
  }

  /** Stops every lane at the end of its slice. */
  pause() {
    if (this.state !== 'training') return;
    this.#enter('paused');
    for (const lane of this.lanes) lane.client?.pause();
  }

  /**
   * Raises the epoch budget; a finished run can then go on.
   * @param {string} text the experiment with its new number of epochs
   * @param {number} epochs
   */
  extend(text, epochs) {
    if (epochs < this.epochs) throw new Error('an epoch budget can only be raised');
    this.#text = text;
    this.epochs = epochs;
    for (const lane of this.lanes) lane.client?.extend(text);
    if (this.state === 'training') this.#trainUpTo(epochs);
    else if (this.state === 'finished') this.#enter('paused');
    else this.#events.state();
  }

  /** Ends the workers; nothing of this run is heard of again. */
  close() {
    this.#closed = true;
    for (const lane of this.lanes) lane.client?.close();
  }

  /** @param {number} target */
  #trainUpTo(target) {
    if (this.state === 'failed' || this.state === 'finished') return;
    this.#target = target;
    this.open();
    this.#enter('training');
    this.#arrive();
    this.#grant();
  }

  /** Lets every lane work up to the epoch after the last one that all have completed. */
  #grant() {
    if (this.state !== 'training') return;
    const until = Math.min(this.#target, Math.max(0, this.completed + 1));
    for (const lane of this.#alive) lane.client?.go(until);
  }

  /** Comes to rest when all lanes have reached what was asked for. */
  #arrive() {
    if (this.state !== 'training' || this.completed < this.#target) return;
    this.#enter(this.completed >= this.epochs ? 'finished' : 'paused');
  }

  /**
   * @param {Lane} lane
   * @param {number} index
   * @param {Report} report
   * @param {Snapshot} snapshot
   */
  #epoch(lane, index, report, snapshot) {
    if (this.#closed) return;
    lane.completed = report.epoch;
    lane.reports[report.epoch] = report;
    keep(this.lanes, index, report.epoch, snapshot);
    lane.progress = null;
    this.#pace.note(this.position);
    this.#events.epoch(index, report, snapshot);
    this.#arrive();
    this.#grant();
    this.#events.state();
  }

  /**
   * @param {Lane} lane
   * @param {Progress} progress
   */
  #progress(lane, progress) {
    if (this.#closed) return;
    lane.progress = progress;
    this.#pace.note(this.position);
    this.#events.state();
  }

  /**
   * @param {Lane} lane
   * @param {number} index
   * @param {LabError} error
   */
  #laneFailed(lane, index, error) {
    if (this.#closed || lane.error) return;
    lane.error = error;
    lane.client?.close();
    lane.client = null;
    this.#events.laneFailed(index, error);
    if (this.#alive.length === 0) this.#enter('failed');
    this.#arrive();
    this.#grant();
    this.#events.state();
  }

  /** @param {LabError} error */
  #fail(error) {
    this.close();
    this.#events.failed(error);
    this.#enter('failed');
  }

  /** @param {State} state */
  #enter(state) {
    if (this.state === state) return;
    this.state = state;
    if (state === 'training') this.#pace.start(this.position);
    else this.#pace.stop();
    this.#events.state();
  }
}

/** @param {Lane} lane */
function position(lane) {
  const { completed, progress } = lane;
  if (completed < 0) return 0;
  if (!progress || progress.epoch !== completed + 1) return completed;
  // Everything after training is a small part of an epoch.
  return completed + (progress.phase === 'train' ? 0.95 * (progress.done / progress.of) : 0.95);
}
