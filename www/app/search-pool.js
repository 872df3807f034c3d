/**
 * The runs of a search on a pool of lanes' workers, the longest first. A run that fails stops no
 * other. The pool knows no document.
 *
 * @typedef {import('./types.js').PlannedRun} PlannedRun
 * @typedef {import('./types.js').SearchRun} SearchRun
 * @typedef {import('./types.js').LabError} LabError
 * @typedef {import('./lane.js').LaneClient} LaneClient
 * @typedef {import('./lane.js').LaneEvents} LaneEvents
 *
 * @typedef {'waiting' | 'running' | 'finished' | 'failed' | 'cancelled'} RunState
 * @typedef {PlannedRun & { state: RunState, accuracy: number[], part: number, result: SearchRun | null, error: LabError | null,
 *   client: LaneClient | null, generation: number }} Task `part`: how much of the epoch in work is done
 *
 * @typedef {object} PoolMeans
 * @property {(lane: import('./lane.js').Opening, events: LaneEvents) => LaneClient} openLane
 * @property {(text: string, ports: MessagePort[]) => Promise<void>} prepare
 * @property {(experiment: string, accuracy: number[], connections: number, digest: string) => SearchRun} finished
 * @property {() => number} now in milliseconds
 */

import { asLabError } from './errors.js';

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
  #kept;
  /** Milliseconds spent going, up to the last start. */
  #spent = 0;
  #since = 0;
  /** Work done when going began: what was finished in a former visit says nothing of the pace. */
  #before = 0;

  /**
   * @param {PlannedRun[]} planned
   * @param {Map<string, SearchRun>} finished runs that need not be repeated, by experiment
   * @param {PoolMeans} means
   * @param {{ changed: () => void, finished: (run: SearchRun) => void }} events
   */
  constructor(planned, finished, means, { changed, finished: kept }) {
    this.#means = means;
    this.#changed = changed;
    this.#kept = kept;
    this.tasks = planned.map((run) => {
      const result = finished.get(run.experiment) ?? null;
      return { ...run, state: result ? 'finished' : 'waiting', accuracy: result?.accuracy ?? [], part: 0, result, error: null, client: null, generation: 0 };
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
    const [done, spent] = [this.#done - this.#before, this.#spent + (this.going ? this.#means.now() - this.#since : 0)];
    if (done <= 0 || spent < 1000) return null;
    const left = this.tasks.filter(({ state }) => state === 'waiting' || state === 'running')
      .reduce((sum, task) => sum + task.work * (1 - share(task)), 0);
    return (left * spent) / done / 1000;
  }

  /** How many runs are in a state. @param {RunState} state */
  count(state) {
    return this.tasks.filter((task) => task.state === state).length;
  }

  /** @param {number} workers how many runs go on at a time */
  set workers(workers) {
    this.#workers = Math.max(1, workers);
    if (this.going) this.#fill();
  }

  start() {
    if (this.going) return;
    this.going = true;
    this.#since = this.#means.now();
    for (const task of this.tasks) task.client?.go(4 * task.epochs);
    this.#fill();
    this.#changed();
  }

  pause() {
    if (!this.going) return;
    this.#rest();
    for (const task of this.tasks) task.client?.pause();
    this.#changed();
  }

  /** Gives up what is not finished. */
  cancel() {
    this.#rest();
    for (const task of this.tasks) {
      if (task.state === 'waiting' || task.state === 'running') this.#end(task, 'cancelled');
    }
    this.#changed();
  }

  /** Puts what failed or was cancelled back into the queue. */
  retry() {
    for (const task of this.tasks) {
      if (task.state === 'failed' || task.state === 'cancelled') Object.assign(task, { state: 'waiting', accuracy: [], part: 0, error: null });
    }
    this.start();
    this.#fill();
    this.#changed();
  }

  /** Ends the workers. */
  close() {
    this.going = false;
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
      this.#open(waiting.reduce((a, b) => (b.work > a.work ? b : a)));
    }
    if (this.going && this.count('running') === 0) this.#rest();
  }

  /** @param {Task} task */
  #open(task) {
    task.state = 'running';
    const generation = ++generations;
    task.generation = generation;
    const { port1, port2 } = new MessageChannel();
    /** @param {LabError} error */
    const failed = (error) => {
      if (task.generation !== generation || task.state !== 'running') return;
      task.error = error;
      this.#end(task, 'failed');
      this.#fill();
      this.#changed();
    };
    try {
      task.client = this.#means.openLane({ generation, text: task.experiment, index: 0, data: port1, saved: null }, {
        epoch: (report) => {
          task.accuracy[report.epoch] = report.test_accuracy;
          task.part = 0;
          if (report.epoch === task.epochs) {
            task.result = this.#means.finished(task.experiment, task.accuracy, report.connections, report.digest);
            this.#end(task, 'finished');
            this.#kept(task.result);
            this.#fill();
          }
          this.#changed();
        },
        progress: ({ phase, done, of }) => {
          task.part = phase === 'train' ? 0.95 * (done / of) : 0.95;
          this.#changed();
        },
        phase: () => {},
        resumed: () => {},
        error: failed,
      });
      task.client.go(4 * task.epochs);
      this.#means.prepare(task.experiment, [port2]).catch((thrown) => failed(asLabError(thrown)));
    } catch (thrown) {
      failed(asLabError(thrown));
    }
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
  }
}

/** How much of a run is done. @param {Task} task */
export function share(task) {
  if (task.state === 'finished') return 1;
  if (task.state !== 'running') return 0;
  return Math.min(1, Math.max(0, task.accuracy.length - 1 + task.part) / task.epochs);
}
