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
/** @typedef {{ draw: (stage: number) => void, placed: () => string }} Staged draws one part after the other; `placed`, told when all are where they belong, says what they show */
/** @typedef {{ count: number, begin: (canvas: HTMLCanvasElement, theme: Theme) => Staged }} Stages how a figure is drawn that takes too long at once */
/** @typedef {import('../shared/types.js').LabError} LabError */
/**
 * @typedef {{
 *   canvas: HTMLCanvasElement, draw: Draw, least: number, dirty: boolean, fades: boolean, drawnAt: number, seen: boolean, width: number, height: number,
 *   stages: Stages | null, failed: { error: LabError, again: number } | null,
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
  /** Where the parts of a figure come together. */
  #desk = document.createElement('canvas');
  /** The figure that is drawn there, and what is to be done next. @type {{ figure: Figure, next: () => boolean } | null} */
  #begun = null;
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
   * @param {Stages | null} [stages] draws it in parts, each a task of its own
   */
  add(canvas, draw, least = MIN_SCALE, stages = null) {
    if (!canvas.hasAttribute('role')) canvas.setAttribute('role', 'img');
    if (!canvas.hasAttribute('aria-label')) canvas.setAttribute('aria-label', 'A figure that is not drawn yet');
    this.#figures.set(canvas, { canvas, draw, least, dirty: true, fades: false, drawnAt: -Infinity, seen: false, width: 0, height: 0, stages, failed: null });
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
    // What is not there yet, or has another size or colours, is wanted at once; what was begun of it is of no use.
    const urgent = waiting.find(isUrgent);
    if (this.#begun && (isUrgent(this.#begun.figure) || !this.#figures.has(this.#begun.figure.canvas))) this.#begun = null;
    if (this.#begun && !urgent) {
      const { figure, next } = this.#begun;
      this.#begun = null;
      this.#try(figure, next);
      return this.#schedule();
    }
    if (waiting.length === 0) return;
    // The one that is due first comes first, so that none is left behind.
    const next = urgent ?? waiting.reduce((a, b) => (due(b) < due(a) ? b : a));
    if (due(next) > now) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#schedule(), due(next) - now);
      return;
    }
    next.dirty = false;
    next.drawnAt = now;
    this.#try(next, () => this.#draw(next, urgent ? null : next.stages));
    this.#schedule();
  }

  /**
   * @param {Figure} figure
   * @param {() => boolean} draw returns whether all of it is drawn
   */
  #try(figure, draw) {
    const { failed, drawnAt } = figure;
    try {
      if (draw()) figure.failed = null;
    } catch (thrown) {
      figure.failed = { error: asLabError(thrown), again: Math.min(AT_LAST_MS, failed ? 2 * failed.again : AGAIN_MS) };
      figure.dirty = true;
      figure.drawnAt = drawnAt + figure.failed.again;
    }
    if (failed?.error.text !== figure.failed?.error.text) this.#tell();
  }

  /** Tells of the first of the figures that cannot be drawn. */
  #tell() {
    this.#failed([...this.#figures.values()].find(({ failed }) => failed)?.failed?.error ?? null);
  }

  /**
   * @param {Figure} figure
   * @param {Stages | null} stages
   */
  #draw(figure, stages) {
    const { canvas, draw, least, width, height } = figure;
    const scale = Math.max(least, devicePixelRatio);
    const theme = { ...this.theme, scale };
    const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
    const fades = figure.fades && figure.seen;
    figure.fades = false;
    if (stages) {
      fit(this.#desk, across, down);
      return this.#stage(figure, stages.begin(this.#desk, theme), stages.count, fades);
    }
    const before = fades ? copy(canvas) : null;
    fit(canvas, across, down);
    shown(canvas, draw(canvas, theme), before);
    return true;
  }

  /**
   * Draws a part of a figure, and after the last puts them in their place. That is a task of its own too: a browser without
   * another processor for pictures paints then what was drawn.
   * @param {Figure} figure
   * @param {Staged} staged
   * @param {number} stages
   * @param {boolean} fades
   * @param {number} [stage]
   * @returns {boolean} whether all of it is drawn
   */
  #stage(figure, staged, stages, fades, stage = 0) {
    if (stage === stages) return this.#put(figure.canvas, staged, fades);
    staged.draw(stage);
    this.#begun = { figure, next: () => this.#stage(figure, staged, stages, fades, stage + 1) };
    return false;
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Staged} staged
   * @param {boolean} fades
   */
  #put(canvas, staged, fades) {
    const before = fades ? copy(canvas) : null;
    fit(canvas, this.#desk.width, this.#desk.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('the browser gives no drawing context');
    context.drawImage(this.#desk, 0, 0);
    shown(canvas, staged.placed(), before);
    return true;
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

/**
 * Sets the size of a canvas, which empties it.
 * @param {HTMLCanvasElement} canvas
 * @param {number} across
 * @param {number} down
 */
function fit(canvas, across, down) {
  if (canvas.width === across && canvas.height === down) return;
  canvas.width = across;
  canvas.height = down;
}

/**
 * After a figure is drawn.
 * @param {HTMLCanvasElement} canvas
 * @param {string} says what it shows
 * @param {HTMLCanvasElement | null} before what it showed before, to fade away
 */
function shown(canvas, says, before) {
  if (before) fadeAway(before, canvas);
  if (canvas.getAttribute('aria-label') !== says) canvas.setAttribute('aria-label', says);
}

/** @param {Figure} figure */
const isUrgent = ({ drawnAt }) => drawnAt === -Infinity;

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
