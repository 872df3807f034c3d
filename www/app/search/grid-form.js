/** The form that writes a grid for those who would rather not: what is varied, from, to, in which steps, with how many seeds. */

import { byId, make, say } from '../base/dom.js';
import { suggested, variable, written } from './grid-writer.js';

/** @typedef {import('../shared/types.js').Field} Field */

export class GridForm {
  #vary = byId('search-vary', HTMLSelectElement);
  #from = byId('search-from', HTMLInputElement);
  #to = byId('search-to', HTMLInputElement);
  #step = byId('search-step', HTMLInputElement);
  #seeds = byId('search-seeds', HTMLInputElement);
  #says = byId('search-write-says', HTMLElement);
  #error = byId('search-write-error', HTMLElement);
  #fields;
  #base;

  /**
   * @param {Field[]} fields of an experiment
   * @param {() => { text: string, values: Record<string, string> }} base the experiment in the Lab
   * @param {(text: string, key: string, value: string | undefined) => string} edit
   * @param {(text: string) => void} write takes the grid
   */
  constructor(fields, base, edit, write) {
    this.#fields = variable(fields);
    this.#base = base;
    this.#vary.append(...this.#fields.map(({ key, label, symbol }) => make('option', { value: key }, symbol ? `${label}, ${symbol}` : label)));
    this.#vary.value = 'k';
    this.#vary.addEventListener('change', () => this.#suggest());
    byId('search-write', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      const [from, to, step, seeds] = [this.#from, this.#to, this.#step, this.#seeds].map(({ value }) => value);
      const grid = written(base().text, { key: this.#vary.value, from, to, step, seeds }, edit);
      say(this.#error, 'error' in grid ? grid.error : '');
      if ('text' in grid) write(grid.text);
    });
  }

  /** Says which experiment all else is taken from; fills what is still empty. */
  show() {
    say(this.#says, this.#base().text);
    if (this.#from.value === '') this.#suggest();
  }

  #suggest() {
    const field = this.#fields.find(({ key }) => key === this.#vary.value);
    if (!field) return;
    const { from, to, step } = suggested(field, this.#base().values[field.key] ?? '');
    [this.#from.value, this.#to.value, this.#step.value] = [from, to, step];
  }
}
