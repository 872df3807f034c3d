/** Centralities that are measured on request, in the lane's worker, between slices of training. */

import { byId, hide, make, renew, say, setAvailable } from '../base/dom.js';
import { asLabError, stopped } from '../shared/errors.js';
import { count, number } from '../base/format.js';
import { nameOf } from '../run/neuron-names.js';
import { measure } from './measuring.js';

/** @typedef {import('../shared/types.js').Centrality} Centrality */
/** @typedef {Pick<typeof import('../../pkg/censet_page.js'), 'centralities'>} Wasm */
/** @typedef {import('../shared/types.js').Layout} Layout */
/** @typedef {import('../run/lane-worker-client.js').LaneClient} LaneClient */
/** @typedef {import('./neuron.js').Shown} Shown */

/** How many neurons the top list has. */
const TOP = 10;

/**
 * @typedef {{ name: string, note: string, values: Float64Array, epoch: number, layout: Layout }} Result
 * @typedef {object} Of
 * @property {() => number} lane
 * @property {() => Shown | null} shown
 * @property {() => LaneClient | null} client
 * @property {() => number | null} selected
 * @property {(neuron: number) => void} select
 */

export class Measures {
  /** @type {{ row: Centrality, button: HTMLButtonElement }[]} */
  #asked;
  #stop;
  #progress;
  #says;
  #place;
  #of;
  #rewired;
  /** @type {Map<string, Result>} by lane and measure */
  #results = new Map();
  /** What is being computed; anything else that comes back is stale. */
  #job = 0;
  #busy = false;

  /**
   * @param {Wasm} wasm
   * @param {Of} of
   * @param {{ id?: string, rewired?: boolean }} [here] its parts are `id-buttons`, `id-stop`, `id-progress`, `id-says` and
   *   `id-results`; whether the networks are ones that epochs change
   */
  constructor(wasm, of, { id = 'measure', rewired = true } = {}) {
    this.#of = of;
    this.#rewired = rewired;
    this.#stop = byId(`${id}-stop`, HTMLButtonElement);
    this.#progress = byId(`${id}-progress`, HTMLProgressElement);
    this.#says = byId(`${id}-says`, HTMLElement);
    this.#place = byId(`${id}-results`, HTMLElement);
    this.#asked = wasm.centralities().map((row) => {
      const button = make('button', { type: 'button', disabled: '' }, `Compute ${row.title}`);
      button.addEventListener('click', () => this.#measure(row));
      return { row, button };
    });
    byId(`${id}-buttons`, HTMLElement).prepend(...this.#asked.map(({ button }) => button));
    this.#stop.addEventListener('click', () => this.#end('Stopped.'));
    this.#place.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button) of.select(Number(button.dataset.neuron));
    });
  }

  /** Starts over with another run. */
  begin() {
    this.#results.clear();
    this.#end('');
  }

  /** Shows what has been measured of the lane. */
  show() {
    const client = this.#of.client();
    const ready = client !== null && this.#of.shown()?.snapshot.wiring !== undefined;
    for (const { button } of this.#asked) setAvailable(button, !this.#busy && ready);
    const lane = this.#of.lane();
    const found = this.#asked.flatMap(({ row }) => this.#results.get(`${lane} ${row.id}`) ?? []);
    renew(this.#place, ...found.map((result) => this.#list(result)));
  }

  /** @param {Centrality} row */
  async #measure(row) {
    const [lane, client, shown] = [this.#of.lane(), this.#of.client(), this.#of.shown()];
    const wiring = shown?.snapshot.wiring;
    if (!client || !wiring) return;
    const job = ++this.#job;
    this.#busy = true;
    this.#progress.hidden = this.#stop.hidden = false;
    this.#progress.value = 0;
    const { epoch } = wiring;
    say(this.#says, `Computing ${row.title} …`);
    this.show();
    try {
      const measured = await measure(client, ['begin_measure', wiring, row.id], (part) => {
        if (this.#job === job) this.#progress.value = part;
        return this.#job === job;
      });
      if (this.#job !== job || !measured) return;
      const name = row.title.replace(/^./, (letter) => letter.toUpperCase());
      // What came out in numbers stands behind what they are.
      const note = measured.note ? `${row.about.replace(/\.$/, '')}; ${measured.note}.` : row.about;
      this.#results.set(`${lane} ${row.id}`, { name, note, values: measured.values, epoch, layout: shown.snapshot.layout });
      this.#end(`${name}${this.#rewired ? ` of epoch ${count(epoch)}` : ''} is computed.`);
    } catch (thrown) {
      if (this.#job === job) this.#end(stopped(asLabError(thrown).text));
    }
  }

  /** @param {string} sentence */
  #end(sentence) {
    this.#job += 1;
    this.#busy = false;
    say(this.#says, sentence);
    this.show();
    this.#progress.hidden = true;
    hide(this.#stop, this.#asked.find(({ button }) => !button.disabled)?.button ?? null);
  }

  /** @param {Result} result */
  #list({ name, note, values, epoch, layout }) {
    const order = Array.from(values.keys()).sort((a, b) => values[b] - values[a]);
    const selected = this.#of.selected();
    const shown = order.slice(0, TOP);
    const rows = shown.map((neuron, i) => this.#row(i + 1, neuron, values, layout, neuron === selected));
    if (selected !== null && !shown.includes(selected)) rows.push(this.#row(order.indexOf(selected) + 1, selected, values, layout, true));
    return make('table', {},
      make('caption', {}, `${name}${this.#rewired ? `, epoch ${count(epoch)}, before rewiring` : ''}. ${note}`),
      make('thead', {}, make('tr', {}, ...['Place', 'Neuron', 'Value'].map((text) => make('th', { scope: 'col' }, text)))),
      make('tbody', {}, ...rows));
  }

  /**
   * @param {number} place
   * @param {number} neuron
   * @param {Float64Array} values
   * @param {Layout} layout
   * @param {boolean} selected
   */
  #row(place, neuron, values, layout, selected) {
    const name = make('button', { type: 'button', class: 'quiet', 'data-neuron': String(neuron) }, nameOf(layout, neuron));
    return make('tr', selected ? { class: 'selected' } : {},
      make('td', { class: 'value' }, count(place)), make('td', {}, name, selected ? ' (selected)' : ''), make('td', { class: 'value' }, number(values[neuron], 4)));
  }
}
