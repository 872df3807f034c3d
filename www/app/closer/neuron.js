/** The Neuron tab: one neuron of one lane, what it is made of, and the whole matrix it stands in. */

import { byId, make, renew, say } from '../base/dom.js';
import { count, number } from '../base/format.js';
import { Matrix } from './neuron-matrix.js';
import { Measures } from './neuron-measures.js';
import { connectionsTable, factsOf, knockOn, makeUpTable } from './neuron-parts.js';
import { ReceptiveField } from './receptive-field.js';
import { layerNames, locate, nameOf } from '../run/neuron-names.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {import('../lanes/graph-controls.js').GraphControls} GraphControls
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {import('../run/lane-worker-client.js').LaneClient} LaneClient
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 * @typedef {{ report: Report, snapshot: Snapshot }} Shown
 *
 * @typedef {object} Place where the tab gets what it shows
 * @property {() => boolean} open whether it is seen
 * @property {(lane: number) => Shown | null} shown what the figures of a lane show
 * @property {(lane: number) => LaneClient | null} client
 */

/** While networks train, it is written anew this often at most. */
const EVERY_MS = 250;

export class NeuronTab {
  #lane = byId('neuron-lane', HTMLSelectElement);
  #layer = byId('neuron-layer', HTMLSelectElement);
  #index = byId('neuron-index', HTMLInputElement);
  #says = byId('neuron-says', HTMLElement);
  #absence = byId('neuron-absence', HTMLElement);
  #detail = byId('neuron-detail', HTMLElement);
  #field;
  #controls;
  #place;
  #matrix;
  #measures;
  /** @type {LaneInfo[]} */
  #lanes = [];
  #waiting = false;
  #wroteAt = -Infinity;

  /**
   * @param {GraphControls} controls
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {Place} place
   */
  constructor(controls, figures, wasm, place) {
    this.#controls = controls;
    this.#place = place;
    const network = () => controls.wirings.network(this.#shown?.snapshot);
    this.#matrix = new Matrix(figures, wasm, { network, lane: () => this.#lanes[controls.selection.lane], neuron: () => controls.selection.neuron });
    this.#measures = new Measures(wasm, {
      lane: () => controls.selection.lane,
      shown: () => this.#shown,
      client: () => place.client(controls.selection.lane),
      selected: () => controls.selection.neuron,
      select: (neuron) => controls.selection.pin(controls.selection.lane, neuron),
    });
    const { selection } = controls;
    selection.onChange(() => {
      this.#lane.value = String(selection.lane);
      this.show();
    });
    this.#lane.addEventListener('change', () => {
      selection.pin(Number(this.#lane.value), selection.neuron ?? 0);
    });
    for (const input of [this.#layer, this.#index]) {
      input.addEventListener('change', () => this.#choose());
      // It was left as the visitor had it.
      input.addEventListener('blur', () => this.show());
    }
    byId('neuron-clear', HTMLButtonElement).addEventListener('click', () => selection.clear());
    this.#says.textContent = EMPTY;
    this.#field = new ReceptiveField(figures, wasm, () => {
      const { selection: { neuron, lane } } = controls;
      const snapshot = this.#shown?.snapshot;
      const shown = network();
      return snapshot && shown && neuron !== null ? { snapshot, network: shown, neuron, name: this.#lanes[lane].name, label: this.#lanes[lane].label } : null;
    }, 'neuron-field');
    this.#detail.after(this.#field.element);
  }

  get #shown() {
    return this.#place.shown(this.#controls.selection.lane);
  }

  /**
   * Starts over with another run.
   * @param {LaneInfo[]} lanes
   */
  begin(lanes) {
    this.#lanes = lanes;
    this.#lane.replaceChildren(...lanes.map(({ label }, i) => make('option', { value: String(i) }, label)));
    this.#lane.value = String(this.#controls.selection.lane);
    this.#layer.replaceChildren();
    this.#measures.begin();
    this.show();
  }

  /** Writes what is known now, at once or as soon as it may be written anew. */
  show() {
    if (this.#waiting || !this.#place.open()) return;
    const wait = this.#wroteAt + EVERY_MS - performance.now();
    if (wait <= 0) return this.#write();
    this.#waiting = true;
    setTimeout(() => {
      this.#waiting = false;
      if (this.#place.open()) this.#write();
    }, wait);
  }

  #choose() {
    const layers = this.#shown?.snapshot.layout.layers;
    if (!layers) return;
    const layer = Number(this.#layer.value);
    const asked = Math.trunc(Number(this.#index.value));
    const index = Math.min(Math.max(0, Number.isNaN(asked) ? 0 : asked), layers[layer] - 1);
    const { selection } = this.#controls;
    selection.pin(selection.lane, layers.slice(0, layer).reduce((sum, n) => sum + n, 0) + index);
    this.#write();
  }

  #write() {
    const shown = this.#shown;
    const { selection, wirings } = this.#controls;
    if (!shown) return;
    this.#wroteAt = performance.now();
    const { snapshot, report } = shown;
    this.#fillChoices(snapshot, selection.neuron);
    const network = wirings.network(snapshot);
    const { neuron, lane } = selection;
    say(this.#absence, network ? '' : wirings.absence(lane, report, snapshot));
    this.#absence.hidden = network !== null;
    this.#matrix.show();
    this.#measures.show();
    this.#field.show();
    if (neuron === null) {
      say(this.#says, EMPTY);
      renew(this.#detail);
      return;
    }
    const who = `${this.#lanes[lane].label}, ${nameOf(snapshot.layout, neuron)}`;
    if (!network) {
      say(this.#says, `${who}, epoch ${count(report.epoch)}: ${lcOf(snapshot, neuron)}`);
      renew(this.#detail);
      return;
    }
    const found = network.neuron(neuron);
    const how = selection.pinned ? 'Pinned.' : 'Click it, or press Enter in the graph, to pin it.';
    say(this.#says, `${who}, as scored in epoch ${count(network.epoch)}, before rewiring. ${how}`);
    const { layout } = snapshot;
    renew(this.#detail,
      makeUpTable(found, snapshot.centrality.filter((lc) => !Number.isNaN(lc)).length),
      factsOf(found),
      connectionsTable(found, layout),
      ...knockOn(found, layout));
  }

  /**
   * @param {Snapshot} snapshot
   * @param {number | null} neuron
   */
  #fillChoices({ layout: { layers } }, neuron) {
    if (this.#layer.options.length !== layers.length) {
      this.#layer.replaceChildren(...layerNames(layers.length).map((name, i) => make('option', { value: String(i) }, name)));
    }
    if (neuron === null) return;
    const { layer, index } = locate(layers, neuron);
    // What is being chosen or typed is the visitor's.
    if (document.activeElement !== this.#layer) this.#layer.value = String(layer);
    if (document.activeElement !== this.#index) this.#index.value = String(index);
    this.#index.max = String(layers[layer] - 1);
    this.#index.title = `0 to ${count(layers[layer] - 1)}`;
  }
}

const EMPTY = 'No neuron is selected. Point at one in a graph and click it, focus a graph and use the arrow keys, or choose one here.';

/**
 * @param {Snapshot} snapshot
 * @param {number} neuron
 */
const lcOf = ({ centrality }, neuron) => (Number.isNaN(centrality[neuron]) ? 'no centrality.' : `LC ${number(centrality[neuron])}.`);
