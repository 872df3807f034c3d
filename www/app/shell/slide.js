/** One picture for a lecture: the networks, their accuracy over the epochs, what the lines mean, and a small link. */

import { percent } from '../base/format.js';
import { handsOut } from '../base/hand-out.js';
import { byId } from '../base/dom.js';
import { drawnAsSvg, escaped } from '../figures/svg-context.js';
import { short } from './qr-density.js';

/** @typedef {import('../figures/figures.js').Figures} Figures */
/** @typedef {import('../figures/figures.js').Theme} Theme */
/** @typedef {import('../run/lab.js').Lab} Lab */

const [WIDTH, HEIGHT] = [1920, 1080];
const MARGIN = 60;
/** Pixels of the picture for one of the page: letters are to be read from the last row. */
const SCALE = 2;
/** Letters of the link that fit into a line. */
const LINE = 140;

/**
 * @typedef {{ figures: Figures, lab: Lab, link: () => string, epoch: () => number | null, drawCode: (canvas: HTMLCanvasElement, text: string, theme: Theme) => boolean }} Means
 *   `link`: the address of the experiment; `epoch`: the one that is looked at, null for the latest
 */

/** @param {Means} means */
export function offersSlide(means) {
  const svg = byId('slide-svg', HTMLButtonElement);
  const png = byId('slide-png', HTMLButtonElement);
  handsOut(svg, 'censet-lab-slide.svg', () => new Blob([slide(means)], { type: 'image/svg+xml' }));
  handsOut(png, 'censet-lab-slide.png', () => pixels(slide(means)));
}

/** @param {Means} means @returns {string} the picture as SVG */
function slide({ figures, lab, link, epoch, drawCode }) {
  const { run, checked: { lanes, values } } = lab;
  const networks = [...document.querySelectorAll('#lanes .network')];
  const curve = document.querySelector('#charts figure canvas');
  if (!run || networks.some((figure) => figure.matches('.empty')) || !(curve instanceof HTMLCanvasElement)) throw new Error('there is no network to show yet');
  const theme = { ...figures.theme, scale: SCALE };
  const at = epoch() ?? run.completed;
  const gap = 40;
  const width = (WIDTH - 2 * MARGIN - gap * (lanes.length - 1)) / lanes.length;
  /** @type {string[]} */
  const parts = [];
  const text = (/** @type {string} */ words, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ size, colour = theme.text, more = '') => {
    parts.push(`<text x="${x}" y="${y}" font-size="${size}" fill="${colour}"${more}>${escaped(words)}</text>`);
  };
  /** @param {Element | null} canvas @param {number} x @param {number} y @param {number} across @param {number} down */
  const figure = (canvas, x, y, across, down) => {
    const drawn = drawnAsSvg(Math.round(across), Math.round(down), (target) => { if (canvas instanceof HTMLCanvasElement) figures.drawOn(canvas, target, theme); });
    parts.push(`<g transform="translate(${Math.round(x)} ${y})">${drawn}</g>`);
  };
  text(lanes.map(({ label }) => label).join(' beside '), MARGIN, 78, 48, theme.text, ' font-weight="650"');
  text(`${at === 0 ? 'untrained' : `after epoch ${at} of ${run.epochs}`} · ${values.data} · seed ${values.seed}`, WIDTH - MARGIN, 78, 28, theme.muted, ' text-anchor="end"');
  lanes.forEach((lane, i) => {
    const x = MARGIN + i * (width + gap);
    const report = run.lanes[i].reports[at];
    text(lane.label, x, 150, 34, theme.text, ' font-weight="600"');
    if (report) text(`${percent(report.test_accuracy)} %`, x + width, 150, 40, getComputedStyle(networks[i]).getPropertyValue('--tone') || theme.text, ' font-weight="600" text-anchor="end"');
    parts.push(`<rect x="${x}" y="166" width="${width}" height="2" fill="${theme.line}"/>`);
    figure(networks[i].querySelector('canvas'), x, 176, width, 500);
  });
  text('Accuracy', MARGIN, 722, 28, theme.text, ' font-weight="600"');
  figure(curve, MARGIN, 730, 1050, 290);
  legend(networks, text, parts);
  const address = short(link());
  text(address.length > LINE ? `${address.slice(0, LINE)}…` : address, MARGIN, HEIGHT - 24, 20, theme.muted);
  const code = document.createElement('canvas');
  [code.width, code.height] = [250, 250];
  if (drawCode(code, link(), theme)) parts.push(`<image x="${WIDTH - MARGIN - 250}" y="760" width="250" height="250" href="${code.toDataURL()}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif">
<rect width="${WIDTH}" height="${HEIGHT}" fill="${theme.background}"/>
${parts.join('\n')}
</svg>
`;
}

/**
 * What the lines of the networks mean, as the page has it below them: of all networks, each once.
 * @param {Element[]} networks
 * @param {(words: string, x: number, y: number, size: number) => void} text
 * @param {string[]} parts
 */
function legend(networks, text, parts) {
  const items = new Map(networks.flatMap((figure) => [...figure.querySelectorAll('.key li')]).map((item) => [item.textContent ?? '', item.querySelector('svg.swatch')]));
  let y = 772;
  for (const [words, swatch] of items) {
    const line = swatch?.querySelector('path');
    if (!swatch || !line) continue;
    const { stroke, fill, strokeDasharray, opacity } = getComputedStyle(swatch);
    parts.push(`<svg x="1180" y="${y - 20}" width="58" height="24" viewBox="0 0 24 10"><path d="${escaped(line.getAttribute('d') ?? '')}" stroke="${stroke}" fill="${fill}" stroke-width="2" stroke-dasharray="${strokeDasharray}" opacity="${opacity}"/></svg>`);
    text(words, 1252, y, 26);
    y += 38;
  }
}

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
