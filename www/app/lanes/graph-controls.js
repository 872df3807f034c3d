/** What the network graphs show: one choice for all lanes. */

import { make } from '../base/dom.js';
import { count } from '../base/format.js';

/** @typedef {import('../shared/types.js').Snapshot} Snapshot */
/** @typedef {import('./selection.js').Selection} Selection */
/** @typedef {import('../run/wiring-cache.js').WiringCache} WiringCache */

/** @typedef {'lc' | 'degree'} Shade */
/** @typedef {'all' | 'strongest' | 'changed' | 'neuron'} Show */

export class GraphControls {
  element;
  selection;
  wirings;
  /** Whether the networks are ones that epochs change. */
  rewired;
  #alike;
  #shade = choice([['lc', 'Laplacian centrality'], ['degree', 'number of connections']]);
  #show;
  /** @type {Set<() => void>} */
  #changed = new Set();

  /**
   * @param {Selection} selection
   * @param {WiringCache} wirings
   * @param {{ rewired?: boolean, alike?: (snapshot: Snapshot) => boolean }} [networks] `alike`: whether the neurons of a network
   *   are those of the one that is looked at
   */
  constructor(selection, wirings, { rewired = true, alike = () => true } = {}) {
    /** @type {[Show, string][]} */
    const changes = [['all', 'the strongest, and a sample of what changed'], ['strongest', 'the strongest'], ['changed', 'cut and grown in this epoch']];
    this.rewired = rewired;
    this.#alike = alike;
    this.#show = choice([...changes.filter(([show]) => rewired || show === 'strongest'), ['neuron', 'those of the selected neuron']]);
    this.selection = selection;
    this.wirings = wirings;
    this.element = make('div', { class: 'graph-controls', role: 'group', 'aria-label': 'What the graphs show' },
      make('label', {}, 'Inputs shaded by ', this.#shade),
      make('label', {}, 'Connections shown: ', this.#show));
    for (const select of [this.#shade, this.#show]) select.addEventListener('change', () => this.#tell());
    selection.onChange(() => {
      if (this.#show.value === 'neuron') this.#tell();
    });
  }

  /** @param {() => void} listener told when the graphs look different */
  onChange(listener) {
    this.#changed.add(listener);
  }

  /**
   * The selected neuron, where a network has it.
   * @param {Snapshot | null} snapshot
   */
  neuronIn(snapshot) {
    return snapshot && this.#alike(snapshot) ? this.selection.neuron : null;
  }

  /**
   * How to draw a snapshot.
   * @param {Snapshot} snapshot
   */
  view(snapshot) {
    const neuron = this.neuronIn(snapshot);
    const [shade, show] = [this.#shade.value, this.#show.value];
    const network = show === 'neuron' && neuron !== null ? this.wirings.network(snapshot) : null;
    return {
      // Nothing is selected, or its connections are not at hand.
      show: show === 'neuron' ? 'strongest' : show,
      edges: network && neuron !== null ? network.edges_of(neuron) : undefined,
      degrees: shade === 'degree' ? snapshot.degrees : undefined,
    };
  }

  /**
   * What the connections in the graph of a snapshot are.
   * @param {Snapshot} snapshot
   * @param {boolean} rewired whether its method ever cuts any
   * @param {number | undefined} oneIn for how many connections that the epoch changed a line stands, if that is known
   */
  says(snapshot, rewired, oneIn) {
    const strongest = 'The strongest of each layer.';
    const changed = oneIn === undefined ? 'a sample of what the epoch cut and grew' : oneIn === 1 ? 'all that the epoch cut and grew'
      : `of what the epoch cut and grew one line for every ${count(oneIn)} connections, in all networks alike`;
    switch (this.#show.value) {
      case 'all': return rewired ? `The strongest of each layer; ${changed}.` : strongest;
      case 'changed': return rewired ? `${changed[0].toUpperCase()}${changed.slice(1)}.` : 'None: the wiring of this network stays.';
      case 'neuron':
        if (this.neuronIn(snapshot) === null) return `No neuron is selected. ${strongest}`;
        return snapshot.wiring ? 'Those of the selected neuron.' : `Those of the selected neuron are not at hand. ${strongest}`;
      default: return strongest;
    }
  }

  #tell() {
    for (const listener of this.#changed) listener();
  }
}

/** @param {[string, string][]} options */
function choice(options) {
  const select = make('select');
  for (const [value, text] of options) select.append(make('option', { value }, text));
  return select;
}
