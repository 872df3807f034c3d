/** The curves of a search: accuracy against what was varied. */

import { byId, make, say } from '../base/dom.js';
import { csvFile } from '../base/hand-out.js';
import { takeAway } from '../figures/take-away.js';
import { groupsCsv } from './tables.js';

/** @typedef {import('../../pkg/censet_page.js').SearchResults} Results */
/** @typedef {import('../shared/types.js').SearchGroup} SearchGroup */

export class ResultsChart {
  #canvas = make('canvas');
  #title = make('span');
  /** @type {Results | null} */
  #results = null;
  /** @type {SearchGroup[]} */
  #groups = [];
  #figures;

  /** @param {import('../figures/figures.js').Figures} figures */
  constructor(figures) {
    this.#figures = figures;
    const zoom = make('button', { type: 'button', class: 'quiet', 'aria-pressed': 'true' }, 'Zoom in');
    const redraw = () => figures.redraw(this.#canvas);
    zoom.addEventListener('click', () => {
      zoom.setAttribute('aria-pressed', String(zoom.getAttribute('aria-pressed') !== 'true'));
      redraw();
    });
    const figure = byId('search-figure', HTMLElement);
    figure.append(make('h4', {}, this.#title, zoom), this.#canvas, make('figcaption', {},
      'Mean of the last ten epochs of each run, and over seeds ± the standard deviation. What has no value of the varied key lies across: SET is the baseline. The table below has the same numbers.'));
    takeAway(figure, 'Search', 'search', [csvFile('search', () => groupsCsv(this.#groups))]);
    figures.add(this.#canvas, (canvas, theme) => this.#results?.draw(canvas, zoom.getAttribute('aria-pressed') === 'true', theme) ?? '');
  }

  /**
   * @param {Results} results they are the chart's from now on
   * @param {import('../shared/types.js').WrittenResults} written
   */
  show(results, { groups, across }) {
    this.#results?.free();
    this.#results = results;
    this.#groups = groups;
    say(this.#title, across ? `Accuracy against ${across}` : 'Accuracy');
    this.#figures.redraw(this.#canvas);
  }
}
