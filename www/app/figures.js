/**
 * Redraws figures when they have something new to show: one a frame, and each at most four times a
 * second, so that no frame takes long. A canvas is sized to its place on the page just before it is
 * drawn, and its name says what it shows.
 */

import { readTheme } from './colours.js';
import { onThemeChange } from './theme.js';

/** @typedef {ReturnType<typeof readTheme>} Theme */
/** @typedef {(canvas: HTMLCanvasElement, theme: Theme) => string} Draw draws, and says what it drew */
/** @typedef {{ canvas: HTMLCanvasElement, draw: Draw, dirty: boolean, drawnAt: number, width: number, height: number }} Figure */

const EVERY_MS = 250;
/** Positions are rounded to device pixels: twice as many keep thin lines even. */
const MIN_SCALE = 2;

export class Figures {
  /** @type {Map<HTMLCanvasElement, Figure>} */
  #figures = new Map();
  /** @type {Theme | null} */
  #theme = null;
  #frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const figure = this.#figures.get(/** @type {HTMLCanvasElement} */ (target));
      if (!figure) continue;
      figure.width = contentRect.width;
      figure.height = contentRect.height;
      figure.drawnAt = -Infinity;
      this.redraw(figure.canvas);
    }
  });

  constructor() {
    onThemeChange(() => this.redrawAll());
    this.#watchScale();
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Draw} draw
   */
  add(canvas, draw) {
    canvas.setAttribute('role', 'img');
    this.#figures.set(canvas, { canvas, draw, dirty: true, drawnAt: -Infinity, width: 0, height: 0 });
    this.#sizes.observe(canvas);
  }

  /** @param {HTMLCanvasElement} canvas */
  remove(canvas) {
    this.#sizes.unobserve(canvas);
    this.#figures.delete(canvas);
  }

  /**
   * Draws a figure again, soon.
   * @param {HTMLCanvasElement} canvas
   */
  redraw(canvas) {
    const figure = this.#figures.get(canvas);
    if (!figure) return;
    figure.dirty = true;
    this.#schedule();
  }

  redrawAll() {
    this.#theme = null;
    for (const figure of this.#figures.values()) {
      figure.dirty = true;
      figure.drawnAt = -Infinity;
    }
    this.#schedule();
  }

  #schedule() {
    if (this.#frame === 0) this.#frame = requestAnimationFrame((now) => this.#drawOne(now));
  }

  /** @param {number} now */
  #drawOne(now) {
    this.#frame = 0;
    const waiting = [...this.#figures.values()].filter((figure) => figure.dirty && figure.width > 0);
    if (waiting.length === 0) return;
    // The one that has waited longest comes first, so that none is left behind.
    const next = waiting.reduce((a, b) => (b.drawnAt < a.drawnAt ? b : a));
    if (next.drawnAt + EVERY_MS > now) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#schedule(), next.drawnAt + EVERY_MS - now);
      return;
    }
    next.dirty = false;
    next.drawnAt = now;
    this.#draw(next);
    this.#schedule();
  }

  /** @param {Figure} figure */
  #draw({ canvas, draw, width, height }) {
    const scale = Math.max(MIN_SCALE, devicePixelRatio);
    if (this.#theme?.scale !== scale) this.#theme = readTheme(scale);
    const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== across || canvas.height !== down) {
      canvas.width = across;
      canvas.height = down;
    }
    const says = draw(canvas, this.#theme);
    if (canvas.getAttribute('aria-label') !== says) canvas.setAttribute('aria-label', says);
  }

  /** Another screen or zoom changes the number of device pixels. */
  #watchScale() {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      this.redrawAll();
      this.#watchScale();
    }, { once: true });
  }
}
