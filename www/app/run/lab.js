/**
 * The laboratory: the experiment that stands in address and form, and its run. What the visitor does
 * comes in here; what follows goes out through one set of events.
 *
 * @typedef {import('../shared/types.js').Checked} Checked
 * @typedef {import('../shared/types.js').LabError} LabError
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {import('../shared/types.js').SoFar} SoFar
 * @typedef {import('./run.js').Means} Means
 *
 * @typedef {object} LabEvents
 * @property {() => void} experiment another text was read: look at `checked` and `text`
 * @property {() => void} begin there is a new run, at epoch 0
 * @property {() => void} state the run's state, budget or progress changed
 * @property {(lane: number, snapshot: Snapshot) => void} untrained its network is made, and waits for its data
 * @property {(lane: number, report: Report, snapshot: Snapshot) => void} epoch
 * @property {(lane: number) => void} resumed the lane goes on from a save: its reports so far are there
 * @property {(lane: number, soFar: SoFar, snapshot: Snapshot) => void} phase a lane rests between two phases of an epoch
 * @property {(lane: number, error: LabError) => void} laneFailed
 *
 * @typedef {object} LabMeans
 * @property {(text: string) => Checked} check
 * @property {(text: string, key: string, value: string | undefined) => string} edit the text with one key changed
 * @property {(needs: string) => boolean} atHand whether data can be had at once, without asking another host
 * @property {Means} run
 */

import { FULL } from './paces.js';
import { Run } from './run.js';

/** Seeds have 32 bits. */
const LAST_SEED = 2 ** 32 - 1;

export class Lab {
  /** @type {Checked} what was read last, good or bad */
  checked;
  /** @type {Run | null} the run of the last good experiment */
  run = null;
  /**
   * The run before this one, paused, if it had trained an epoch: one can go back to it.
   * @type {{ run: Run, experiment: Checked & { canonical: string } } | null}
   */
  previous = null;
  /** A run that waits aside, paused, whatever other runs come between. @type {{ run: Run, experiment: Checked & { canonical: string } } | null} */
  #aside = null;
  /** Whether the run at hand goes aside when another takes its place. */
  #goesAside = false;
  /** @type {LabError | null} why the run could not start */
  failure = null;
  /** @type {Checked & { canonical: string } | null} the experiment of the run */
  #experiment = null;
  #speed = FULL;
  /** The text read last. */
  #text = '';
  #events;
  #means;

  /**
   * @param {LabMeans} means
   * @param {LabEvents} events
   */
  constructor(means, events) {
    this.#means = means;
    this.#events = events;
    this.checked = means.check('');
  }

  /** The text read last: canonical, or as it was written if it cannot run. */
  get text() {
    return this.#text;
  }

  /** Whether the text read last can run. */
  get valid() {
    return this.checked.canonical !== null;
  }

  /**
   * Reads an experiment. A new one gets a new run; one with more epochs continues the run there is;
   * a bad one is only looked at, and the run pauses.
   * @param {string} text
   */
  read(text) {
    const { check } = this.#means;
    const checked = check(text);
    this.checked = checked;
    this.#text = checked.canonical ?? text;
    if (!isGood(checked)) this.run?.pause();
    else if (this.run && this.#experiment && longer(this.#experiment, checked)) {
      this.#experiment = checked;
      this.run.extend(checked.canonical, checked.epochs);
    } else if (checked.canonical !== this.#experiment?.canonical) this.#begin(checked);
    this.#events.experiment();
  }

  /**
   * The text with one key changed; null takes it out.
   * @param {string} key
   * @param {string | null} value
   */
  changed(key, value) {
    return this.#means.edit(this.#text, key, value ?? undefined);
  }

  /**
   * Whether epochs that were trained would be left behind with this text.
   * @param {string} text
   */
  leaves(text) {
    const next = this.#means.check(text);
    return isGood(next) && this.#experiment !== null && (this.run?.completed ?? 0) > 0
      && next.canonical !== this.#experiment.canonical && !longer(this.#experiment, next);
  }

  /** Goes back to the run before this one, which is then the one to go back to. */
  back() {
    if (!this.previous) return;
    const before = this.previous;
    this.previous = this.#leave();
    this.#takeUp(before);
  }

  /** Puts the run at hand aside as soon as another takes its place; `recall` brings it back. */
  setAside() {
    this.#goesAside = true;
  }

  /** The run that waits aside does so no more. */
  forgetAside() {
    this.#goesAside = false;
    this.#aside?.run.close();
    this.#aside = null;
  }

  /**
   * Brings back the run that waits aside, if it is of that experiment; the one at hand ends.
   * @param {string | null} text canonical
   * @returns {boolean} whether it is back
   */
  recall(text) {
    const aside = this.#aside;
    if (aside?.experiment.canonical !== text) {
      this.forgetAside();
      return false;
    }
    this.#goesAside = false;
    this.#aside = null;
    this.run?.close();
    if (aside) this.#takeUp(aside);
    return true;
  }

  /** Goes on with a run that was paused. @param {{ run: Run, experiment: Checked & { canonical: string } }} paused */
  #takeUp({ run, experiment }) {
    this.run = run;
    this.#experiment = experiment;
    this.failure = null;
    this.checked = experiment;
    this.#text = experiment.canonical;
    run.speed = this.#speed;
    this.#events.begin();
    run.lanes.forEach(({ soFar, within, error }, lane) => {
      this.#events.resumed(lane);
      if (soFar && within) this.#events.phase(lane, soFar, within);
      if (error) this.#events.laneFailed(lane, error);
    });
    this.#events.experiment();
    this.#events.state();
  }

  /** Puts the run there is aside, as it is but for a pause, if it has trained an epoch; else ends it. */
  #leave() {
    const { run } = this;
    if (!run || !this.#experiment) return null;
    if (run.completed > 0) {
      run.pause();
      return { run, experiment: this.#experiment };
    }
    run.close();
    return null;
  }

  train() {
    // Data that could not be had may be had now.
    if (this.failure) this.reset();
    if (this.valid) this.run?.train();
  }

  pause() {
    this.run?.pause();
  }

  stepEpoch() {
    if (this.valid) this.run?.step();
  }

  stepPhase() {
    if (this.valid) this.run?.stepPhase();
  }

  /**
   * How fast this run goes on, and those to come.
   * @param {import('./paces.js').Pace} pace
   */
  set speed(pace) {
    this.#speed = pace;
    if (this.run) this.run.speed = pace;
  }

  /** The very same run again, from epoch 0. */
  reset() {
    if (this.#experiment && this.valid) this.#begin(this.#experiment);
  }

  /** The text of the same experiment with other random numbers: those of the next seed. */
  get reseeded() {
    const seed = Number(this.checked.values.seed);
    return this.changed('seed', String(seed < LAST_SEED ? seed + 1 : 0));
  }

  /** Data that the run may have waited for are there, or may now be had. */
  dataArrived() {
    if (this.run?.state === 'failed' && this.failure) this.reset();
    else this.#openIfAtHand();
  }

  /**
   * Goes on with a run that was saved; its experiment takes the place of the one there is. A bad text
   * is only looked at.
   * @param {string} text
   * @param {(import('./lane-state.js').SavedLane | null)[]} saved by lane
   */
  resume(text, saved) {
    const checked = this.#means.check(text);
    this.checked = checked;
    this.#text = checked.canonical ?? text;
    if (isGood(checked)) {
      this.#begin(checked, saved);
      this.run?.open();
    } else this.run?.pause();
    this.#events.experiment();
  }

  /**
   * @param {Checked & { canonical: string }} experiment
   * @param {(import('./lane-state.js').SavedLane | null)[]} [saved]
   */
  #begin(experiment, saved) {
    if (experiment.canonical === this.#experiment?.canonical) this.run?.close();
    else {
      const left = this.#leave();
      if (left && this.#goesAside) {
        this.#aside?.run.close();
        this.#aside = left;
      } else if (left) {
        this.previous?.run.close();
        this.previous = left;
      }
      this.#goesAside = false;
    }
    this.#experiment = experiment;
    this.failure = null;
    const run = new Run(experiment, {
      state: () => this.run === run && this.#events.state(),
      // What a run that was put aside had on its way is in its lanes, and shown when one goes back to it.
      untrained: (...news) => this.run === run && this.#events.untrained(...news),
      epoch: (...news) => this.run === run && this.#events.epoch(...news),
      resumed: (...news) => this.run === run && this.#events.resumed(...news),
      phase: (...news) => this.run === run && this.#events.phase(...news),
      laneFailed: (...news) => this.run === run && this.#events.laneFailed(...news),
      failed: (error) => {
        if (this.run === run) this.failure = error;
      },
    }, this.#means.run, saved);
    run.speed = this.#speed;
    this.run = run;
    this.#events.begin();
    this.#openIfAtHand();
    this.#events.state();
  }

  /** The untrained networks are measured beforehand, so that Run has something to start from. */
  #openIfAtHand() {
    if (this.run && this.#experiment && this.#means.atHand(this.#experiment.needs)) this.run.open();
  }
}

/**
 * @param {Checked} checked
 * @returns {checked is Checked & { canonical: string }}
 */
const isGood = (checked) => checked.canonical !== null;

/**
 * Whether `next` is `now` with more epochs and nothing else changed.
 * @param {Checked} now
 * @param {Checked} next
 */
function longer(now, next) {
  const others = Object.keys(next.values).filter((key) => key !== 'epochs');
  return next.epochs > now.epochs && others.every((key) => now.values[key] === next.values[key])
    && !next.lanes.some(({ scheduled }) => scheduled);
}
