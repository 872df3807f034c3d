/** How the groups of a search learn: accuracy over the epochs, a line a group. */

import { byId, make } from '../base/dom.js';
import { csvFile } from '../base/hand-out.js';
import { takeAway } from '../figures/take-away.js';

/** @typedef {import('../../pkg/censet_later.js').SearchResults} Results */
/** @typedef {import('../shared/types.js').SearchGroup} SearchGroup */

export class LearningChart {
  #canvas = make('canvas');
  #choice = make('select', {}, make('option', { value: '' }, 'no group'));
  /** @type {Results | null} */
  #results = null;
  #figures;

  /** @param {import('../figures/figures.js').Figures} figures */
  constructor(figures) {
    this.#figures = figures;
    const zoom = make('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false' }, 'Zoom in');
    const zoomed = () => zoom.getAttribute('aria-pressed') === 'true';
    const redraw = () => figures.redraw(this.#canvas);
    zoom.addEventListener('click', () => {
      zoom.setAttribute('aria-pressed', String(!zoomed()));
      redraw();
    });
    this.#choice.addEventListener('change', redraw);
    const figure = byId('search-learning', HTMLElement);
    figure.append(make('h4', {}, make('span', {}, 'Accuracy over the epochs'), zoom), make('label', { class: 'choice' }, 'Pick out ', this.#choice), this.#canvas, make('figcaption', {},
      'Mean over the seeds of each group, epoch by epoch, as in the paper’s Figures 6 and 7. SET and the best group are drawn thick, and so is the one picked out, in the colour of text.'));
    takeAway(figure, 'Accuracy over the epochs', 'search-epochs', [csvFile('search-epochs', () => this.#results?.learning_csv() ?? '')]);
    figures.add(this.#canvas, (canvas, theme) => {
      const chosen = this.#choice.selectedIndex - 1;
      return this.#results?.draw_learning(canvas, chosen < 0 ? undefined : chosen, zoomed(), theme) ?? '';
    });
  }

  /**
   * @param {Results} results someone else's: what follows replaces them before it frees them
   * @param {SearchGroup[]} groups
   */
  show(results, groups) {
    this.#results = results;
    const { value } = this.#choice;
    const [none] = this.#choice.options;
    this.#choice.replaceChildren(none, ...groups.map(({ name, experiment }) => make('option', { value: experiment }, name)));
    this.#choice.value = groups.some(({ experiment }) => experiment === value) ? value : '';
    this.#figures.redraw(this.#canvas);
  }
}
