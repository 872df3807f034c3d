/** Betweenness and Katz centrality: computed on request in the lane's worker, between slices of training. */

import { byId, make, say } from '../base/dom.js';
import { asLabError, stopped } from '../shared/errors.js';
import { count, number, plain } from '../base/format.js';
import { nameOf } from '../run/neuron-names.js';

/** @typedef {import('../shared/types.js').KatzResult} KatzResult */
/** @typedef {import('../shared/types.js').Layout} Layout */
/** @typedef {import('../run/lane-worker-client.js').LaneClient} LaneClient */
/** @typedef {import('./neuron.js').Shown} Shown */

/** Milliseconds of a worker's time for each piece of a betweenness. */
const PIECE_MS = 10;
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
  #buttons = { betweenness: byId('measure-betweenness', HTMLButtonElement), katz: byId('measure-katz', HTMLButtonElement) };
  #stop = byId('measure-stop', HTMLButtonElement);
  #progress = byId('measure-progress', HTMLProgressElement);
  #says = byId('measure-says', HTMLElement);
  #place = byId('measure-results', HTMLElement);
  #of;
  /** @type {Map<string, Result>} by lane and measure */
  #results = new Map();
  /** What is being computed; anything else that comes back is stale. */
  #job = 0;
  #busy = false;

  /** @param {Of} of */
  constructor(of) {
    this.#of = of;
    this.#buttons.betweenness.addEventListener('click', () => this.#measure('betweenness'));
    this.#buttons.katz.addEventListener('click', () => this.#measure('katz'));
    this.#stop.addEventListener('click', () => this.#end('Stopped.'));
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
    for (const button of Object.values(this.#buttons)) button.disabled = this.#busy || !ready;
    const lane = this.#of.lane();
    const found = ['betweenness', 'katz'].flatMap((kind) => this.#results.get(`${lane} ${kind}`) ?? []);
    this.#place.replaceChildren(...found.map((result) => this.#list(result)));
  }

  /** @param {'betweenness' | 'katz'} kind */
  async #measure(kind) {
    const [lane, client, shown] = [this.#of.lane(), this.#of.client(), this.#of.shown()];
    const wiring = shown?.snapshot.wiring;
    if (!client || !wiring) return;
    const job = ++this.#job;
    this.#busy = true;
    this.#progress.hidden = this.#stop.hidden = false;
    this.#progress.value = 0;
    const { epoch } = wiring;
    say(this.#says, kind === 'katz' ? 'Computing Katz centrality …' : 'Computing betweenness …');
    this.show();
    try {
      const result = kind === 'katz' ? await katz(client, wiring) : await betweenness(client, wiring, (part) => {
        if (this.#job === job) this.#progress.value = part;
        return this.#job === job;
      });
      if (this.#job !== job || !result) return;
      this.#results.set(`${lane} ${kind}`, { ...result, epoch, layout: shown.snapshot.layout });
      this.#end(`${result.name} of epoch ${count(epoch)} is computed.`);
    } catch (thrown) {
      if (this.#job === job) this.#end(stopped(asLabError(thrown).text));
    }
  }

  /** @param {string} sentence */
  #end(sentence) {
    this.#job += 1;
    this.#busy = false;
    this.#progress.hidden = this.#stop.hidden = true;
    say(this.#says, sentence);
    this.show();
  }

  /** @param {Result} result */
  #list({ name, note, values, epoch, layout }) {
    const order = Array.from(values.keys()).sort((a, b) => values[b] - values[a]);
    const selected = this.#of.selected();
    const shown = order.slice(0, TOP);
    const rows = shown.map((neuron, i) => this.#row(i + 1, neuron, values, layout, neuron === selected));
    if (selected !== null && !shown.includes(selected)) rows.push(this.#row(order.indexOf(selected) + 1, selected, values, layout, true));
    return make('table', {},
      make('caption', {}, `${name}, epoch ${count(epoch)}, before rewiring. ${note}`),
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
    const name = make('button', { type: 'button', class: 'quiet' }, nameOf(layout, neuron));
    name.addEventListener('click', () => this.#of.select(neuron));
    return make('tr', selected ? { class: 'selected' } : {},
      make('td', { class: 'value' }, count(place)), make('td', {}, name, selected ? ' (selected)' : ''), make('td', { class: 'value' }, number(values[neuron], 4)));
  }
}

/**
 * @param {LaneClient} client
 * @param {import('../shared/types.js').Wiring} wiring
 */
async function katz(client, wiring) {
  const { alpha, beta, values } = /** @type {KatzResult} */ (await client.ask('katz', wiring));
  const note = `On the directed layered graph, with absolute weights, α = ${plain(alpha)} and β = ${plain(beta)}.`;
  return { name: 'Katz centrality', note, values };
}

/**
 * @param {LaneClient} client
 * @param {import('../shared/types.js').Wiring} wiring
 * @param {(part: number) => boolean} wanted told how much is done; whether to go on
 */
async function betweenness(client, wiring, wanted) {
  const of = /** @type {number} */ (await client.ask('begin_betweenness', wiring));
  for (let done = 0; done < of;) {
    done = await client.ask('advance_betweenness', PIECE_MS);
    if (!wanted(done / of)) return null;
  }
  const values = /** @type {Float64Array} */ (await client.ask('finish_betweenness'));
  return { name: 'Betweenness', note: 'Shortest paths that pass through; undirected, unweighted, not normalised.', values };
}
