/** Figures as SVG: what draws one on its canvas draws it once more, as shapes and text. */

import { drawnAsSvg, escaped } from './svg-context.js';

/**
 * @typedef {object} Drawing
 * @property {number} width in pixels of the page
 * @property {number} height
 * @property {number} scale how many of those it is drawn with there are to one of the page
 * @property {(target: HTMLCanvasElement) => string} draw draws it on another canvas, and says what it shows
 */

/** How the figures are drawn that are. @type {WeakMap<HTMLCanvasElement, () => Drawing>} */
const drawings = new WeakMap();

/**
 * Lets a figure be had as SVG.
 * @param {HTMLCanvasElement} canvas
 * @param {() => Drawing} how
 */
export const isDrawn = (canvas, how) => { drawings.set(canvas, how); };

/**
 * A figure as it is on the page, as a file.
 * @param {HTMLCanvasElement | null} canvas
 * @returns {Blob}
 */
export function svgOf(canvas) {
  const { width, height, scale, draw } = (canvas && drawings.get(canvas)?.()) ?? { width: 0, height: 0, scale: 1, draw: () => '' };
  if (width === 0 || height === 0) throw new Error('there is nothing to show yet');
  let says = '';
  const [across, down] = [width, height].map((size) => Math.round(size * scale));
  const shapes = drawnAsSvg(across, down, (target) => { says = draw(target); });
  return new Blob([`<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width)}" height="${Math.round(height)}" viewBox="0 0 ${across} ${down}">
<title>${escaped(says)}</title>
${shapes}
</svg>
`], { type: 'image/svg+xml' });
}
