// What the figures' pixels say: a name alone may speak of a picture that nobody sees.

/** @typedef {import('puppeteer-core').Page} Page */

/** What must stand out from its background at least: graphical objects, as WCAG 2 has it. */
const CONTRAST = 3;
/** Which part of a figure's pixels must: the emptiest chart has seven times as many. */
const PART = 0.001;
/** What is of one colour until somebody draws on it. */
const PAD = '#pad, #pad-seen';
/** Pictures that are not drawn in the page's colours. */
const PICTURES = `[aria-hidden="true"], ${PAD}`;
/** What is dark on light whatever the page is, for cameras. */
const LIGHT = '#qr';

/**
 * What is wrong with the figures in sight at a place, a line each: one that is of a single colour, where hardly anything
 * stands out from its background, or whose background is not the page's.
 * @param {Page} page
 * @param {string} place a selector
 * @param {string} [round] those that were right when asked about in the same round are not looked at again
 * @returns {Promise<string[]>}
 */
export const faultyFigures = (page, place, round = '') => page.evaluate((place, round, least, part, pad, pictures, light) => {
  const linear = (/** @type {number} */ byte) => (byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = (/** @type {number} */ rgb) => 0.2126 * linear(rgb >> 16) + 0.7152 * linear((rgb >> 8) & 255) + 0.0722 * linear(rgb & 255);
  const contrast = (/** @type {number} */ a, /** @type {number} */ b) => {
    const [x, y] = [luminance(a), luminance(b)];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  };
  /** The colour that the page has there. @param {Element | null} element @returns {number} */
  const around = (element) => {
    if (!element) return 0xffffff;
    const [red, green, blue, alpha = 1] = (getComputedStyle(element).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    return alpha === 1 ? (red << 16) | (green << 8) | blue : around(element.parentElement);
  };
  const right = /** @type {WeakMap<Element, string>} */ (/** @type {any} */ (window).rightFigures ??= new WeakMap());
  // A copy, as reading it often would have the browser keep a figure elsewhere, and it warns of that.
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d', { willReadFrequently: true }));
  /** @param {HTMLCanvasElement} canvas */
  const fault = (canvas) => {
    const { width, height } = canvas;
    Object.assign(context.canvas, { width, height });
    const page = around(canvas.parentElement);
    context.fillStyle = `#${page.toString(16).padStart(6, '0')}`;
    context.fillRect(0, 0, width, height);
    context.drawImage(canvas, 0, 0);
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const pixel of new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    const colours = [...counts].map(([abgr, count]) => ({ rgb: ((abgr & 255) << 16) | (abgr & 0xff00) | ((abgr >> 16) & 255), count }));
    const hex = (/** @type {number} */ rgb) => `#${rgb.toString(16).padStart(6, '0')}`;
    const blank = canvas.matches(pad) && /It shows nothing\./.test(document.getElementById('pad')?.getAttribute('aria-label') ?? '');
    if (colours.length === 1) return blank ? '' : `is nothing but ${hex(colours[0].rgb)}`;
    if (canvas.matches(pictures)) return '';
    const ground = colours.reduce((a, b) => (b.count > a.count ? b : a)).rgb;
    const behind = canvas.matches(light) ? 0xffffff : page;
    if (contrast(ground, behind) > 1.1) return `lies on ${hex(ground)}, and the page is ${hex(behind)}`;
    const seen = colours.reduce((sum, { rgb, count }) => sum + (contrast(rgb, ground) >= least ? count : 0), 0) / (width * height);
    return seen < part ? `has hardly anything on its ${hex(ground)}: ${(100 * seen).toFixed(3)} % of its pixels` : '';
  };
  const all = [...document.querySelectorAll(`${place} canvas:not(.fading)`)].map((canvas) => /** @type {HTMLCanvasElement} */ (canvas));
  return all.filter((canvas) => canvas.checkVisibility() && (!round || right.get(canvas) !== round)).flatMap((canvas) => {
    const name = canvas.getAttribute('aria-label') || canvas.id || 'a picture';
    const why = /not drawn yet|nothing to show yet/.test(name) || canvas.width * canvas.height === 0 ? 'is not there yet' : fault(canvas);
    if (!why) right.set(canvas, round);
    return why ? [`${name.slice(0, 80)} … ${why}`] : [];
  });
}, place, round, CONTRAST, PART, PAD, PICTURES, LIGHT);

/** The figures that were never right. @param {Page} page @returns {Promise<string[]>} */
export const neverRight = (page) => page.evaluate(() => [...document.querySelectorAll('canvas')]
  .filter((canvas) => !(/** @type {any} */ (window).rightFigures?.has(canvas))).map((canvas) => canvas.getAttribute('aria-label') || canvas.id));
