/** One picture for a lecture: the networks, their accuracy over the epochs, what the lines mean, and a small link. */

import { handsOut } from '../base/hand-out.js';
import { byId } from '../base/dom.js';
import { drawnAsSvg, escaped } from '../figures/svg-context.js';
import { codeOf, HEIGHT, keyOf, layOut, WIDTH } from './slide-layout.js';

/** @typedef {import('../figures/figures.js').Figures} Figures */
/** @typedef {import('../figures/figures.js').Theme} Theme */
/** @typedef {import('../run/lab.js').Lab} Lab */
/** @typedef {import('../platform/later.js').Later} Later */

/** Pixels of the picture for one of the page: letters are to be read from the last row. */
export const SCALE = 2;

/**
 * @typedef {{ figures: Figures, lab: Lab, link: () => string, epoch: () => number | null, later: Later }} Means
 *   `link`: the address of the experiment; `epoch`: the one that is looked at, null for the latest
 */

/** @param {Means} means */
export function offersSlide(means) {
  const svg = byId('slide-svg', HTMLButtonElement);
  const png = byId('slide-png', HTMLButtonElement);
  handsOut(svg, 'censet-lab-slide.svg', async () => new Blob([await slide(means)], { type: 'image/svg+xml' }));
  handsOut(png, 'censet-lab-slide.png', async () => pixels(await slide(means)));
}

/** @param {Means} means @returns {Promise<string>} the picture as SVG */
async function slide({ figures, lab, link, epoch, later }) {
  const address = link();
  const theme = { ...figures.theme, scale: SCALE };
  const code = await codeOf(later, address, theme);
  if (link() !== address) throw new Error('another experiment has been opened; press again');
  const { run, checked: { lanes, values } } = lab;
  const networks = [...document.querySelectorAll('#lanes .network')];
  const curve = document.querySelector('#charts figure canvas');
  if (!run || networks.some((figure) => figure.matches('.empty')) || !(curve instanceof HTMLCanvasElement)) throw new Error('there is no network to show yet');
  /** As the page shows it. @param {Element | null} canvas */
  const asShown = (canvas) => (/** @type {HTMLCanvasElement} */ target) => {
    if (canvas instanceof HTMLCanvasElement) figures.drawOn(canvas, target, theme);
  };
  /** @type {string[]} */
  const parts = [];
  layOut(onto(parts, theme), {
    run, lanes, values, at: epoch() ?? run.completed, key: keyOf(networks), theme, link: address, code,
    network: (lane) => asShown(networks[lane].querySelector('canvas')),
    curve: asShown(curve),
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif">
<rect width="${WIDTH}" height="${HEIGHT}" fill="${theme.background}"/>
${parts.join('\n')}
</svg>
`;
}

/**
 * Writes SVG.
 * @param {string[]} parts
 * @param {Theme} theme
 * @returns {import('./slide-layout.js').Surface}
 */
const onto = (parts, theme) => ({
  text(words, x, y, size, { colour = theme.text, weight, end = false } = {}) {
    const more = `${weight ? ` font-weight="${weight}"` : ''}${end ? ' text-anchor="end"' : ''}`;
    parts.push(`<text x="${x}" y="${y}" font-size="${size}" fill="${colour}"${more}>${escaped(words)}</text>`);
  },
  rule: (x, y, width, colour) => parts.push(`<rect x="${x}" y="${y}" width="${width}" height="2" fill="${colour}"/>`),
  figure: (draw, x, y, width, height) => parts.push(`<g transform="translate(${Math.round(x)} ${y})">${drawnAsSvg(Math.round(width), Math.round(height), draw)}</g>`),
  swatch: ({ path, stroke, fill, dashes, opacity }, x, y) => parts.push(
    `<svg x="${x}" y="${y}" width="58" height="24" viewBox="0 0 24 10"><path d="${escaped(path)}" stroke="${stroke}" fill="${fill}" stroke-width="2" stroke-dasharray="${dashes}" opacity="${opacity}"/></svg>`),
  code: (picture, x, y, size) => parts.push(`<image x="${x}" y="${y}" width="${size}" height="${size}" href="${picture.toDataURL()}"/>`),
});

/** The picture in pixels. @param {string} svg @returns {Promise<Blob>} */
async function pixels(svg) {
  const image = new Image(WIDTH, HEIGHT);
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [WIDTH, HEIGHT];
    canvas.getContext('2d')?.drawImage(image, 0, 0, WIDTH, HEIGHT);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve); });
    if (!(blob instanceof Blob)) throw new Error('this browser gives no picture of that size');
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}
