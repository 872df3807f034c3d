/** The charts of all lanes together: accuracy, spread of centrality, connections cut. */

import { byId, make, say } from './dom.js';
import { styleOf } from './colours.js';

/**
 * @typedef {import('./types.js').LaneInfo} LaneInfo
 * @typedef {import('./types.js').Report} Report
 * @typedef {import('./figures.js').Figures} Figures
 * @typedef {typeof import('../pkg/censet_lab.js')} Lab
 */

/** @type {{ quantity: string, title: string, caption: string, value: (report: Report) => number }[]} */
const CHARTS = [
  {
    quantity: 'accuracy',
    title: 'Accuracy',
    caption: 'Percent of the test images that are classified correctly, before rewiring.',
    value: (report) => report.test_accuracy,
  },
  {
    quantity: 'spread',
    title: 'Spread of centrality',
    caption: 'Standard deviation σ of Laplacian centrality over all neurons: it grows when hubs stand out.',
    value: (report) => report.lc_std,
  },
  {
    quantity: 'removed',
    title: 'Connections cut',
    caption: 'How many connections each method gave up after the epoch.',
    value: (report) => report.removed,
  },
];

export class Charts {
  #figures;
  #legend = byId('legend', HTMLElement);
  #canvases;
  /** @type {{ name: string, style: number, reports: Report[] }[]} */
  #lines = [];
  #epochs = 1;

  /**
   * @param {Figures} figures
   * @param {Lab} lab
   */
  constructor(figures, lab) {
    this.#figures = figures;
    const place = byId('charts', HTMLElement);
    this.#canvases = CHARTS.map(({ quantity, title, caption, value }) => {
      const canvas = make('canvas');
      place.append(make('figure', {}, make('h3', {}, title), canvas, make('figcaption', {}, caption)));
      figures.add(canvas, (target, theme) => {
        const lines = this.#lines.map(({ name, style, reports }) => (
          { name, style, values: reports.map((report) => [report.epoch, value(report)]) }));
        return lab.draw_epochs(target, quantity, lines, this.#epochs, theme);
      });
      return canvas;
    });
  }

  /**
   * Starts over with these lanes.
   * @param {LaneInfo[]} lanes
   * @param {string[]} tones
   * @param {Report[][]} reports one growing list a lane
   */
  begin(lanes, tones, reports) {
    const twice = (/** @type {LaneInfo} */ lane) => lanes.filter(({ title }) => title === lane.title).length > 1;
    const name = (/** @type {LaneInfo} */ lane) => (twice(lane) && lane.setting ? `${lane.title} ${lane.setting}` : lane.title);
    this.#lines = lanes.map((lane, i) => ({ name: name(lane), style: styleOf(tones[i]), reports: reports[i] }));
    this.#legend.replaceChildren(...lanes.map((lane, i) => {
      const item = make('li', { 'data-tone': tones[i] }, make('span', { class: 'tone', 'aria-hidden': 'true' }), make('span'));
      say(/** @type {Element} */ (item.lastElementChild), [lane.title, lane.setting].filter(Boolean).join(', '));
      return item;
    }));
    this.redraw();
  }

  /** @param {number} epochs the epoch budget, where the charts end */
  set epochs(epochs) {
    this.#epochs = epochs;
    this.redraw();
  }

  redraw() {
    for (const canvas of this.#canvases) this.#figures.redraw(canvas);
  }
}
