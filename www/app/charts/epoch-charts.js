/** The charts of all lanes together: accuracy and connections cut beside the networks, the spread of centrality further down. */

import { byId, make, say } from '../base/dom.js';
import { csv } from '../base/csv.js';
import { csvFile } from '../base/hand-out.js';
import { takeAway } from '../figures/take-away.js';
import { epochReader } from './epoch-reader.js';
import { recordedElsewhere, recordedSpread } from '../run/paper-recorded.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../figures/figures.js').Figures} Figures
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 *
 * @typedef {{ quantity: string, value: (report: Report) => number }} Shown
 * @typedef {Shown & { button: string, offered?: (reports: Report[]) => boolean, caption?: string, column?: string }} Other what a
 *   button shows in place of it, where any lane has it, with what it says of itself and its column in the file
 */

/** @type {(Shown & { other?: Other, title: string, caption: string, place?: string, offered?: Other['offered'] })[]} */
const CHARTS = [
  {
    quantity: 'accuracy',
    other: { quantity: 'accuracy_zoomed', button: 'Zoom in', value: (report) => report.test_accuracy, column: 'accuracy' },
    title: 'Accuracy',
    caption: 'Percent of the test images that are classified correctly, before rewiring.',
    value: (report) => report.test_accuracy,
  },
  {
    quantity: 'validation',
    place: 'more-charts',
    title: 'Validation accuracy',
    caption: 'Percent of the validation images that are classified correctly, before rewiring: nobody learns from them, and what is chosen is chosen by them.',
    offered: (reports) => reports.at(-1)?.validation_accuracy !== undefined,
    value: ({ validation_accuracy: held }) => held ?? NaN,
  },
  {
    quantity: 'spread',
    other: {
      quantity: 'recorded_spread', button: 'As recorded', value: recordedSpread, offered: recordedElsewhere,
      caption: 'Standard deviation σ as the paper’s code recorded it (its Figure 4): for SET and the MLP on other graphs than the network, see Paper.',
    },
    place: 'more-charts',
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

export class EpochCharts {
  #figures;
  #legend = byId('legend', HTMLElement);
  #canvases;
  /** @type {{ offered: (reports: Report[]) => boolean, element: HTMLElement }[]} */
  #offers = [];
  /** @type {{ lane: string, name: string, tone: string, reports: Report[] }[]} */
  #lines = [];
  #epochs = 1;

  /**
   * @param {Figures} figures
   * @param {Wasm} wasm
   * @param {import('../lanes/looked-at.js').LookedAt['epoch']} looked for a line to mark it
   * @param {(epoch: number) => void} choose looks at another
   */
  constructor(figures, wasm, looked, choose) {
    this.#figures = figures;
    looked.subscribe(() => this.redraw());
    byId('charts', HTMLElement).replaceChildren();
    this.#canvases = CHARTS.map((chart) => {
      const { quantity, other, title, caption, place = 'charts' } = chart;
      const canvas = make('canvas');
      const button = other ? make('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false' }, other.button) : null;
      button?.addEventListener('click', () => {
        button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
        figures.redraw(canvas);
      });
      if (button && other?.offered) this.#offers.push({ offered: other.offered, element: button });
      /** @returns {Shown & { caption?: string, column?: string }} */
      const shown = () => (other && button && !button.hidden && button.getAttribute('aria-pressed') === 'true' ? other : chart);
      const says = make('figcaption', {}, caption);
      const now = () => {
        const { quantity: name, value } = shown();
        const lines = this.#lines.map((line) => ({ name: line.name, tone: line.tone }));
        return { quantity: name, lines, values: this.#lines.map(({ reports }) => Float64Array.from(reports, value)), epochs: this.#epochs };
      };
      const reader = epochReader(canvas, wasm, () => figures.theme, title, now, looked, choose);
      const figure = make('figure', {}, make('h3', {}, title, ...(button ? [button] : [])), reader.element, says);
      takeAway(figure, title, quantity, [csvFile(quantity, () => {
        const { quantity: name, column = name, value } = shown();
        return csv(['lane', 'epoch', column], this.#lines.flatMap(({ lane, reports }) => reports.map((report) => [lane, report.epoch, value(report)])));
      })]);
      byId(place, HTMLElement).append(figure);
      if (chart.offered) this.#offers.push({ offered: chart.offered, element: figure });
      figures.add(canvas, (target, theme) => {
        say(says, shown().caption ?? caption);
        const { quantity: name, lines, values, epochs } = now();
        const drawn = wasm.draw_epochs(target, name, lines, values, epochs, looked.value ?? undefined, theme);
        reader.drawn();
        return drawn;
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

  redraw() {
    for (const { offered, element } of this.#offers) element.hidden = !this.#lines.some(({ reports }) => offered(reports));
    for (const canvas of this.#canvases) this.#figures.redraw(canvas);
  }
}
