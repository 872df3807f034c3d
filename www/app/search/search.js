/** The Search view: a grid of experiments on a pool of workers, and what it found. */

import { byId, make, say, setAvailable } from '../base/dom.js';
import { asLabError, escapes, stopped } from '../shared/errors.js';
import { handsOut } from '../base/hand-out.js';
import { brief, count, counted, duration, megabytes } from '../base/format.js';
import { keepForGood } from '../platform/durable-storage.js';
import { ResultsChart } from './results-chart.js';
import { LearningChart } from './learning-chart.js';
import { Pool } from './pool.js';
import { importedFor, keepRuns, keptRuns, rememberImported, Unfinished } from './database.js';
import { about, secondsOfWork } from '../run/estimate.js';
import { groupRows, isHeld, RunRows } from './tables.js';
import { GridForm } from './grid-form.js';

/**
 * @typedef {import('../shared/types.js').SearchRun} SearchRun
 * @typedef {Pick<typeof import('../../pkg/censet_page.js'), 'fields' | 'edit'>} Wasm
 * @typedef {import('../platform/later.js').LaterWasm} LaterWasm
 */

const MOST_BYTES = 64 * 2 ** 20;
const MOST_RUNS = 10_000;
const SHOW_EVERY_MS = 250;
/** Runs that are looked at in one go. */
const AT_ONCE = 50;
/** In bytes, where the browser does not tell. */
const USUAL_MEMORY = 4e9;

export class Search {
  #wasm;
  #means;
  #told;
  #grid = byId('search-grid', HTMLTextAreaElement);
  #error = byId('search-error', HTMLElement);
  #state = byId('search-state', HTMLElement);
  #bar = byId('search-progress', HTMLProgressElement);
  #workers = byId('search-workers', HTMLInputElement);
  #bound = byId('search-bound', HTMLElement);
  #copy = byId('search-copy', HTMLElement);
  #groups = byId('search-groups', HTMLElement);
  #validation = byId('search-validation', HTMLElement);
  #note = byId('search-note', HTMLElement);
  #start = byId('search-start', HTMLButtonElement);
  #cancel = byId('search-cancel', HTMLButtonElement);
  #retry = byId('search-retry', HTMLButtonElement);
  #save = byId('search-export', HTMLButtonElement);
  #plan = byId('search-plan', HTMLElement);
  #mean = byId('search-mean', HTMLElement);
  #form;
  #rows;
  #chart;
  #learning;
  #unfinished = new Unfinished((error) => this.#unkept(error));
  #text = '';
  /** @type {Pool | null} */
  #pool = null;
  /** @type {Promise<void>} until the pools of former grids have kept what they had */
  #retired = Promise.resolve();
  /** @type {SearchRun[]} runs that a file brought while this grid, or none, stood in the view */
  #imported = [];
  /** How many finished runs the results are of; −1 for none yet. */
  #shown = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {LaterWasm} wasm
   * @param {Wasm} keys
   * @param {import('../figures/figures.js').Figures} figures
   * @param {Pick<import('./pool.js').PoolMeans, 'openLane' | 'prepare'> & { copy: (text: string) => string, linkTo: (text: string) => string,
   *   base: () => { text: string, values: Record<string, string> } }} means
   *   `copy`: what must be said of the data of an experiment; `linkTo`: its address; `base`: the experiment in the Lab
   * @param {(text: string) => void} told called with a good grid that now stands in the view
   */
  constructor(wasm, keys, figures, means, told) {
    this.#wasm = wasm;
    this.#means = means;
    this.#told = told;
    this.#rows = new RunRows(byId('search-rows', HTMLElement), means.linkTo);
    this.#chart = new ResultsChart(figures);
    this.#learning = new LearningChart(figures);
    this.#form = new GridForm(keys.fields(), means.base, keys.edit, (grid) => this.read(grid));
    byId('search-ready', HTMLElement).append(...wasm.ready_searches().map(({ name, source, grid }) => {
      const button = make('button', { type: 'button' }, name);
      button.addEventListener('click', () => this.read(grid));
      return make('li', {}, button, source ? make('span', { class: 'muted' }, source) : '');
    }));
    byId('search-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.read(this.#grid.value.trim());
    });
    this.#bindWorkers([]);
    this.#workers.addEventListener('change', () => {
      this.#workers.value = String(this.#wanted);
      if (this.#pool) this.#pool.workers = this.#wanted;
    });
    this.#start.addEventListener('click', () => {
      if (!this.#pool) return;
      if (this.#pool.going) return this.#pool.pause();
      this.#pool.workers = this.#wanted;
      this.#pool.start();
    });
    this.#cancel.addEventListener('click', () => this.#pool?.cancel());
    this.#retry.addEventListener('click', () => {
      if (!this.#pool) return;
      this.#pool.workers = this.#wanted;
      this.#pool.retry();
    });
    handsOut(this.#save, 'search.json', () => {
      const results = new this.#wasm.SearchResults(this.#runs);
      try {
        return new Blob([JSON.stringify(results.whole(), null, 2)], { type: 'application/json' });
      } finally {
        results.free();
      }
    });
    const file = byId('search-import', HTMLInputElement);
    file.addEventListener('change', () => {
      const chosen = file.files?.[0];
      file.value = '';
      if (chosen) this.take(chosen).catch(escapes);
    });
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') this.#pool?.keep().catch(escapes); });
    this.#show();
    this.#recall().catch(escapes);
  }

  get #wanted() {
    const wanted = Math.round(Number(this.#workers.value)) || 1;
    return Math.max(1, Math.min(Number(this.#workers.max), wanted));
  }

  /** The experiment in the Lab is another. */
  based() {
    this.#form.show();
  }

  /** The grid that stands in the view; empty before the first. */
  get text() {
    return this.#text;
  }

  /**
   * Reads a grid. Its runs that are finished already are not repeated.
   * @param {string} text
   * @returns {boolean} whether it is one; else the view says what is wrong with it, and what stood there goes on
   */
  read(text) {
    const { canonical, errors, runs } = this.#wasm.look_at_grid(text);
    say(this.#error, errors.map(({ field, value, allowed }) => `${brief(field)} = “${brief(value)}” cannot be used: ${allowed}.`).join(' '));
    this.#grid.value = canonical ?? text;
    if (canonical !== null && canonical !== this.#text) this.#begin(canonical, runs).catch(escapes);
    return canonical !== null;
  }

  /**
   * @param {string} canonical
   * @param {import('../shared/types.js').PlannedRun[]} runs
   */
  async #begin(canonical, runs) {
    this.#text = canonical;
    this.#imported = [];
    const former = this.#pool;
    this.#pool = null;
    this.#told(canonical);
    this.#bindWorkers(runs);
    const seconds = secondsOfWork(runs.reduce((sum, { work }) => sum + work, 0), Math.min(runs.length, this.#wanted, navigator.hardwareConcurrency || 1));
    say(this.#plan, `${counted(runs.length, 'run')}, ${about(seconds)} here.`);
    this.#rows.begin([]);
    this.#shown = -1;
    this.#show();
    // What the former search did since it was last kept may be of use to this one, or to the next.
    if (former) this.#retired = this.#retired.then(() => former.retire());
    await this.#retired;
    const [kept, unfinished] = await Promise.all([
      keptRuns(runs.map(({ experiment }) => experiment)).catch((thrown) => this.#unkept(thrown)),
      this.#unfinished.known(),
    ]);
    const sound = await this.#sound(kept ?? []);
    if (this.#text !== canonical) return;
    this.#pool = new Pool(runs, new Map(sound.map((run) => [run.experiment, run])), unfinished, {
      openLane: this.#means.openLane,
      prepare: this.#means.prepare,
      finished: (experiment, accuracy, validation, connections, digest) => {
        const held = validation.length > 0 ? Float64Array.from(validation) : undefined;
        const run = this.#wasm.finished_run(experiment, Float64Array.from(accuracy), held, connections, digest);
        const copy = this.#means.copy(experiment);
        return copy ? { ...run, copy } : run;
      },
      keeping: this.#unfinished,
      now: () => performance.now(),
      later: (work, ms) => setTimeout(work, ms),
      treasure: () => { keepForGood().catch(escapes); },
    }, {
      changed: () => { this.#timer ??= setTimeout(() => this.#show(), SHOW_EVERY_MS); },
      finished: (run) => { keepRuns([run]).catch((thrown) => this.#unkept(thrown)); },
    });
    this.#pool.adopt(this.#imported);
    this.#rows.begin(this.#pool.tasks);
    this.#shown = -1;
    this.#timer ??= setTimeout(() => this.#show());
    this.#recall().catch(escapes);
  }

  /** Brings back the runs that a file brought to this grid before the page was left. */
  async #recall() {
    const text = this.#text;
    const kept = await keptRuns(importedFor(text)).catch(() => []);
    const sound = await this.#sound(kept);
    if (this.#text === text && this.#imported.length === 0) this.#have(sound);
  }

  /** @param {SearchRun[]} imported */
  #have(imported) {
    this.#imported = imported;
    this.#pool?.adopt(imported);
    this.#shown = -1;
    this.#show();
  }

  /**
   * Takes the JSON that `collect` or this view wrote.
   * @param {File} file
   */
  async take(file) {
    try {
      if (file.size > MOST_BYTES) throw new Error('it is larger than the results of a search can be');
      const { format, runs } = Object(asJson(await file.text()));
      if (format !== 'censet-lab-search-1') throw new Error('it is not the JSON that collect writes');
      if (!Array.isArray(runs) || runs.length > MOST_RUNS) throw new Error(`it has no list of at most ${count(MOST_RUNS)} runs`);
      const imported = this.#wasm.imported_runs(runs);
      say(this.#error, '');
      await keepRuns(imported).catch((thrown) => this.#unkept(thrown));
      rememberImported(this.#text, imported);
      this.#have(imported);
    } catch (thrown) {
      say(this.#error, `${file.name} cannot be imported: ${stopped(asLabError(thrown).text)}`);
    }
  }

  /**
   * Those of the runs kept, perhaps by an earlier version of this page, that are runs. The page draws in between.
   * @param {SearchRun[]} kept
   */
  async #sound(kept) {
    const sound = [];
    for (let i = 0; i < kept.length; i += AT_ONCE) {
      if (i > 0) await new Promise((go) => setTimeout(go));
      sound.push(...kept.slice(i, i + AT_ONCE).flatMap((run) => this.#checked(run)));
    }
    return sound;
  }

  /** A run with its means computed anew, or nothing where it is none. @param {SearchRun} run */
  #checked(run) {
    try {
      return this.#wasm.imported_runs([run]);
    } catch {
      return [];
    }
  }

  /**
   * Lets as many workers be asked for as memory allows.
   * @param {import('../shared/types.js').PlannedRun[]} runs
   */
  #bindWorkers(runs) {
    const told = 'deviceMemory' in navigator ? Number(navigator.deviceMemory) * 1e9 : null;
    const memory = told ?? USUAL_MEMORY;
    const bytes = runs.reduce((most, run) => Math.max(most, run.bytes), 50e6);
    const most = Math.max(1, Math.floor(memory / 2 / bytes));
    const cores = navigator.hardwareConcurrency || 2;
    const before = this.#workers.max === '' ? Math.min(most, cores) : this.#wanted;
    this.#workers.max = String(most);
    this.#workers.value = String(Math.min(most, before));
    const known = told === null ? `the ${memory / 1e9} GB that most machines have at least` : `the ${memory / 1e9} GB or more that this browser tells of`;
    say(this.#bound, `${counted(cores, 'core')}. Each worker takes about ${megabytes(bytes)}, so at most ${count(most)} fit into half of ${known}.`);
  }

  /** @param {unknown} thrown @returns {null} */
  #unkept(thrown) {
    say(this.#error, `Runs cannot be kept in this browser (${stopped(asLabError(thrown).text).slice(0, -1)}): a reload loses them. The search goes on.`);
    return null;
  }

  /** Every finished run, each once. @returns {SearchRun[]} */
  get #runs() {
    const finished = (this.#pool?.tasks ?? []).flatMap(({ result }) => (result ? [result] : []));
    const all = new Map([...this.#imported, ...finished].map((run) => [run.experiment, run]));
    return [...all.values()];
  }

  /** How many runs a file brought that are not the grid's. */
  get #beside() {
    const own = new Set((this.#pool?.tasks ?? []).map(({ experiment }) => experiment));
    return this.#imported.filter(({ experiment }) => !own.has(experiment)).length;
  }

  #show() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pool = this.#pool;
    const [finished, failed, cancelled] = [pool?.count('finished') ?? 0, pool?.count('failed') ?? 0, pool?.count('cancelled') ?? 0];
    const all = pool?.tasks.length ?? 0;
    const open = all - finished - failed - cancelled;
    const left = pool?.going ? pool.secondsLeft : null;
    const beside = this.#beside;
    const without = this.#text ? 'Reading the grid …' : beside > 0 ? `${counted(beside, 'run')} from a file.` : 'Write a grid, or choose one.';
    say(this.#state, !pool ? without
      : `${count(finished)} of ${counted(all, 'run')} finished${failed > 0 ? `, ${count(failed)} failed` : ''}${cancelled > 0 ? `, ${count(cancelled)} cancelled` : ''}.${left === null ? '' : ` About ${duration(left)} left.`}${beside > 0 ? ` Beside them ${counted(beside, 'run')} from a file.` : ''}`);
    this.#bar.value = pool?.progress ?? 0;
    const begun = (pool?.progress ?? 0) > 0;
    say(this.#start, pool?.going ? 'Pause search' : begun && open > 0 ? 'Resume search' : 'Start search');
    setAvailable(this.#start, open > 0);
    setAvailable(this.#cancel, open > 0);
    setAvailable(this.#retry, failed + cancelled > 0);
    this.#rows.show();
    const runs = this.#runs;
    setAvailable(this.#save, runs.length > 0);
    if (runs.length === this.#shown) return;
    this.#shown = runs.length;
    const results = new this.#wasm.SearchResults(runs);
    const written = results.written();
    say(this.#note, written.note);
    say(this.#mean, runs.length > 0 ? `accuracy, mean over ${written.averaged}, %` : 'accuracy, mean, %');
    say(this.#copy, [...new Set(runs.flatMap(({ copy }) => copy ?? []))].join(' '));
    this.#validation.hidden = !isHeld(written.groups);
    this.#groups.replaceChildren(...groupRows(written.groups, this.#means.linkTo));
    this.#learning.show(results, written.groups);
    this.#chart.show(results, written);
  }
}

/** @param {string} text @returns {unknown} */
function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
}
