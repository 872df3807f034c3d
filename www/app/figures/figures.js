/**
 * Redraws figures when they have something new to show: one a frame, and each at most four times a
 * second, so that no frame takes long; those out of sight now and then. A canvas is sized to its
 * place on the page just before it is drawn, and its name says what it shows.
 */

import { isDrawn } from './as-svg.js';
import { readTheme } from './theme-colours.js';
import { asLabError } from '../shared/errors.js';
import { onThemeChange } from '../platform/theme.js';

/** @typedef {ReturnType<typeof readTheme>} Theme */
/** @typedef {(canvas: HTMLCanvasElement, theme: Theme) => string} Draw draws, and says what it drew */
/** @typedef {import('../shared/types.js').LabError} LabError */
/**
 * @typedef {{
 *   canvas: HTMLCanvasElement, draw: Draw, least: number, dirty: boolean, fades: boolean, drawnAt: number, seen: boolean, width: number, height: number,
 *   failed: { error: LabError, again: number } | null,
 * }} Figure `failed`: why it could not be drawn, and after how many milliseconds that is tried again
 */

const EVERY_MS = 250;
const UNSEEN_EVERY_MS = 2000;
/** Positions are rounded to device pixels: twice as many keep thin lines even. */
const MIN_SCALE = 2;
const FADE_MS = 600;
/** A figure that could not be drawn is tried again after so long, and if it still cannot, after twice that, up to a minute. */
const AGAIN_MS = 1000;
const AT_LAST_MS = 60_000;
const LESS_MOTION = matchMedia('(prefers-reduced-motion: reduce)');

export class Figures {
  /** @type {Map<Element, Figure>} */
  #figures = new Map();
  #tones;
  #failed;
  /** @type {Theme | null} */
  #theme = null;
  #frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const figure = this.#figures.get(target);
      if (!figure) continue;
      figure.width = contentRect.width;
      figure.height = contentRect.height;
      figure.drawnAt = -Infinity;
      this.redraw(figure.canvas);
    }
  });
  #sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const figure = this.#figures.get(target);
      if (!figure) continue;
      figure.seen = isIntersecting;
      this.#schedule();
    }
  }, { rootMargin: '100px' });

  /**
   * @param {string[]} tones the names of the tones of lanes
   * @param {(error: LabError | null) => void} failed told why a figure cannot be drawn, for want of memory for its canvas
   *   perhaps; it is tried again, and null tells that all can be
   */
  constructor(tones, failed) {
    this.#tones = tones;
    this.#failed = failed;
    onThemeChange(() => this.redrawAll());
    this.#watchScale();
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Draw} draw
   * @param {number} [least] how many pixels it has for a pixel of the page, at least
   */
  add(canvas, draw, least = MIN_SCALE) {
    if (!canvas.hasAttribute('role')) canvas.setAttribute('role', 'img');
    if (!canvas.hasAttribute('aria-label')) canvas.setAttribute('aria-label', 'A figure that is not drawn yet');
    this.#figures.set(canvas, { canvas, draw, least, dirty: true, fades: false, drawnAt: -Infinity, seen: false, width: 0, height: 0, failed: null });
    isDrawn(canvas, () => {
      const { width = 0, height = 0 } = this.#figures.get(canvas) ?? {};
      const theme = { ...this.theme, scale: MIN_SCALE };
      return { width, height, scale: theme.scale, draw: (target) => this.drawOn(canvas, target, theme) };
    });
    // Where the browser has lost what was drawn.
    canvas.addEventListener('contextrestored', () => this.redraw(canvas));
    this.#sizes.observe(canvas);
    this.#sight.observe(canvas);
  }

  /**
   * Draws what a figure shows on another canvas, of any size.
   * @param {HTMLCanvasElement} canvas the figure's
   * @param {HTMLCanvasElement} target
   * @param {Theme} theme
   * @returns {string} what it shows
   */
  drawOn(canvas, target, theme) {
    const says = this.#figures.get(canvas)?.draw(target, theme) ?? '';
    // What lies over the figure goes by where it was drawn last.
    this.redraw(canvas);
    return says;
  }

  /** @param {HTMLCanvasElement} canvas */
  remove(canvas) {
    this.#sizes.unobserve(canvas);
    this.#sight.unobserve(canvas);
    const gone = this.#figures.get(canvas);
    this.#figures.delete(canvas);
    if (gone?.failed) this.#tell();
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

  /**
   * Draws a figure again, soon, and lets the picture before it fade away; at once for those who asked for less motion.
   * @param {HTMLCanvasElement} canvas
   */
  fade(canvas) {
    const figure = this.#figures.get(canvas);
    if (figure) figure.fades = figure.canvas.width > 0 && !LESS_MOTION.matches;
    this.redraw(canvas);
  }

  /**
   * Draws a figure with the next frame: it follows the pointer.
   * @param {HTMLCanvasElement} canvas
   */
  follow(canvas) {
    const figure = this.#figures.get(canvas);
    if (figure?.seen) figure.drawnAt = -Infinity;
    this.redraw(canvas);
  }

  /** The colours and sizes that figures are drawn with. */
  get theme() {
    const scale = Math.max(MIN_SCALE, devicePixelRatio);
    if (this.#theme?.scale !== scale) this.#theme = readTheme(scale, this.#tones);
    return this.#theme;
  }

  redrawAll() {
    this.#theme = null;
    for (const figure of this.#figures.values()) {
      figure.dirty = true;
      figure.drawnAt = -Infinity;
    }
    this.#schedule();
  }

  /** Draws after the next frame and not within it: there the browser has the picture before it to paint, which takes as long again. */
  #schedule() {
    if (this.#frame === 0) this.#frame = requestAnimationFrame((now) => setTimeout(() => this.#drawOne(now)));
  }

  /** @param {number} now */
  #drawOne(now) {
    this.#frame = 0;
    const waiting = [...this.#figures.values()].filter((figure) => figure.dirty && figure.width > 0);
    if (waiting.length === 0) return;
    // The one that is due first comes first, so that none is left behind.
    const next = waiting.reduce((a, b) => (due(b) < due(a) ? b : a));
    if (due(next) > now) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#schedule(), due(next) - now);
      return;
    }
    next.dirty = false;
    next.drawnAt = now;
    const { failed } = next;
    try {
      this.#draw(next);
      next.failed = null;
    } catch (thrown) {
      next.failed = { error: asLabError(thrown), again: Math.min(AT_LAST_MS, failed ? 2 * failed.again : AGAIN_MS) };
      next.dirty = true;
      next.drawnAt = now + next.failed.again;
    }
    if (failed?.error.text !== next.failed?.error.text) this.#tell();
    this.#schedule();
  }

  /** Tells of the first of the figures that cannot be drawn. */
  #tell() {
    this.#failed([...this.#figures.values()].find(({ failed }) => failed)?.failed?.error ?? null);
  }

  /** @param {Figure} figure */
  #draw(figure) {
    const { canvas, draw, least, width, height } = figure;
    const scale = Math.max(least, devicePixelRatio);
    const theme = { ...this.theme, scale };
    const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
    const before = figure.fades ? copy(canvas) : null;
    figure.fades = false;
    if (canvas.width !== across || canvas.height !== down) {
      canvas.width = across;
      canvas.height = down;
    }
    const says = draw(canvas, theme);
    if (before) fadeAway(before, canvas);
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

/**
 * When a figure may be drawn again.
 * @param {Figure} figure
 */
const due = ({ drawnAt, seen }) => drawnAt + (seen ? EVERY_MS : UNSEEN_EVERY_MS);

/** @param {HTMLCanvasElement} canvas */
function copy(canvas) {
  const picture = document.createElement('canvas');
  picture.width = canvas.width;
  picture.height = canvas.height;
  picture.getContext('2d')?.drawImage(canvas, 0, 0);
  return picture;
}

/**
 * Lays a picture over a canvas of the same place and size, and takes it away little by little.
 * @param {HTMLCanvasElement} picture
 * @param {HTMLCanvasElement} canvas
 */
function fadeAway(picture, canvas) {
  picture.className = 'fading';
  picture.setAttribute('aria-hidden', 'true');
  Object.assign(picture.style, {
    left: `${canvas.offsetLeft}px`, top: `${canvas.offsetTop}px`, width: `${canvas.offsetWidth}px`, height: `${canvas.offsetHeight}px`,
  });
  canvas.after(picture);
  const fading = picture.animate([{ opacity: 1 }, { opacity: 0 }], { duration: FADE_MS, easing: 'ease-in-out' });
  fading.onfinish = () => picture.remove();
}
