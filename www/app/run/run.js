/**
 * One run of one experiment: its state, and the barrier that keeps its lanes together.
 *
 * Every lane first measures the untrained network (epoch 0). After that an epoch is four phases:
 * train, score, prune, regrow. While a run is training, a lane may begin an epoch only when all
 * others have completed the one before, so none is ever more than one epoch ahead; step by step and
 * in slow motion the same holds for phases. A lane that fails drops out and the others go on. A run
 * knows no document: lanes and data come from outside.
 *
 * @typedef {import('../shared/types.js').Checked} Checked
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {import('../shared/types.js').SoFar} SoFar
 * @typedef {import('../shared/types.js').Progress} Progress
 * @typedef {import('../shared/types.js').LabError} LabError
 * @typedef {import('./lane-worker-client.js').LaneClient} LaneClient
 * @typedef {import('./lane-worker-client.js').LaneEvents} LaneEvents
 * @typedef {import('./wiring-timeline.js').WiringTime} WiringTime
 * @typedef {import('./overlaps.js').Overlaps} Overlaps
 * @typedef {import('./lane-state.js').Lane} Lane
 * @typedef {import('./lane-state.js').SavedLane} SavedLane
 *
 * @typedef {'ready' | 'training' | 'paused' | 'finished' | 'failed'} State
 *
 * @typedef {object} RunEvents
 * @property {() => void} state the state, the budget or the progress changed
 * @property {(lane: number, snapshot: Snapshot) => void} untrained its network is made, and waits for its data
 * @property {(lane: number, report: Report, snapshot: Snapshot) => void} epoch
 * @property {(lane: number) => void} resumed the lane goes on from a save: its reports so far are there
 * @property {(lane: number, soFar: SoFar, snapshot: Snapshot) => void} phase a lane rests between two phases
 * @property {(lane: number, error: LabError) => void} laneFailed
 * @property {(error: LabError) => void} failed the data could not be had; nothing runs
 *
 * @typedef {object} Means
 * @property {(lane: import('./lane-worker-client.js').Opening, events: LaneEvents) => LaneClient} openLane
 * @property {(text: string, ports: MessagePort[]) => Promise<void>} prepare
 * @property {() => number} now in milliseconds
 * @property {(ms: number, work: () => void) => () => void} later does something after a while; returns how to call it off
 * @property {() => Pick<WiringTime, keyof WiringTime>} wiringTime
 * @property {() => Pick<Overlaps, keyof Overlaps>} inCommon
 */

import { asLabError } from '../shared/errors.js';
import { SnapshotHistory } from './snapshot-history.js';
import { PHASES, alive, atStart, isUnheard, meanPosition, reached } from './lane-state.js';
import { FULL, epochMs } from './paces.js';
import { Pace } from './time-left.js';

let generations = 0;

export class Run {
  /** @type {State} */
  state = 'ready';
  /** @type {Lane[]} */
  lanes;
  epochs;
  /** What every two lanes have in common, epoch by epoch. */
  common;
  /** Of which epochs there are snapshots. */
  history;
  generation = ++generations;
  #text;
  #events;
  #means;
  #pace;
  /** In phases, as the lanes count them. */
  #target = 0;
  #speed = FULL;
  /** What the lanes were let go up to last, in phases, and when. */
  #granted = { until: -1, at: -Infinity };
  /** Whether lanes wait for one another after each phase. */
  #byPhase = false;
  /** @type {(() => void) | null} calls off the grant that slow motion waits for */
  #waiting = null;
  #opened = false;
  #continued = false;
  #closed = false;

  /**
   * @param {Checked & { canonical: string }} experiment
   * @param {RunEvents} events
   * @param {Means} means
   * @param {(SavedLane | null)[]} saved by lane, what it goes on from
   */
  constructor(experiment, events, means, saved = []) {
    this.#text = experiment.canonical;
    this.#events = events;
    this.#means = means;
    this.#pace = new Pace(means.now);
    this.epochs = experiment.epochs;
    this.common = means.inCommon();
    this.#continued = saved.some(Boolean);
    this.lanes = experiment.lanes.map((_, i) => ({
      client: null, reports: [], wiring: means.wiringTime(), ...atStart(saved[i] ?? null),
    }));
    this.history = new SnapshotHistory(this.lanes, { stride: Math.max(1, ...saved.map((lane) => lane?.stride ?? 1)) });
  }

  /** The last epoch that every lane has completed; −1 before the first. */
  get completed() {
    return reached(this.lanes, 'completed');
  }

  /** Phases that every lane has done since the untrained network; −1 before that is measured. */
  get phases() {
    return reached(this.lanes, 'phases');
  }

  /** The phase that every lane has done in an epoch that is not complete, and null between epochs. */
  get phase() {
    const within = this.phases - PHASES.length * Math.max(0, this.completed);
    return within > 0 ? PHASES[within - 1] ?? null : null;
  }

  /** Whether the epoch is shown phase by phase: in slow motion, and after a step of one phase. */
  get byPhase() {
    return this.#byPhase;
  }

  /** Whether the untrained networks are still being made and measured. */
  get opening() {
    return this.#opened && this.completed < 0 && this.state !== 'failed';
  }

  /** Its experiment, as canonical text. */
  get text() {
    return this.#text;
  }

  /** Whether it goes on from a save. */
  get continued() {
    return this.#continued;
  }

  /** How many epochs are behind, counting the parts of the ones in work. */
  get position() {
    return meanPosition(this.lanes);
  }

  /** Seconds of training left in the budget, or null while that is unknown. */
  get secondsLeft() {
    return this.#pace.left(this.position, this.epochs);
  }

  /** Starts the workers and measures the untrained networks. */
  open() {
    if (this.#opened) return;
    this.#opened = true;
    this.#start(this.lanes.map((_, index) => index));
    this.#events.state();
  }

  /** Trains up to the epoch budget. */
  train() {
    this.#trainUpTo(PHASES.length * this.epochs);
  }

  /** Trains up to the end of the epoch that comes next, or of the one in work. */
  step() {
    this.#trainUpTo(PHASES.length * (Math.max(0, this.completed) + 1));
  }

  /** Does the phase that comes next, or ends the one in work. */
  stepPhase() {
    this.#trainUpTo(Math.max(0, this.phases) + 1);
  }

  /**
   * How fast it goes on; also while it is training.
   * @param {import('./paces.js').Pace} pace
   */
  set speed(pace) {
    this.#speed = pace;
    if (this.state === 'training') this.#trainUpTo(this.#target);
  }

  /** Stops every lane at the end of its slice. */
  pause() {
    if (this.state !== 'training') return;
    this.#callOff();
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
    if (this.state === 'training') this.train();
    else if (this.state === 'finished') this.#enter('paused');
    else this.#events.state();
  }

  /**
   * Makes a lane that has failed anew, from a save or from the start, and lets it catch up: the
   * others wait for it.
   * @param {number} index
   * @param {SavedLane | null} saved
   */
  rebuild(index, saved) {
    const lane = this.lanes[index];
    if (!lane.error || this.#closed) return;
    Object.assign(lane, atStart(saved));
    lane.reports.length = 0;
    lane.wiring.free();
    if (this.state === 'failed' || this.state === 'finished') this.#enter('paused');
    this.#callOff();
    this.#start([index]);
    this.#grant();
    this.#events.state();
  }

  /**
   * Starts the workers of these lanes and has their data sent to them.
   * @param {number[]} indices
   */
  #start(indices) {
    const channels = indices.map(() => new MessageChannel());
    indices.forEach((index, i) => {
      const lane = this.lanes[index];
      const { saved } = lane;
      lane.saved = null;
      lane.client = this.#means.openLane(
        { generation: this.generation, text: this.#text, index, data: channels[i].port1, saved: saved?.bytes ?? null },
        {
          untrained: (snapshot) => { if (!this.#closed && lane.completed < 0) this.#events.untrained(index, snapshot); },
          epoch: (report, snapshot) => this.#epoch(lane, index, report, snapshot),
          phase: (soFar, snapshot) => this.#phase(lane, index, soFar, snapshot),
          progress: (progress) => this.#progress(lane, progress),
          resumed: (reports, snapshot) => this.#resumed(lane, index, reports, snapshot, saved),
          error: (error) => this.#laneFailed(lane, index, error),
        },
      );
    });
    this.#means.prepare(this.#text, channels.map((channel) => channel.port2)).catch((thrown) => {
      if (!this.#closed) this.#withoutData(indices, asLabError(thrown));
    });
  }

  /** Ends the workers; nothing of this run is heard of again. */
  close() {
    this.#closed = true;
    this.#callOff();
    for (const lane of this.lanes) {
      lane.client?.close();
      lane.wiring.free();
    }
  }

  /** @param {number} target in phases */
  #trainUpTo(target) {
    if (this.state === 'failed' || this.state === 'finished') return;
    this.#target = Math.min(target, PHASES.length * this.epochs);
    this.#byPhase = this.#speed.phaseMs > 0 || target % PHASES.length !== 0 || target - this.phases === 1;
    this.#callOff();
    this.open();
    this.#enter('training');
    this.#arrive();
    this.#grant();
  }

  /** Lets every lane work up to the phase, or the epoch, after the last one that all have completed. */
  #grant() {
    if (this.state !== 'training' || this.#waiting) return;
    const next = this.#byPhase ? this.phases + 1 : PHASES.length * (this.completed + 1);
    const until = Math.min(this.#target, Math.max(0, next));
    if (until !== this.#granted.until) this.#granted = { until, at: this.#means.now() };
    for (const lane of alive(this.lanes)) lane.client?.go(until);
  }

  /**
   * After a lane has done something: what comes next, at once or when it has been shown long enough.
   * @param {number} before the phases that all lanes had done
   */
  #goOn(before) {
    this.#arrive();
    const rest = this.state === 'training' && this.phases > Math.max(0, before) && !this.#waiting ? this.#rest : 0;
    if (rest > 0) {
      this.#waiting = this.#means.later(rest, () => {
        this.#waiting = null;
        this.#grant();
      });
    }
    this.#grant();
    this.#events.state();
  }

  /** For how many milliseconds what all lanes have just done is still to be shown. */
  get #rest() {
    if (this.#speed.phaseMs > 0) return this.#speed.phaseMs;
    return this.phase === null ? this.#granted.at + epochMs(this.#speed, this.epochs) - this.#means.now() : 0;
  }

  #callOff() {
    this.#waiting?.();
    this.#waiting = null;
  }

  /** Comes to rest when all lanes have reached what was asked for. */
  #arrive() {
    if (this.state !== 'training' || this.phases < this.#target) return;
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
    const before = this.phases;
    lane.completed = report.epoch;
    lane.phases = PHASES.length * report.epoch;
    lane.reports[report.epoch] = report;
    lane.wiring.add(report.epoch, snapshot);
    this.history.keep(index, report.epoch, snapshot);
    this.common.note(index, this.lanes);
    lane.soFar = null;
    lane.within = null;
    lane.progress = null;
    this.#pace.note(this.position);
    this.#events.epoch(index, report, snapshot);
    this.#goOn(before);
  }

  /**
   * @param {Lane} lane
   * @param {number} index
   * @param {SoFar} soFar
   * @param {Snapshot} snapshot
   */
  #phase(lane, index, soFar, snapshot) {
    if (this.#closed) return;
    const before = this.phases;
    lane.phases = PHASES.length * (soFar.epoch - 1) + PHASES.indexOf(soFar.phase) + 1;
    lane.soFar = soFar;
    lane.within = snapshot;
    lane.progress = { phase: soFar.phase, epoch: soFar.epoch, done: 1, of: 1 };
    this.#pace.note(this.position);
    this.#events.phase(index, soFar, snapshot);
    this.#goOn(before);
  }

  /**
   * @param {Lane} lane
   * @param {number} index
   * @param {Report[]} reports of all epochs before
   * @param {Snapshot | null} snapshot of the last one, if there is one
   * @param {SavedLane | null} saved what it goes on from
   */
  #resumed(lane, index, reports, snapshot, saved) {
    if (this.#closed) return;
    lane.completed = reports.length - 1;
    lane.phases = lane.completed < 0 ? -1 : PHASES.length * lane.completed;
    lane.soFar = null;
    lane.within = null;
    lane.reports.splice(0, Infinity, ...reports);
    lane.snapshots.length = Math.min(lane.snapshots.length, reports.length);
    lane.wiring.recall(saved?.wiring ?? null, lane.completed);
    this.common.recall(index, saved?.common ?? null);
    if (snapshot) {
      delete snapshot.changes;
      this.history.keep(index, lane.completed, snapshot);
      this.common.note(index, this.lanes);
    }
    lane.progress = null;
    // What was done before says nothing of how fast it goes.
    this.#pace = new Pace(this.#means.now);
    if (this.state === 'training') this.#pace.start(this.position);
    this.#events.resumed(index);
    if (this.state === 'ready' && lane.completed > 0) this.#enter('paused');
    if (this.state === 'paused' && this.completed >= this.epochs) this.#enter('finished');
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
    // No lane that begins now will fare better.
    if (error.code === 'renewed' && this.lanes.every(isUnheard)) return this.#fail(error);
    const before = this.phases;
    lane.error = error;
    lane.client?.close();
    lane.client = null;
    this.#events.laneFailed(index, error);
    if (alive(this.lanes).length === 0) {
      this.#callOff();
      this.#enter('failed');
    }
    this.#goOn(before);
  }

  /**
   * These lanes were to be given their data. Those that have them go on; if no lane of the run has, it cannot begin.
   * @param {number[]} indices
   * @param {LabError} error
   */
  #withoutData(indices, error) {
    const empty = indices.filter((index) => isUnheard(this.lanes[index]));
    if (empty.length === this.lanes.length) this.#fail(error);
    else for (const index of empty) this.#laneFailed(this.lanes[index], index, error);
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
