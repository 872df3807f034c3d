/** The receptive field of a neuron of the first hidden layer: its weights in the place of their pixels. */

import { make } from '../base/dom.js';
import { csvFile } from '../base/hand-out.js';
import { takeAway } from '../figures/take-away.js';
import { locate, nameOf } from '../run/neuron-names.js';

/**
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {import('../../pkg/censet_page.js').ShownNetwork} ShownNetwork
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 *
 * @typedef {object} Neuron
 * @property {Snapshot} snapshot of its network
 * @property {ShownNetwork} network
 * @property {number} neuron
 * @property {string} name what its network is called in files
 * @property {string} label and to people
 */

export class ReceptiveField {
  element;
  #canvas;
  #figures;
  #wasm;
  #of;
  #drawing = false;

  /**
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {() => Neuron | null} of the neuron that is looked at, if there is one and its connections are known
   * @param {string} id
   */
  constructor(figures, wasm, of, id) {
    this.#figures = figures;
    this.#wasm = wasm;
    this.#of = of;
    this.#canvas = make('canvas', { id: `${id}-canvas` });
    this.element = make('figure', { id, class: 'field', hidden: '' }, make('h3', {}, 'Receptive field'), this.#canvas,
      make('figcaption', {}, 'Its weights in the place of their pixels: filled if positive, hollow if negative, the larger the stronger.'));
    takeAway(this.element, 'Receptive field', 'receptive-field', [csvFile('receptive-field', () => {
      const at = this.#at;
      return at ? at.network.field_csv(viewOf(at, at.name)) : '';
    })]);
  }

  /** The neuron, if it is one that has such a field. */
  get #at() {
    const at = this.#of();
    return at && locate(at.snapshot.layout.layers, at.neuron).layer === 1 ? at : null;
  }

  show() {
    const at = this.#at;
    this.element.hidden = at === null;
    if (!at) return;
    // Each channel has an image, beside each other.
    this.#canvas.classList.toggle('wide', at.snapshot.layout.shape[2] > 1);
    if (!this.#drawing) {
      this.#drawing = true;
      this.#figures.add(this.#canvas, (canvas, theme) => {
        const now = this.#at;
        return now ? this.#wasm.draw_receptive_field(canvas, now.network, viewOf(now, now.label), theme) : '';
      });
    }
    this.#figures.redraw(this.#canvas);
  }
}

/** @param {Neuron} at @param {string} lane what its network is called */
const viewOf = ({ snapshot: { layout }, neuron }, lane) => ({ lane, neuron: nameOf(layout, neuron), vertex: neuron, shape: [...layout.shape] });
