/** Test images with what a lane takes them for, wrong ones first, the surest first among them. */

import { escapes } from '../shared/errors.js';
import { hide, make, say } from '../base/dom.js';
import { count } from '../base/format.js';
import { paint } from '../base/pixels.js';

/**
 * @typedef {import('../shared/types.js').Layout} Layout
 * @typedef {{ labels: Uint8Array, said: Uint8Array, sure: Uint16Array }} Answers
 */

const MORE = 24;
/** So many are painted in one frame, in which a run may have other news. */
const AT_ONCE = 8;
const SURE = 65_535;
/** So many images are kept, about a megabyte of FashionMNIST. */
const KEPT = 1200;

/**
 * The places of test images that pass the choice: wrong ones first, then by confidence.
 * @param {Answers} answers
 * @param {number | null} is only images of this class
 * @param {number | null} taken only images taken for this class
 */
export function ordered({ labels, said, sure }, is, taken) {
  const places = [];
  for (let i = 0; i < said.length; i += 1) {
    if ((is === null || labels[i] === is) && (taken === null || said[i] === taken)) places.push(i);
  }
  const wrong = (/** @type {number} */ i) => Number(said[i] !== labels[i]);
  return places.sort((a, b) => wrong(b) - wrong(a) || sure[b] - sure[a] || a - b);
}

/**
 * Forgets images when there are too many, but none that is to be shown.
 * @param {Map<number, unknown>} kept by place
 * @param {number} coming so many more
 * @param {Set<number>} shown
 */
export function makeRoom(kept, coming, shown) {
  if (kept.size + coming <= KEPT) return;
  for (const place of kept.keys()) if (!shown.has(place)) kept.delete(place);
}

export class Gallery {
  #list = make('ul', { class: 'gallery' });
  #more = make('button', { type: 'button' }, 'Show more');
  #says = make('p', { class: 'note' });
  element = make('div', {}, this.#says, this.#list, this.#more);
  #fetch;
  #drawn;
  #shown = MORE;
  /** @type {number[]} */
  #places = [];
  /** @type {{ answers: Answers, layout: Layout } | null} */
  #last = null;
  /** Pixels by place. @type {Map<number, Uint8Array>} */
  #kept = new Map();
  #turn = 0;

  /**
   * @param {(places: number[]) => Promise<Uint8Array | null>} fetch the pixels of test images
   * @param {((place: number, pixels: Uint8Array) => void) | null} choose called when the visitor picks an image to draw on;
   *   null where there is no place to draw
   */
  constructor(fetch, choose) {
    this.#fetch = fetch;
    this.#drawn = choose !== null;
    this.#more.addEventListener('click', () => {
      this.#shown += MORE;
      this.#draw().catch(escapes);
    });
    this.#list.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      const place = Number(button?.dataset.place);
      const pixels = this.#kept.get(place);
      if (button && pixels) choose?.(place, pixels);
    });
  }

  /** Forgets the images of another run. */
  begin() {
    this.#turn += 1; // what is being fetched is not of this run
    this.#kept.clear();
    this.#last = null;
    this.#list.replaceChildren();
    this.#more.hidden = true;
    this.#says.textContent = '';
  }

  /**
   * @param {Answers} answers
   * @param {Layout} layout
   * @param {number | null} is
   * @param {number | null} taken
   */
  show(answers, layout, is, taken) {
    const places = ordered(answers, is, taken);
    if (!this.#last || this.#last.answers.labels !== answers.labels) this.#shown = MORE;
    this.#last = { answers, layout };
    this.#places = places;
    const wrong = places.filter((i) => answers.said[i] !== answers.labels[i]).length;
    this.#says.textContent = places.length === 0 ? 'No test image is like that.'
      : `${count(wrong)} of ${count(places.length)} wrong. Wrong ones come first, the surest of them before the others.${this.#drawn ? ' Press an image to draw on it.' : ''}`;
    this.#draw().catch(escapes);
  }

  async #draw() {
    if (!this.#last) return;
    const turn = ++this.#turn;
    const { layout } = this.#last;
    const places = this.#places.slice(0, this.#shown);
    const missing = places.filter((place) => !this.#kept.has(place));
    if (missing.length > 0) {
      const pixels = await this.#fetch(missing).catch(() => null);
      if (turn !== this.#turn || !pixels) return;
      const size = layout.shape[0] * layout.shape[1] * layout.shape[2];
      makeRoom(this.#kept, missing.length, new Set(places));
      missing.forEach((place, i) => this.#kept.set(place, pixels.slice(i * size, (i + 1) * size)));
      if (places.some((place) => !this.#kept.has(place))) return void this.#draw();
    }
    await this.#fill(places, turn);
    if (turn !== this.#turn) return;
    // The button goes when there are no more: the first of the images that it brought is next.
    if (this.#shown >= this.#places.length) hide(this.#more, this.#list.children[this.#shown - MORE]?.querySelector('button') ?? null);
    else this.#more.hidden = false;
  }

  /**
   * Items are used again, so that nothing jumps and the focus stays, and a new one comes with its words and its picture.
   * @param {number[]} places
   * @param {number} turn until another one begins
   */
  async #fill(places, turn) {
    while (this.#list.children.length > places.length) this.#list.lastElementChild?.remove();
    for (let i = 0; i < places.length && turn === this.#turn; i += 1) {
      const known = this.#list.children[i];
      const item = known ?? this.#empty();
      this.#item(item, places[i]);
      if (!known) this.#list.append(item);
      if (i % AT_ONCE === AT_ONCE - 1) await new Promise(requestAnimationFrame);
    }
  }

  #empty() {
    const inside = this.#drawn ? make('button', { type: 'button' }) : make('div');
    inside.append(make('canvas', { 'aria-hidden': 'true' }),
      make('span', { class: 'which unseen' }), make('span', { class: 'is' }), make('span', { class: 'said' }), make('span', { class: 'verdict unseen' }));
    return make('li', {}, inside);
  }

  /** @param {Element} item @param {number} place */
  #item(item, place) {
    const { answers: { labels, said, sure }, layout: { classes, shape } } = /** @type {{ answers: Answers, layout: Layout }} */ (this.#last);
    const [button, canvas, is, answer] = [item.firstElementChild, item.querySelector('canvas'), item.querySelector('.is'), item.querySelector('.said')];
    const pixels = this.#kept.get(place);
    if (!(button instanceof HTMLElement) || !canvas || !is || !answer || !pixels) return;
    if (button.dataset.place !== String(place)) paint(canvas, pixels, shape);
    button.dataset.place = String(place);
    const right = said[place] === labels[place];
    say(is, classes[labels[place]]);
    say(answer, `${right ? '✓' : '✕'} ${right ? '' : `${classes[said[place]]} `}${Math.round((100 * sure[place]) / SURE)}\u00a0%`);
    say(/** @type {Element} */ (button.querySelector('.which')), `Test image ${place}: `);
    say(/** @type {Element} */ (button.querySelector('.verdict')), ` sure, ${right ? 'right' : 'wrong'}.${this.#drawn ? ' Draw on it.' : ''}`);
    item.classList.toggle('wrong', !right);
  }
}
