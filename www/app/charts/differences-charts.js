/** What the lanes have in common with one of them, epoch by epoch: connections and hubs. */

import { byId, make, say } from '../base/dom.js';
import { csv } from '../base/csv.js';
import { csvFile } from '../base/hand-out.js';
import { takeAway } from '../figures/take-away.js';
import { epochReader } from './epoch-reader.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../run/run.js').Run} Run
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 */

/** @type {{ what: keyof import('../shared/types.js').Common, quantity: string, title: string, caption: string }[]} */
const CHARTS = [
  {
    what: 'connections', quantity: 'shared_connections', title: 'Connections shared',
    caption: 'Jaccard index of the places connected in a network and in the one it is compared with, after rewiring: 1 if they are the same, 0 if they share none.',
  },
  {
    what: 'hubs', quantity: 'common_hubs', title: 'Hubs in common',
    caption: 'Jaccard index of the hubs, the most central tenth of the neurons, before rewiring. Tenths drawn at random give about 0.05.',
  },
];

export class DifferencesCharts {
  #figures;
  /** @type {{ canvas: HTMLCanvasElement, heading: HTMLElement, title: string }[]} */
  #charts;
  /** @type {Run | null} */
  #run = null;
  /** @type {LaneInfo[]} */
  #lanes = [];
  #base = 0;
  /** @type {number | null} */
  #marked = null;

  /**
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {import('../lanes/looked-at.js').LookedAt['epoch']} looked
   * @param {(epoch: number) => void} choose looks at another epoch
   */
  constructor(figures, wasm, looked, choose) {
    this.#figures = figures;
    const place = byId('differences-charts', HTMLElement);
    this.#charts = CHARTS.map(({ what, quantity, title, caption }) => {
      const canvas = make('canvas', { 'aria-label': `${title}: nothing to show yet.` });
      const heading = make('h3', {}, title);
      const now = () => {
        const others = this.#others;
        const lines = others.map((i) => ({ name: this.#lanes[i].label, tone: this.#lanes[i].tone }));
        return { quantity, lines, values: others.map((i) => this.#jaccards(i, what)), epochs: this.#run?.epochs ?? 1 };
      };
      const reader = epochReader(canvas, wasm, () => figures.theme, title, now, looked, choose);
      const figure = make('figure', {}, heading, reader.element, make('figcaption', {}, caption));
      takeAway(figure, title, quantity.replace('_', '-'), [csvFile(quantity.replace('_', '-'), () => this.#csv(what))]);
      place.append(figure);
      figures.add(canvas, (target, theme) => {
        const { lines, values, epochs } = now();
        const says = wasm.draw_epochs(target, quantity, lines, values, epochs, this.#marked ?? undefined, theme);
        reader.drawn();
        return `${says} Compared with ${this.#lanes[this.#base]?.label ?? 'no lane'}.`;
      });
      return { canvas, heading, title };
    });
  }

  /**
   * Shows a run's lanes beside one of them.
   * @param {Run | null} run
   * @param {LaneInfo[]} lanes
   * @param {number} base the lane that the others are compared with
   * @param {number | null} marked the epoch that is looked at
   */
  show(run, lanes, base, marked) {
    this.#run = run;
    this.#lanes = lanes;
    this.#base = base;
    this.#marked = marked;
    for (const { canvas, heading, title } of this.#charts) {
      say(heading, `${title} with ${lanes[base]?.label ?? 'another lane'}`);
      this.#figures.redraw(canvas);
    }
  }

  get #others() {
    return this.#lanes.map((_, i) => i).filter((i) => i !== this.#base);
  }

  /**
   * @param {number} other
   * @param {keyof import('../shared/types.js').Common} what
   */
  #jaccards(other, what) {
    return this.#run?.common.jaccards(this.#base, other, what) ?? new Float64Array();
  }

  /** @param {keyof import('../shared/types.js').Common} what */
  #csv(what) {
    const rows = this.#others.flatMap((i) => [...this.#jaccards(i, what)].map((jaccard, epoch) => {
      const overlap = this.#run?.common.at(this.#base, i, epoch)?.[what];
      return [this.#lanes[i].name, this.#lanes[this.#base].name, epoch, overlap?.common, overlap?.either, jaccard];
    }));
    return csv(['lane', 'compared_with', 'epoch', 'in_both', 'in_either', 'jaccard'], rows);
  }
}
