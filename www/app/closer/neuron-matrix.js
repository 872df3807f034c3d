/** The adjacency matrix of the lane that is looked at, and its numbers as a table. */

import { byId, make, renew } from '../base/dom.js';
import { csvFile } from '../base/hand-out.js';
import { takeAway } from '../figures/take-away.js';
import { count, number, percent } from '../base/format.js';

/**
 * A large picture of single pixels: with two for each of the screen's, opening the tab would hold up a page that trains.
 */
const LEAST_SCALE = 1;

/** @typedef {import('../figures/figures.js').Figures} Figures */
/** @typedef {import('../../pkg/censet_lab.js').ShownNetwork} ShownNetwork */
/** @typedef {typeof import('../../pkg/censet_lab.js')} Wasm */

export class Matrix {
  #canvas = byId('matrix', HTMLCanvasElement);
  #what = byId('matrix-what', HTMLSelectElement);
  #rows = byId('matrix-rows', HTMLElement);
  #figure = byId('matrix-figure', HTMLElement);
  #figures;
  #wasm;
  #of;
  #drawing = false;

  /**
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {{ network: () => ShownNetwork | null, lane: () => import('../shared/types.js').LaneInfo | undefined, neuron: () => number | null }} of
   */
  constructor(figures, wasm, of) {
    this.#figures = figures;
    this.#wasm = wasm;
    this.#of = of;
    this.#what.addEventListener('change', () => figures.redraw(this.#canvas));
    takeAway(this.#figure, 'All connections', 'adjacency', [csvFile('adjacency', () => of.network()?.csv(of.lane()?.name ?? '') ?? '')], null);
  }

  show() {
    const network = this.#of.network();
    this.#figure.hidden = network === null;
    if (!network) return;
    if (!this.#drawing) {
      this.#drawing = true;
      this.#figures.add(this.#canvas, (canvas, theme) => {
        const now = this.#of.network();
        if (!now) return '';
        const view = { lane: this.#of.lane()?.label ?? '', what: this.#what.value, selected: this.#of.neuron() };
        return this.#wasm.draw_adjacency(canvas, now, view, theme);
      }, LEAST_SCALE);
    }
    this.#figures.redraw(this.#canvas);
    renew(this.#rows, ...network.blocks().map(({ from, to, connections, density, positive, mean_size, cut, grown }) => make('tr', {},
      make('th', { scope: 'row' }, `${from} → ${to}`), ...[
        count(connections), `${percent(100 * density)} %`, count(positive), count(connections - positive), number(mean_size), count(cut), count(grown),
      ].map((text) => make('td', { class: 'value' }, text)))));
  }
}
