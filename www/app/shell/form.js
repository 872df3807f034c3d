/** The experiment as a form: every key, in groups, with errors at the field. */

import { byId, make, say } from '../base/dom.js';
import { brief, count, withPoint } from '../base/format.js';

/**
 * @typedef {import('../shared/types.js').Field} Field
 * @typedef {import('../shared/types.js').FieldError} FieldError
 * @typedef {import('../shared/types.js').Checked} Checked
 * @typedef {{ input: HTMLInputElement | HTMLSelectElement, error: HTMLElement, group: HTMLDetailsElement }} Row
 */

/** @type {[Field['group'], string][]} */
const GROUPS = [['run', 'Run'], ['data', 'Data'], ['network', 'Network'], ['training', 'Training'], ['rewiring', 'Rewiring']];

/** So many errors at keys without a field are listed at most. */
const MOST = 10;

export class Form {
  #change;
  /** @type {Map<string, Row>} */
  #rows = new Map();
  #summary = byId('form-errors', HTMLElement);
  #text = byId('experiment-text', HTMLElement);
  #textLine = byId('experiment-line', HTMLElement);

  /**
   * @param {Field[]} fields in canonical order
   * @param {(key: string, value: string | null) => void} change called when a value is committed;
   *   null takes the key out of the text
   */
  constructor(fields, change) {
    this.#change = change;
    const form = byId('form', HTMLFormElement);
    form.addEventListener('submit', (event) => event.preventDefault());
    for (const [group, title] of GROUPS) {
      const place = make('div', { class: 'fields' });
      const details = make('details', {}, make('summary', {}, title), place);
      place.append(...fields.filter((field) => field.group === group).map((field) => this.#row(field, details)));
      form.append(details);
    }
  }

  /**
   * Shows an experiment, or what is wrong with it.
   * @param {Checked} checked
   */
  show(checked) {
    const errors = new Map(checked.errors.map((error) => [error.field, error]));
    for (const [key, row] of this.#rows) {
      const error = errors.get(key);
      fill(row.input, checked.values[key] ?? '');
      say(row.error, error ? `“${brief(error.value)}” cannot be used: ${error.allowed}.` : '');
      if (error) {
        row.input.setAttribute('aria-invalid', 'true');
        row.group.open = true;
      } else {
        row.input.removeAttribute('aria-invalid');
      }
    }
    this.#showStrangers(checked.errors.filter(({ field }) => !this.#rows.has(field)));
    this.#textLine.hidden = checked.canonical === null;
    say(this.#text, checked.canonical ?? '');
  }

  /**
   * Errors at keys that the form does not have: each can be taken out of the text.
   * @param {FieldError[]} errors
   */
  #showStrangers(errors) {
    const focused = this.#summary.contains(document.activeElement);
    this.#summary.hidden = errors.length === 0;
    const more = errors.length - MOST;
    this.#summary.replaceChildren(...errors.slice(0, MOST).map(({ field, value, allowed }) => {
      const remove = make('button', { type: 'button' }, `Remove ${brief(field)}`);
      remove.addEventListener('click', () => this.#change(field, null));
      return make('li', {}, make('span', {}, `${brief(field)} = “${brief(value)}”: ${allowed}.`), remove);
    }), ...(more > 0 ? [make('li', {}, `And ${count(more)} more.`)] : []));
    // What was pressed has gone with what it removed.
    if (focused) (this.#summary.querySelector('button') ?? byId('experiment', HTMLElement)).focus({ preventScroll: true });
  }

  /**
   * @param {Field} field
   * @param {HTMLDetailsElement} group
   */
  #row(field, group) {
    const id = `field-${field.key}`;
    const input = field.kind === 'choice' ? select(field, id) : text(field, id);
    const label = make('label', { for: id }, field.label);
    if (field.symbol) label.append(' ', make('span', { class: 'math' }, field.symbol));
    const help = make('p', { class: 'help', id: `${id}-help` }, `${field.help}.`);
    const error = make('p', { class: 'error', id: `${id}-error` });
    input.setAttribute('aria-describedby', `${error.id} ${help.id}`);
    input.addEventListener('change', () => {
      const typed = input.value.trim();
      // Nothing else writes it if the experiment has that number already.
      input.value = field.kind === 'number' ? withPoint(typed) : typed;
      this.#change(field.key, input.value);
    });
    this.#rows.set(field.key, { input, error, group });
    return make('div', { class: field.key === 'lanes' ? 'field wide' : 'field' }, label, input, error, help);
  }
}

/**
 * @param {Field} field
 * @param {string} id
 */
function select(field, id) {
  const options = field.choices.map((choice) => make('option', { value: choice }, choice));
  return make('select', { id, name: field.key }, ...options);
}

/**
 * Numbers are text too: what is typed is then never lost, and one checker judges all of it.
 * @param {Field} field
 * @param {string} id
 */
function text(field, id) {
  const inputmode = { integer: 'numeric', number: 'decimal', text: 'text', choice: 'text' }[field.kind];
  return make('input', { id, name: field.key, type: 'text', inputmode, autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' });
}

/**
 * @param {HTMLInputElement | HTMLSelectElement} input
 * @param {string} value
 */
function fill(input, value) {
  if (input instanceof HTMLSelectElement && ![...input.options].some((option) => option.value === value)) {
    // A link may ask for what is not on offer; the field shows it beside the error.
    input.append(make('option', { value }, value));
  }
  if (input.value !== value) input.value = value;
}
