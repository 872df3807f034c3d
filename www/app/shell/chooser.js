/** The experiment, chosen from the bar: one that was tried, or other data, networks and epochs. All else is below, under All settings. */

import { byId, make, say, unfolds } from '../base/dom.js';
import { brief } from '../base/format.js';
import { escapes } from '../shared/errors.js';

/** @typedef {import('../shared/types.js').Checked} Checked */
/** @typedef {import('../shared/types.js').Field} Field */

/** The methods that are offered here. */
const METHODS = ['mlp', 'static', 'set', 'censet'];
const KEYS = ['data', 'lanes', 'epochs'];

/** The method of a network as it is written. @param {string} lane */
const method = (lane) => lane.split(':')[0];

/**
 * The networks with one more, or without those of a method; null where none would be left.
 * @param {string} lanes as in the address
 * @param {string} id of a method
 * @param {boolean} wanted
 */
export function toggled(lanes, id, wanted) {
  const all = lanes.split(',').filter(Boolean);
  const next = wanted ? [...all, id] : all.filter((lane) => method(lane) !== id);
  return next.length > 0 ? next.join(',') : null;
}

export class Chooser {
  #opener = byId('choose', HTMLButtonElement);
  #panel = byId('chooser', HTMLElement);
  #data = byId('choose-data', HTMLSelectElement);
  #epochs = byId('choose-epochs', HTMLInputElement);
  #error = byId('choose-error', HTMLElement);
  /** @type {Map<string, HTMLInputElement>} */
  #networks = new Map();
  #lanes = '';

  /**
   * @param {Field[]} fields
   * @param {(text: string) => Checked} check
   * @param {(key: string, value: string) => Promise<void>} change
   */
  constructor(fields, check, change) {
    unfolds(this.#opener);
    this.#data.append(...(fields.find(({ key }) => key === 'data')?.choices ?? []).map((name) => make('option', { value: name }, name)));
    const { lanes } = check(`v=1&lanes=${METHODS.join(',')}`);
    byId('choose-networks', HTMLElement).append(...lanes.map(({ label, tone }, i) => {
      const box = make('input', { type: 'checkbox' });
      this.#networks.set(METHODS[i], box);
      box.addEventListener('change', () => {
        const next = toggled(this.#lanes, METHODS[i], box.checked);
        if (next === null) {
          box.checked = true;
          say(this.#error, 'One network at least has to stay.');
        } else change('lanes', next).catch(escapes);
      });
      return make('label', { 'data-tone': tone }, box, ' ', make('span', { class: 'tone', 'aria-hidden': 'true' }), ' ', label);
    }));
    this.#data.addEventListener('change', () => { change('data', this.#data.value).catch(escapes); });
    this.#epochs.addEventListener('change', () => { change('epochs', this.#epochs.value.trim()).catch(escapes); });
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !this.#panel.contains(target) && !this.#opener.contains(target)) this.close();
    });
    // Who tabs out of it leaves it.
    this.#panel.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !this.#panel.contains(relatedTarget) && relatedTarget !== this.#opener && !document.querySelector('dialog[open]')) this.close();
    });
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.#open || document.querySelector('dialog[open]')) return;
      this.close();
      this.#opener.focus();
    });
    this.#panel.addEventListener('click', ({ target }) => { if (target instanceof Element && target.closest('a')) this.close(); });
  }

  get #open() {
    return this.#opener.getAttribute('aria-expanded') === 'true';
  }

  close() {
    if (this.#open) this.#opener.click();
  }

  /** Shows an experiment, or what is wrong with what can be chosen here. @param {Checked} checked */
  show(checked) {
    const { data = '', lanes = '', epochs = '' } = checked.values;
    if (data && ![...this.#data.options].some(({ value }) => value === data)) this.#data.append(make('option', { value: data }, brief(data)));
    this.#data.value = data;
    if (document.activeElement !== this.#epochs || !checked.errors.length) this.#epochs.value = epochs;
    this.#lanes = lanes;
    for (const [id, box] of this.#networks) box.checked = lanes.split(',').some((lane) => method(lane) === id);
    const errors = checked.errors.filter(({ field }) => KEYS.includes(field));
    for (const [key, field] of /** @type {const} */ ([['data', this.#data], ['epochs', this.#epochs]])) {
      if (errors.some((error) => error.field === key)) field.setAttribute('aria-invalid', 'true');
      else field.removeAttribute('aria-invalid');
    }
    say(this.#error, errors.map(({ field, value, allowed }) => `${field} = “${brief(value)}” cannot be used: ${allowed}.`).join(' '));
  }
}
