/**
 * Reads a chart: at the pointer, at a finger that is drawn across it, and by the arrow keys. A rule stands where it is read,
 * and beside it what is there; nothing is drawn anew.
 */

import { make, renew } from '../base/dom.js';
import { Signal } from '../base/signal.js';

/**
 * @typedef {{ text: string, tone?: string }} Line
 * @typedef {object} Means
 * @property {string} name says what can be read, to those who do not see it
 * @property {() => number[]} places where it can be read, from left to right, in pixels of the canvas
 * @property {(x: number, y: number) => number} [near] which of them is nearest to a point, in pixels of the canvas; the one nearest
 *   across unless said
 * @property {(at: number) => Line[]} read what is at one of them, with a heading
 * @property {() => number} [begin] where keys begin; at the first unless said
 * @property {(at: number) => void} [choose] what pressing one does
 * @property {Signal<number | null>} [at] where charts that are read together are read; null for nowhere
 */

export class ChartReader {
  /** The canvas with what goes over it, in its place. */
  element;
  #canvas;
  #means;
  #at;
  #rule = make('span', { class: 'rule', hidden: '' });
  #says = make('ul', { class: 'reading', 'aria-hidden': 'true', hidden: '' });
  #keys;
  /** Whether the visitor reads this one of the charts that are read together. */
  #here = false;
  /** Where it can be read in the picture that was drawn last. @type {number[] | null} */
  #places = null;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Means} means
   */
  constructor(canvas, means) {
    this.#canvas = canvas;
    this.#means = means;
    this.#at = means.at ?? new Signal(/** @type {number | null} */ (null));
    this.#keys = make('span', { class: 'keys', role: 'slider', tabindex: '0', 'aria-label': means.name, 'aria-valuemin': '0', 'aria-valuemax': '0', 'aria-valuenow': '0' }, this.#rule, this.#says);
    this.element = make('div', { class: 'readable' });
    canvas.before(this.element);
    this.element.append(canvas, this.#keys);
    this.#at.subscribe(() => this.show());
    canvas.addEventListener('pointermove', (event) => this.#point(event));
    canvas.addEventListener('pointerdown', (event) => this.#point(event));
    canvas.addEventListener('pointerleave', ({ pointerType }) => {
      // What a finger has pointed at is still to be read when it is lifted.
      if (pointerType !== 'touch') this.#leave();
    });
    canvas.addEventListener('pointercancel', () => this.#leave());
    canvas.addEventListener('click', (event) => {
      if (!means.choose) return;
      // The slider may just have lost the focus to the pointer, and forgotten where it was.
      if (event.detail > 0) this.#point(event);
      this.#choose();
    });
    this.#keys.addEventListener('keydown', (event) => this.#key(event));
    this.#keys.addEventListener('focus', () => this.#go(this.#at.value ?? means.begin?.() ?? 0));
    this.#keys.addEventListener('blur', () => this.#leave());
  }

  /** The picture has changed. */
  drawn() {
    this.#places = null;
    if (this.#at.value !== null) this.show();
  }

  /** Shows where it is read now. */
  show() {
    const { value } = this.#at;
    if (value === null) this.#here = false;
    const places = value === null || this.#canvas.width === 0 ? [] : this.#places ??= this.#means.places();
    const at = value === null || value >= places.length ? null : value;
    this.#rule.hidden = at === null;
    this.#says.hidden = at === null || !this.#here;
    if (at === null) return;
    const part = places[at] / this.#canvas.width;
    this.#keys.style.setProperty('--at', `${100 * part}%`);
    if (!this.#here) return;
    this.#says.classList.toggle('before', part > 0.5);
    const lines = this.#means.read(at);
    renew(this.#says, ...lines.map(({ text, tone }) => (
      make('li', tone ? { 'data-tone': tone } : {}, ...(tone ? [make('span', { class: 'tone' })] : []), text))));
    this.#keys.setAttribute('aria-valuemax', String(places.length - 1));
    this.#keys.setAttribute('aria-valuenow', String(at));
    this.#keys.setAttribute('aria-valuetext', lines.map(({ text }) => text).join('; '));
  }

  /** @param {number} at */
  #go(at) {
    this.#here = true;
    if (this.#at.value === at) this.show();
    else this.#at.value = at;
  }

  #leave() {
    if (document.activeElement === this.#keys || !this.#here) return;
    this.#at.value = null;
  }

  /** @param {MouseEvent} event */
  #point({ clientX, clientY }) {
    const places = this.#places ??= this.#means.places();
    const { left, top, width } = this.#canvas.getBoundingClientRect();
    const by = this.#canvas.width / width;
    const [x, y] = [(clientX - left) * by, (clientY - top) * by];
    const near = () => places.reduce((best, place, i) => (Math.abs(place - x) < Math.abs(places[best] - x) ? i : best), 0);
    if (places.length > 0) this.#go(this.#means.near?.(x, y) ?? near());
  }

  #choose() {
    if (this.#at.value !== null) this.#means.choose?.(this.#at.value);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const last = (this.#places ??= this.#means.places()).length - 1;
    if (last < 0) return;
    const at = Math.min(last, this.#at.value ?? 0);
    /** @type {Record<string, number>} */
    const steps = { ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, PageDown: at - 10, PageUp: at + 10, Home: 0, End: last };
    if (event.key in steps) this.#go(Math.max(0, Math.min(last, steps[event.key])));
    else if (event.key === 'Enter' && this.#means.choose) this.#choose();
    else return;
    event.preventDefault();
  }
}
