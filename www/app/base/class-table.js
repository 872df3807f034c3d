/** A table of parts, 0 … 1: a row for each class, a column for each lane; a bar behind each number. */

import { make, say } from './dom.js';
import { percent } from './format.js';

/** @typedef {import('../shared/types.js').LaneInfo} LaneInfo */

export class ClassTable {
  element;
  #head = make('tr');
  #body = make('tbody');
  #corner;
  /** @type {HTMLElement[][]} the cells by class and lane */
  #cells = [];

  /**
   * @param {string} caption
   * @param {string} corner what the rows are
   */
  constructor(caption, corner) {
    this.#corner = corner;
    this.element = make('div', { class: 'scroll class-table', tabindex: '0', role: 'region', 'aria-label': caption },
      make('table', {}, make('caption', { class: 'unseen' }, caption), make('thead', {}, this.#head), this.#body));
  }

  /**
   * @param {string[]} classes
   * @param {LaneInfo[]} lanes
   */
  begin(classes, lanes) {
    this.#head.replaceChildren(make('th', { scope: 'col' }, this.#corner), ...lanes.map(({ label, tone }) => (
      make('th', { scope: 'col', 'data-tone': tone }, make('span', { class: 'tone', 'aria-hidden': 'true' }), ` ${label}`))));
    this.#cells = [];
    this.#body.replaceChildren(...classes.map((name) => {
      const cells = lanes.map(({ tone }) => make('td', { 'data-tone': tone }));
      this.#cells.push(cells);
      return make('tr', {}, make('th', { scope: 'row' }, name), ...cells);
    }));
  }

  /**
   * @param {(number | null)[][]} parts by lane and class; null where there is none
   * @param {boolean} mark whether each lane's largest part is marked
   */
  show(parts, mark = false) {
    parts.forEach((ofLane, lane) => {
      const most = mark ? ofLane.findIndex((part) => part !== null && ofLane.every((other) => (other ?? -1) <= part)) : -1;
      ofLane.forEach((part, i) => {
        const cell = this.#cells[i]?.[lane];
        if (!cell) return;
        say(cell, part === null ? '–' : `${i === most ? '▸ ' : ''}${percent(100 * part)} %`);
        const width = String(part ?? 0);
        if (cell.style.getPropertyValue('--part') !== width) cell.style.setProperty('--part', width);
        cell.classList.toggle('most', i === most);
      });
    });
  }
}
