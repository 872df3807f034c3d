/** The charts of all lanes together: accuracy, spread of centrality, connections cut. */

import { byId, make, say } from './dom.js';
import { csv, csvFile, takeAway } from './export.js';

/**
 * @typedef {import('./types.js').LaneInfo} LaneInfo
 * @typedef {import('./types.js').Report} Report
 * @typedef {import('./figures.js').Figures} Figures
 * @typedef {typeof import('../pkg/censet_lab.js')} Lab
 */

/** @type {{ quantity: string, zoomed?: string, title: string, caption: string, value: (report: Report) => number }[]} */
const CHARTS = [
  {
    quantity: 'accuracy',
    zoomed: 'accuracy_zoomed',
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
  /** @type {{ lane: string, name: string, tone: string, reports: Report[] }[]} */
  #lines = [];
  #epochs = 1;
  /** @type {number | null} */
  #marked = null;

  /**
   * @param {Figures} figures
   * @param {Lab} lab
   */
  constructor(figures, lab) {
    this.#figures = figures;
    const place = byId('charts', HTMLElement);
    this.#canvases = CHARTS.map(({ quantity, zoomed, title, caption, value }) => {
      const canvas = make('canvas');
      const zoom = zoomed === undefined ? null : make('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false' }, 'Zoom in');
      zoom?.addEventListener('click', () => {
        zoom.setAttribute('aria-pressed', String(zoom.getAttribute('aria-pressed') !== 'true'));
        figures.redraw(canvas);
      });
      const figure = make('figure', {}, make('h3', {}, title, ...(zoom ? [zoom] : [])), canvas, make('figcaption', {}, caption));
      takeAway(figure, title, quantity, [csvFile(quantity, () => csv(['lane', 'epoch', quantity], this.#lines.flatMap(({ lane, reports }) => (
        reports.map((report) => [lane, report.epoch, value(report)])))))]);
      place.append(figure);
      figures.add(canvas, (target, theme) => {
        const shown = zoomed !== undefined && zoom?.getAttribute('aria-pressed') === 'true' ? zoomed : quantity;
        const lines = this.#lines.map(({ name, tone }) => ({ name, tone }));
        const values = this.#lines.map(({ reports }) => Float64Array.from(reports, value));
        return lab.draw_epochs(target, shown, lines, values, this.#epochs, this.#marked ?? undefined, theme);
      });
      return canvas;
    });
  }

  /**
   * Starts over with these lanes.
   * @param {LaneInfo[]} lanes
   * @param {Report[][]} reports one growing list a lane
   */
  begin(lanes, reports) {
    this.#lines = lanes.map(({ name, label, tone }, i) => ({ lane: name, name: label, tone, reports: reports[i] }));
    this.#legend.replaceChildren(...lanes.map((lane) => {
      const item = make('li', { 'data-tone': lane.tone }, make('span', { class: 'tone', 'aria-hidden': 'true' }), make('span'));
      say(/** @type {Element} */ (item.lastElementChild), lane.label === lane.title ? [lane.title, lane.setting].filter(Boolean).join(', ') : lane.label);
      return item;
    }));
    this.redraw();
  }

  /** @param {number} epochs the epoch budget, where the charts end */
  set epochs(epochs) {
    if (epochs === this.#epochs) return;
    this.#epochs = epochs;
    this.redraw();
  }

  /** @param {number | null} epoch that is looked at, for a line to mark it */
  set marked(epoch) {
    this.#marked = epoch;
    this.redraw();
  }

  redraw() {
    for (const canvas of this.#canvases) this.#figures.redraw(canvas);
  }
}
