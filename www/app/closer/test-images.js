/** Test images with what a network takes them for, those of all classes or of one, seen as any or as one. */

import { make } from '../base/dom.js';
import { Gallery } from './predictions-gallery.js';

/**
 * @typedef {import('../shared/types.js').Layout} Layout
 * @typedef {import('./predictions-gallery.js').Answers} Answers
 */

export class TestImages {
  element;
  #is;
  #taken;
  #gallery;
  /** @type {{ answers: Answers, layout: Layout } | null} */
  #last = null;

  /**
   * @param {{ heading: 'h3' | 'h4', prefix: string, of?: string }} place what its title is there, how its ids begin, and of which
   *   network it is where there are several
   * @param {ConstructorParameters<typeof Gallery>[0]} fetch
   * @param {ConstructorParameters<typeof Gallery>[1]} choose
   */
  constructor({ heading, prefix, of = '' }, fetch, choose) {
    this.#is = make('select', { id: `${prefix}is` });
    this.#taken = make('select', { id: `${prefix}taken` });
    this.#gallery = new Gallery(fetch, choose);
    const title = `${prefix}images-title`;
    this.element = make('section', { class: 'test-images', 'aria-labelledby': title }, make(heading, { id: title }, 'Test images', ...(of ? [make('span', { class: 'unseen' }, ` of ${of}`)] : [])),
      make('p', { class: 'choices' }, make('label', {}, 'Class ', this.#is), ' ', make('label', {}, 'seen as ', this.#taken)),
      make('div', { id: `${prefix}images` }, this.#gallery.element));
    for (const select of [this.#is, this.#taken]) select.addEventListener('change', () => this.#draw());
  }

  /** Forgets the images of another run. */
  begin() {
    this.#last = null;
    this.#gallery.begin();
  }

  /** What can be chosen. @param {string[]} classes */
  arrange(classes) {
    for (const select of [this.#is, this.#taken]) {
      select.replaceChildren(make('option', { value: '' }, 'any class'), ...classes.map((name, i) => make('option', { value: String(i) }, name)));
    }
  }

  /** @param {Answers} answers @param {Layout} layout */
  show(answers, layout) {
    this.#last = { answers, layout };
    this.#draw();
  }

  /**
   * Chooses images.
   * @param {ArrayLike<number> | null | undefined} cell their class, and what they are seen as; all unless said
   */
  pick(cell) {
    this.#is.value = cell ? String(cell[0]) : '';
    this.#taken.value = cell ? String(cell[1]) : '';
    this.#draw();
  }

  #draw() {
    if (this.#last) this.#gallery.show(this.#last.answers, this.#last.layout, chosen(this.#is), chosen(this.#taken));
  }
}

/** @param {HTMLSelectElement} select */
const chosen = (select) => (select.value === '' ? null : Number(select.value));
