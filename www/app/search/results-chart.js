/** The curves of a search: accuracy against what was varied. */

import { byId, make, say } from '../base/dom.js';
import { csvFile } from '../base/hand-out.js';
import { takeAway } from '../figures/take-away.js';
import { groupsCsv } from './tables.js';

/** @typedef {import('../../pkg/censet_later.js').SearchResults} Results */
/** @typedef {import('../shared/types.js').SearchGroup} SearchGroup */

export class ResultsChart {
  #canvas = make('canvas');
  #title = make('span');
  #caption = make('figcaption');
  /** @type {Results | null} */
  #results = null;
  /** @type {SearchGroup[]} */
  #groups = [];
  #figures;

  /** @param {import('../figures/figures.js').Figures} figures */
  constructor(figures) {
    this.#figures = figures;
    const zoom = make('button', { type: 'button', class: 'quiet', 'aria-pressed': 'true' }, 'Zoom in');
    zoom.addEventListener('click', () => {
      zoom.setAttribute('aria-pressed', String(zoom.getAttribute('aria-pressed') !== 'true'));
      figures.redraw(this.#canvas);
    });
    const figure = byId('search-figure', HTMLElement);
    figure.append(make('h4', {}, this.#title, zoom), this.#canvas, this.#caption);
    takeAway(figure, 'Search', 'search', [csvFile('search', () => groupsCsv(this.#groups))]);
    figures.add(this.#canvas, (canvas, theme) => this.#results?.draw(canvas, zoom.getAttribute('aria-pressed') === 'true', theme) ?? '');
  }

  /**
   * @param {Results} results they are the chart's from now on
   * @param {import('../shared/types.js').WrittenResults} written
   */
  show(results, { groups, across, averaged }) {
    this.#results?.free();
    this.#results = results;
    this.#groups = groups;
    say(this.#title, across ? `Accuracy against ${across}` : 'Accuracy');
    say(this.#caption, `Mean over ${averaged}, and over seeds ± the standard deviation. What has no value of the varied key lies across: SET is the baseline. A triangle at the lower edge is a value far below, written beside it. The table has the same numbers.`);
    this.#figures.redraw(this.#canvas);
  }
}
