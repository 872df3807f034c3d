/**
 * The runs of a search on a pool of lanes' workers, the longest first. A run that fails stops no
 * other; one that is not finished is kept now and then, and goes on from there. The pool knows no
 * document.
 *
 * @typedef {import('../shared/types.js').PlannedRun} PlannedRun
 * @typedef {import('../shared/types.js').SearchRun} SearchRun
 * @typedef {import('../shared/types.js').LabError} LabError
 * @typedef {import('../run/lane-worker-client.js').LaneClient} LaneClient
 * @typedef {import('../run/lane-worker-client.js').LaneEvents} LaneEvents
 *
 * @typedef {'waiting' | 'running' | 'finished' | 'failed' | 'cancelled'} RunState
 * @typedef {PlannedRun & { state: RunState, accuracy: number[], validation: number[], part: number, kept: number,
 *   result: SearchRun | null,
 *   error: LabError | null, client: LaneClient | null, generation: number }} Task
 *   `part`: how much of the epoch in work is done; `kept`: the last epoch that is kept of it, 0 for none
 *
 * @typedef {object} Keeping where runs that are not finished are kept; what fails is the keeper's to say
 * @property {(experiment: string) => Promise<import('../shared/saved-bytes.js').SavedBytes | null>} load
 * @property {(run: PlannedRun, saved: import('../shared/saved-bytes.js').Saved) => Promise<void>} save
 * @property {(experiment: string) => Promise<void>} forget
 *
 * @typedef {object} PoolMeans
 * @property {(lane: import('../run/lane-worker-client.js').Opening, events: LaneEvents) => LaneClient} openLane
 * @property {(text: string, ports: MessagePort[]) => Promise<void>} prepare
 * @property {(experiment: string, accuracy: number[], validation: number[], connections: number, digest: string) => SearchRun} finished
 *   `validation` is empty where no images are held back
 * @property {Keeping} keeping
 * @property {() => number} now in milliseconds
 * @property {(work: () => void, ms: number) => void} later
 * @property {() => void} treasure asks the browser to keep what is stored, as more than a moment has gone into it
 */

import { asLabError, escapes } from '../shared/errors.js';

/** Between two times that what is not finished is kept, at least so long ... */
const KEEP_EVERY_MS = 3_000;
/** ... and so many times as long as the last one took: the states of a large network may be a hundred megabytes. */
const SHARE = 20;
/** A search that took longer than this is missed when it is gone. */
const DEAR_MS = 60_000;

/** Far from the generations of the laboratory's runs. */
let generations = 1e9;

export class Pool {
  /** @type {Task[]} */
  tasks;
  /** Whether runs are started and go on. */
  going = false;
  #workers = 1;
  #means;
  #changed;
  #told;
  /** Milliseconds spent going, up to the last start. */
  #spent = 0;
  #since = 0;
  /** Work done when going began: what was done in a former visit says nothing of the pace. */
  #before = 0;
  /** Whether what is not finished is about to be kept. */
  #armed = false;

  /**
   * @param {PlannedRun[]} planned
   * @param {Map<string, SearchRun>} finished runs that need not be repeated, by experiment
   * @param {Map<string, number>} kept the last epoch kept of runs that are not finished, by experiment
   * @param {PoolMeans} means
   * @param {{ changed: () => void, finished: (run: SearchRun) => void }} events
   */
  constructor(planned, finished, kept, means, events) {
    this.#means = means;
    this.#changed = events.changed;
    this.#told = events.finished;
    this.tasks = planned.map((run) => {
      const result = finished.get(run.experiment) ?? null;
      return {
        ...run, state: result ? 'finished' : 'waiting', accuracy: [], validation: [], part: 0, kept: kept.get(run.experiment) ?? 0, result, error: null, client: null, generation: 0,
      };
    });
    this.#before = this.#done;
  }

  get #done() {
    return this.tasks.reduce((sum, task) => sum + task.work * share(task), 0);
  }

  /** How much of all the work is done, from 0 to 1. */
  get progress() {
    const all = this.tasks.reduce((sum, { work }) => sum + work, 0);
    return all > 0 ? this.#done / all : 0;
  }

  /** Seconds that the rest will take at the pace so far, or null while that is not known. */
  get secondsLeft() {
    const [done, spent] = [this.#done - this.#before, this.#goneOn];
    if (done <= 0 || spent < 1000) return null;
    const left = this.tasks.filter(isOpen).reduce((sum, task) => sum + task.work * (1 - share(task)), 0);
    return (left * spent) / done / 1000;
  }

  /** Milliseconds spent going. */
  get #goneOn() {
    return this.#spent + (this.going ? this.#means.now() - this.#since : 0);
  }

  /** How many runs are in a state. @param {RunState} state */
  count(state) {
    return this.tasks.reduce((sum, task) => sum + (task.state === state ? 1 : 0), 0);
  }

  /** @param {number} workers how many runs go on at a time */
  set workers(workers) {
    this.#workers = Math.max(1, workers);
    if (!this.going) return;
    for (const task of this.#surplus) this.#park(task).catch(escapes);
    this.#fill();
    this.#changed();
  }

  /** Runs in work that are more than the workers asked for: those that have come least far make room. */
  get #surplus() {
    const running = this.tasks.filter(({ state }) => state === 'running');
    return running.sort((a, b) => share(b) - share(a)).slice(this.#workers);
  }

  start() {
    if (this.going) return;
    this.going = true;
    this.#since = this.#means.now();
    // While all rested, fewer may have been asked for.
    const surplus = this.#surplus;
    for (const task of this.tasks) {
      if (surplus.includes(task)) this.#park(task).catch(escapes);
      else task.client?.go(4 * task.epochs);
    }
    this.#arm(KEEP_EVERY_MS);
    this.#fill();
    this.#changed();
  }

  pause() {
    if (!this.going) return;
    this.#rest();
    for (const task of this.tasks) task.client?.pause();
    this.keep().catch(escapes);
    this.#changed();
  }

  /** Gives up what is not finished. */
  cancel() {
    this.#rest();
    for (const task of this.tasks.filter(isOpen)) this.#end(task, 'cancelled');
    this.#changed();
  }

  /** Puts what failed or was cancelled back into the queue. */
  retry() {
    for (const task of this.tasks) {
      if (task.state === 'failed' || task.state === 'cancelled') Object.assign(task, { state: 'waiting', accuracy: [], validation: [], part: 0, error: null });
    }
    this.start();
    this.#fill();
    this.#changed();
  }

  /** While it goes on, what is not finished is kept now and then. @param {number} ms until the next time */
  #arm(ms) {
    if (this.#armed) return;
    this.#armed = true;
    this.#means.later(async () => {
      const began = this.#means.now();
      if (this.going) await this.keep();
      this.#armed = false;
      if (!this.going) return;
      if (this.#goneOn > DEAR_MS) this.#means.treasure();
      this.#arm(Math.max(KEEP_EVERY_MS, SHARE * (this.#means.now() - began)));
    }, ms);
  }

  /** Keeps the runs in work that have got further than what is kept of them. */
  async keep() {
    await Promise.all(this.tasks.map((task) => this.#keep(task)));
  }

  /**
   * Takes runs that were finished elsewhere: they need not be run any more.
   * @param {SearchRun[]} runs
   */
  adopt(runs) {
    const finished = new Map(runs.map((run) => [run.experiment, run]));
    const before = this.#done;
    for (const task of this.tasks) {
      const result = finished.get(task.experiment);
      if (!result || task.state === 'finished') continue;
      task.result = result;
      this.#end(task, 'finished');
    }
    // What came for nothing says nothing of the pace.
    this.#before += this.#done - before;
    this.#fill();
    this.#changed();
  }

  /** Rests, keeps what is not finished, and only then ends the workers. */
  async retire() {
    this.#rest();
    for (const task of this.tasks) task.client?.pause();
    await this.keep();
    for (const task of this.tasks) {
      task.client?.close();
      task.client = null;
    }
  }

  #rest() {
    if (this.going) this.#spent += this.#means.now() - this.#since;
    this.going = false;
  }

  #fill() {
    while (this.going && this.count('running') < this.#workers) {
      const waiting = this.tasks.filter(({ state }) => state === 'waiting');
      if (waiting.length === 0) break;
      // What has been begun comes first, then the longest.
      this.#open(waiting.reduce((a, b) => (b.kept - a.kept || b.work - a.work) > 0 ? b : a)).catch(escapes);
    }
    if (this.going && this.count('running') === 0) this.#rest();
  }

  /** @param {Task} task */
  async #open(task) {
    task.state = 'running';
    const generation = ++generations;
    task.generation = generation;
    const isOurs = () => task.generation === generation && task.state === 'running';
    const saved = task.kept > 0 ? await this.#means.keeping.load(task.experiment) : null;
    if (!isOurs()) return;
    const resumes = saved !== null;
    if (!resumes) task.kept = 0;
    const { port1, port2 } = new MessageChannel();
    /** @param {LabError} error */
    const failed = (error) => {
      if (!isOurs()) return;
      if (resumes && error.code === 'save') {
        // What was kept is of no use: from the start, then.
        this.#forget(task);
        this.#end(task, 'waiting');
      } else {
        task.error = error;
        this.#end(task, 'failed');
      }
      this.#fill();
      this.#changed();
    };
    /** @param {import('../shared/types.js').Report} report */
    const reported = (report) => {
      task.part = 0;
      if (report.epoch === task.epochs) {
        task.result = this.#means.finished(task.experiment, task.accuracy, task.validation, report.connections, report.digest);
        this.#end(task, 'finished');
        this.#told(task.result);
        this.#fill();
      }
      this.#changed();
    };
    try {
      task.client = this.#means.openLane({ generation, text: task.experiment, index: 0, data: port1, saved, quiet: true }, {
        epoch: (report) => {
          measured(task, report);
          reported(report);
        },
        progress: ({ phase, done, of }) => {
          task.part = phase === 'train' ? 0.95 * (done / of) : 0.95;
          this.#changed();
        },
        phase: () => {},
        resumed: (reports) => {
          Object.assign(task, { accuracy: [], validation: [] });
          for (const report of reports) measured(task, report);
          const last = reports.at(-1);
          if (last) reported(last);
        },
        error: failed,
      });
      if (this.going) task.client.go(4 * task.epochs);
      this.#means.prepare(task.experiment, [port2]).catch((thrown) => failed(asLabError(thrown)));
    } catch (thrown) {
      failed(asLabError(thrown));
    }
  }

  /**
   * Keeps a run, if there is something new to keep.
   * @param {Task} task
   */
  async #keep(task) {
    const { client, generation } = task;
    if (!client || task.accuracy.length - 1 <= task.kept) return;
    // A run that has ended meanwhile has nothing to keep.
    const saved = await client.ask('save').catch(() => null);
    if (!saved || task.generation !== generation || task.state !== 'running') return;
    await this.#means.keeping.save(task, saved);
    if (task.generation === generation && isOpen(task)) task.kept = saved.completed;
    else if (isOver(task)) await this.#means.keeping.forget(task.experiment);
  }

  /**
   * Puts a run back into the queue, as far as it has come.
   * @param {Task} task
   */
  async #park(task) {
    const { generation } = task;
    task.client?.pause();
    await this.#keep(task);
    if (task.generation !== generation || task.state !== 'running') return;
    this.#end(task, 'waiting');
    this.#fill();
    this.#changed();
  }

  /** @param {Task} task */
  #forget(task) {
    if (task.kept > 0) this.#means.keeping.forget(task.experiment).catch(escapes);
    task.kept = 0;
  }

  /**
   * @param {Task} task
   * @param {RunState} state
   */
  #end(task, state) {
    task.client?.close();
    task.client = null;
    task.state = state;
    task.part = 0;
    if (isOver(task)) this.#forget(task);
    // All that a finished run has is in its result.
    if (state === 'finished' || state === 'waiting') Object.assign(task, { accuracy: [], validation: [] });
  }
}

/**
 * Notes what an epoch measured.
 * @param {Task} task
 * @param {import('../shared/types.js').Report} report
 */
function measured(task, { epoch, test_accuracy, validation_accuracy }) {
  task.accuracy[epoch] = test_accuracy;
  if (validation_accuracy !== undefined) task.validation[epoch] = validation_accuracy;
}

/** @param {Task} task */
const isOpen = ({ state }) => state === 'waiting' || state === 'running';

/** Whether what is kept of it is of no more use. @param {Task} task */
const isOver = ({ state }) => state === 'finished' || state === 'cancelled';

/** How much of a run is done. @param {Task} task */
export function share(task) {
  if (task.state === 'finished') return 1;
  if (!isOpen(task)) return 0;
  const epochs = Math.max(task.kept, task.accuracy.length - 1);
  return Math.min(1, Math.max(0, epochs + task.part) / task.epochs);
}
