/** The two tables of the Search view: its runs, and the groups that they make. */

import { csv } from '../base/csv.js';
import { make, opens, say } from '../base/dom.js';
import { share } from './pool.js';

/** @typedef {import('./pool.js').Task} Task */
/** @typedef {import('../shared/types.js').SearchGroup} SearchGroup */

/** What a comparison is called. @type {Record<string, string>} */
const WORDS = { itself: 'itself', better: 'better', worse: 'worse', 'within-noise': 'within the noise', 'one-seed': 'too few seeds to tell', apart: 'other images' };

/** A row a run, made once and then told what has changed. */
export class RunRows {
  #body;
  /** @type {Task[]} */
  #tasks = [];
  /** @type {{ state: HTMLElement, accuracy: HTMLElement }[]} */
  #cells = [];

  #linkTo;

  /**
   * @param {HTMLElement} body of the table
   * @param {(text: string) => string} linkTo the address of an experiment
   */
  constructor(body, linkTo) {
    this.#body = body;
    this.#linkTo = linkTo;
  }

  /** @param {Task[]} tasks */
  begin(tasks) {
    this.#tasks = tasks;
    this.#cells = tasks.map(() => ({ state: make('td'), accuracy: make('td') }));
    this.#body.replaceChildren(...tasks.map((task, i) => make('tr', {},
      make('th', { scope: 'row' }, make('a', { ...opens(task.experiment, this.#linkTo), title: task.experiment }, task.name)),
      make('td', {}, String(task.seed)), this.#cells[i].state, this.#cells[i].accuracy)));
  }

  show() {
    this.#tasks.forEach((task, i) => {
      say(this.#cells[i].state, state(task));
      const { accuracy_mean: test = task.accuracy.at(-1), validation } = task.result ?? {};
      const held = validation?.accuracy_mean ?? task.validation.at(-1);
      say(this.#cells[i].accuracy, `${test?.toFixed(2) ?? ''}${held === undefined ? '' : `, validation ${held.toFixed(2)}`}`);
    });
  }
}

/** @param {Task} task */
function state(task) {
  if (task.state === 'failed') return `failed: ${task.error?.text ?? ''}`;
  const part = Math.round(100 * share(task));
  return task.state === 'running' || (task.state === 'waiting' && part > 0) ? `${task.state}, ${part} %` : task.state;
}

/** @param {{ mean: number, std: number | null }} accuracy */
const written = ({ mean, std }) => mean.toFixed(2) + (std === null ? '' : ` ± ${std.toFixed(2)}`);

/**
 * A row a group; where some hold images back, with the accuracy on these, by which it is compared.
 * @param {SearchGroup[]} groups
 * @param {(text: string) => string} linkTo the address of an experiment
 */
export function groupRows(groups, linkTo) {
  const held = isHeld(groups);
  return groups.map((group) => make('tr', group.best ? { class: 'best' } : {},
    make('th', { scope: 'row' }, make('a', opens(group.experiment, linkTo), group.name), group.best ? ' (best)' : ''),
    make('td', {}, group.seeds.join(', ')),
    ...(held ? [make('td', {}, group.validation ? written(group.validation) : '')] : []),
    make('td', {}, written(group)),
    make('td', {}, group.final_mean.toFixed(2)),
    make('td', {}, group.difference === null ? '' : `${group.difference < 0 ? '−' : '+'}${Math.abs(group.difference).toFixed(2)}`),
    make('td', {}, WORDS[group.against_baseline ?? ''] ?? ''),
    make('td', {}, WORDS[group.against_best] ?? '')));
}

/**
 * Whether some groups hold images back.
 * @param {SearchGroup[]} groups
 */
export const isHeld = (groups) => groups.some(({ validation }) => validation);

/** The columns of the results as a file. */
const HEADER = ['group', 'lane', 'experiment', 'seeds', 'accuracy_mean', 'accuracy_std', 'minus_set', 'against_set', 'best', 'against_best', 'epochs', 'accuracy_final'];

/**
 * The results as a file; where some groups hold images back, with their accuracy on these.
 * @param {SearchGroup[]} groups
 */
export function groupsCsv(groups) {
  const held = isHeld(groups);
  return csv([...HEADER, ...(held ? ['validation_mean', 'validation_std'] : [])], groups.map((group) => [
    group.name, group.lane, group.experiment, group.seeds.join(' '), group.mean, group.std, group.difference, group.against_baseline, String(group.best), group.against_best, group.epochs, group.final_mean,
    ...(held ? [group.validation?.mean, group.validation?.std] : []),
  ]));
}
