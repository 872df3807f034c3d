/** The Search view: a grid of experiments on a pool of workers, and what it found. */

import { byId, make, say } from './dom.js';
import { asLabError, stopped } from './errors.js';
import { count, counted, duration } from './format.js';
import { Pool, share } from './search-pool.js';
import { keepRuns, keptRuns } from './search-store.js';

/**
 * @typedef {import('./types.js').SearchRun} SearchRun
 * @typedef {import('./types.js').SearchResults} SearchResults
 * @typedef {typeof import('../pkg/censet_lab.js')} Lab
 */

/** One click each: the paper's searches (Section 5.4), and some that a minute is enough for. */
const READY = [
  ['Small: k on garments', 'train=2000&test=1000&epochs=12&lanes=set,censet:k=0.5..2/0.5&seed=1..2'],
  ['Small: ζ on garments', 'train=2000&test=1000&epochs=12&lanes=set:zeta=0.01|0.05|0.2&seed=1..2'],
  ['Paper, wide: k from 0 to 4', 'preset=published&lanes=set,censet:k=0..4/0.5'],
  ['Paper, semi-narrow: k from 2 to 3', 'preset=published&lanes=set,censet:k=2..3/0.1'],
  ['Paper, narrow: k from 2.5 to 2.7', 'preset=published&lanes=set,censet:k=2.5..2.7/0.05'],
];
const MOST_BYTES = 64 * 2 ** 20;
const MOST_RUNS = 10_000;
const EVERY_MS = 250;
/** What each worker may need, in bytes, for the bound by memory. */
const WORKER_BYTES = 350e6;

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
  #rows = byId('search-rows', HTMLElement);
  #groups = byId('search-groups', HTMLElement);
  #note = byId('search-note', HTMLElement);
  #start = byId('search-start', HTMLButtonElement);
  #cancel = byId('search-cancel', HTMLButtonElement);
  #retry = byId('search-retry', HTMLButtonElement);
  #save = byId('search-export', HTMLButtonElement);
  #text = '';
  /** @type {Pool | null} */
  #pool = null;
  /** @type {SearchRun[]} runs that a file brought */
  #imported = [];
  #finished = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Lab} wasm
   * @param {Omit<import('./search-pool.js').PoolMeans, 'finished' | 'now'>} means
   * @param {(text: string) => void} told called with a grid that now stands in the view
   */
  constructor(wasm, means, told) {
    this.#wasm = wasm;
    this.#means = means;
    this.#told = told;
    byId('search-ready', HTMLElement).append(...READY.map(([name, grid]) => {
      const button = make('button', { type: 'button' }, name);
      button.addEventListener('click', () => this.read(grid));
      return button;
    }));
    byId('search-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.read(this.#grid.value.trim());
    });
    const memory = ('deviceMemory' in navigator ? Number(navigator.deviceMemory) : 4) * 1e9;
    const most = Math.max(1, Math.floor(memory / 2 / WORKER_BYTES));
    const cores = navigator.hardwareConcurrency || 2;
    this.#workers.max = String(most);
    this.#workers.value = String(Math.min(most, cores));
    say(this.#bound, `${counted(cores, 'core')}; at most ${counted(most, 'worker')}, so that together they take no more than half of the memory.`);
    this.#workers.addEventListener('change', () => { if (this.#pool) this.#pool.workers = this.#wanted; });
    this.#start.addEventListener('click', () => {
      if (!this.#pool) return;
      if (this.#pool.going) return this.#pool.pause();
      this.#pool.workers = this.#wanted;
      this.#pool.start();
    });
    this.#cancel.addEventListener('click', () => this.#pool?.cancel());
    this.#retry.addEventListener('click', () => this.#pool?.retry());
    this.#save.addEventListener('click', () => this.#export());
    const file = byId('search-import', HTMLInputElement);
    file.addEventListener('change', () => {
      const chosen = file.files?.[0];
      file.value = '';
      if (chosen) this.take(chosen);
    });
    this.#show();
  }

  get #wanted() {
    const wanted = Math.round(Number(this.#workers.value)) || 1;
    return Math.max(1, Math.min(Number(this.#workers.max), wanted));
  }

  /** The grid that stands in the view; empty before the first. */
  get text() {
    return this.#text;
  }

  /**
   * Reads a grid. Its runs that are finished already are not repeated.
   * @param {string} text
   */
  async read(text) {
    const { canonical, errors, runs } = this.#wasm.look_at_grid(text);
    say(this.#error, errors.map(({ field, value, allowed }) => `${field} = “${value}” cannot be used: ${allowed}.`).join(' '));
    if (canonical === null) return;
    this.#grid.value = canonical;
    if (canonical === this.#text) return;
    this.#text = canonical;
    this.#pool?.close();
    this.#pool = null;
    this.#told(canonical);
    const kept = await keptRuns(runs.map(({ experiment }) => experiment)).catch((thrown) => this.#unkept(thrown));
    if (this.#text !== canonical) return;
    const known = new Map([...(kept ?? []), ...this.#imported].map((run) => [run.experiment, run]));
    this.#pool = new Pool(runs, known, {
      ...this.#means,
      finished: (experiment, accuracy, connections, digest) => this.#wasm.finished_run(experiment, Float64Array.from(accuracy), connections, digest),
      now: () => performance.now(),
    }, {
      changed: () => { this.#timer ??= setTimeout(() => this.#show(), EVERY_MS); },
      finished: (run) => { keepRuns([run]).catch((thrown) => this.#unkept(thrown)); },
    });
    this.#finished = -1;
    this.#show();
  }

  /**
   * Takes the JSON that `collect` or this view wrote.
   * @param {File} file
   */
  async take(file) {
    try {
      if (file.size > MOST_BYTES) throw new Error('it is larger than the results of a search can be');
      const { format, runs } = Object(JSON.parse(await file.text()));
      if (format !== 'censet-lab-search-1') throw new Error('it is not the JSON that collect writes');
      if (!Array.isArray(runs) || runs.length > MOST_RUNS) throw new Error(`it has no list of at most ${count(MOST_RUNS)} runs`);
      this.#imported = this.#wasm.imported_runs(runs);
      await keepRuns(this.#imported).catch((thrown) => this.#unkept(thrown));
      say(this.#error, '');
      this.#finished = -1;
      this.#show();
    } catch (thrown) {
      say(this.#error, `${file.name} cannot be imported: ${stopped(asLabError(thrown).text)}`);
    }
  }

  /** @param {unknown} thrown @returns {null} */
  #unkept(thrown) {
    say(this.#error, `Finished runs cannot be kept in this browser (${asLabError(thrown).text}): a reload loses them. The search goes on.`);
    return null;
  }

  /** Every finished run, each once. */
  get #runs() {
    const finished = (this.#pool?.tasks ?? []).flatMap(({ result }) => (result ? [result] : []));
    const all = new Map([...this.#imported, ...finished].map((run) => [run.experiment, run]));
    return [...all.values()];
  }

  #export() {
    const json = JSON.stringify(this.#wasm.search_results(this.#runs), null, 2);
    const link = make('a', { href: URL.createObjectURL(new Blob([json], { type: 'application/json' })), download: 'search.json' });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  #show() {
    this.#timer = undefined;
    const pool = this.#pool;
    const [finished, failed, cancelled] = [pool?.count('finished') ?? 0, pool?.count('failed') ?? 0, pool?.count('cancelled') ?? 0];
    const all = pool?.tasks.length ?? 0;
    const open = all - finished - failed - cancelled;
    const left = pool?.going ? pool.secondsLeft : null;
    say(this.#state, !pool ? 'Write a grid, or choose one.'
      : `${count(finished)} of ${counted(all, 'run')} finished${failed > 0 ? `, ${count(failed)} failed` : ''}${cancelled > 0 ? `, ${count(cancelled)} cancelled` : ''}.${left === null ? '' : ` About ${duration(left)} left.`}`);
    this.#bar.value = pool?.progress ?? 0;
    say(this.#start, pool?.going ? 'Pause search' : finished > 0 && open > 0 ? 'Resume search' : 'Start search');
    this.#start.disabled = open === 0;
    this.#cancel.disabled = open === 0;
    this.#retry.disabled = failed + cancelled === 0;
    this.#showRows();
    const runs = this.#runs;
    this.#save.disabled = runs.length === 0;
    if (runs.length === this.#finished) return;
    this.#finished = runs.length;
    this.#showGroups(this.#wasm.search_results(runs));
  }

  #showRows() {
    const tasks = this.#pool?.tasks ?? [];
    if (this.#rows.childElementCount !== tasks.length || this.#rows.dataset.of !== this.#text) {
      this.#rows.dataset.of = this.#text;
      this.#rows.replaceChildren(...tasks.map((task) => make('tr', {},
        make('th', { scope: 'row' }, make('a', { href: `#${task.experiment}` }, task.lane)),
        make('td', {}, String(task.seed)), make('td'), make('td'))));
    }
    tasks.forEach((task, i) => {
      const [, , state, accuracy] = this.#rows.children[i].children;
      const part = Math.round(100 * share(task));
      say(state, task.state === 'running' ? `running, ${part} %` : task.error ? `failed: ${task.error.text}` : task.state);
      const last = task.accuracy.at(-1);
      say(accuracy, task.result ? task.result.accuracy_mean.toFixed(2) : last === undefined ? '' : last.toFixed(2));
    });
  }

  /** @param {SearchResults} results */
  #showGroups({ groups, note }) {
    say(this.#note, note);
    this.#groups.replaceChildren(...groups.map((group) => make('tr', group.best ? { class: 'best' } : {},
      make('th', { scope: 'row' }, make('a', { href: `#${group.experiment}` }, group.lane), group.best ? ' (best)' : ''),
      make('td', {}, group.seeds.join(', ')),
      make('td', {}, group.mean.toFixed(2) + (group.std === null ? '' : ` ± ${group.std.toFixed(2)}`)),
      make('td', {}, group.difference === null ? '' : `${group.difference < 0 ? '−' : '+'}${Math.abs(group.difference).toFixed(2)}`),
      make('td', {}, WORDS[group.against_baseline ?? ''] ?? ''),
      make('td', {}, WORDS[group.against_best] ?? ''))));
  }
}

/** What a comparison is called in the table. @type {Record<string, string>} */
const WORDS = { itself: 'itself', better: 'better', worse: 'worse', 'within-noise': 'within the noise', 'one-seed': 'one seed: unknown' };
