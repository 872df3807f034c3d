/** What stands beside the neuron that is looked at: its name and centrality, and once it is pinned more about it. */

import { make, renew } from '../base/dom.js';
import { count, counted, number } from '../base/format.js';
import { nameOf } from '../run/neuron-names.js';

/** @typedef {import('../shared/types.js').Snapshot} Snapshot */
/** @typedef {import('../shared/types.js').Neuron} Neuron */

export class NeuronCard {
  #says = make('div');
  #all = make('button', { type: 'button' }, 'All about it');
  #close = make('button', { type: 'button', class: 'quiet' }, 'Let go');
  element = make('div', { class: 'neuron-card', role: 'group', 'aria-label': 'The neuron looked at', hidden: '' }, this.#says, make('p', { class: 'buttons' }, this.#all, this.#close));

  #rewired;

  /**
   * @param {{ open: () => void, close: () => void }} means what its buttons do
   * @param {boolean} rewired whether the networks are ones that epochs change
   */
  constructor({ open, close }, rewired) {
    this.#rewired = rewired;
    this.#all.addEventListener('click', open);
    this.#close.addEventListener('click', close);
  }

  hide() {
    this.element.hidden = true;
  }

  /**
   * @param {Snapshot} snapshot
   * @param {number} neuron
   * @param {Neuron | null} pinned what is known of it, if it is pinned and its connections are at hand
   * @param {boolean} stays whether it is pinned
   * @param {{ x: number, y: number }} at parts of the picture's width and height
   */
  show(snapshot, neuron, pinned, stays, { x, y }) {
    const { element } = this;
    element.hidden = false;
    element.classList.toggle('pinned', stays);
    element.classList.toggle('before', x > 0.5);
    element.classList.toggle('above', y > 0.5);
    element.style.setProperty('--x', `${100 * x}%`);
    element.style.setProperty('--y', `${100 * y}%`);
    const lc = snapshot.centrality[neuron];
    const lines = [make('strong', {}, nameOf(snapshot.layout, neuron)), make('span', {}, Number.isNaN(lc) ? 'no centrality' : `LC ${number(lc)}`)];
    if (stays) lines.push(...more(pinned, this.#rewired));
    renew(this.#says, ...lines);
  }
}

/** @param {Neuron | null} neuron @param {boolean} rewired */
function more(neuron, rewired) {
  if (!neuron) return [make('span', {}, 'The connections drawn are lit; all of them are not at hand.')];
  const { rank, incoming, outgoing, cut, grown, below } = neuron;
  return [
    ...(rank === null ? [] : [`Number ${count(rank)} by centrality`]),
    `${counted(incoming, 'connection')} in, ${count(outgoing)} out`,
    ...(rewired ? [`This epoch cut ${count(cut)}, grew ${count(grown)}`] : []),
    ...(below === null ? [] : [`Pruned: below ${below}`]),
  ].map((text) => make('span', {}, text));
}
