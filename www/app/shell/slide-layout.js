/** How a slide, and each picture of a film, is laid out: the networks, their accuracy over the epochs, what the lines mean, and a small link. */

import { percent } from '../base/format.js';
import { short } from './qr-density.js';

/** @typedef {import('../figures/figures.js').Theme} Theme */
/** @typedef {import('../run/run.js').Run} Run */
/** @typedef {import('../shared/types.js').LaneInfo} LaneInfo */

export const [WIDTH, HEIGHT] = [1920, 1080];
const MARGIN = 60;
const GAP = 40;
/** Letters of the link that fit into a line. */
const LINE = 140;

/**
 * @typedef {(target: HTMLCanvasElement) => void} Draw draws a figure on a canvas of the size it has
 *
 * @typedef {{ words: string, path: string, stroke: string, fill: string, dashes: string, opacity: string }} Sign a line of the legend: its words, and how it is drawn
 *
 * @typedef {object} Surface what is laid out on
 * @property {(words: string, x: number, y: number, size: number, look?: { colour?: string, weight?: number, end?: boolean }) => void} text `end`: x is where it ends
 * @property {(x: number, y: number, width: number, colour: string) => void} rule
 * @property {(draw: Draw, x: number, y: number, width: number, height: number) => void} figure
 * @property {(sign: Sign, x: number, y: number) => void} swatch a line of the legend
 * @property {(picture: HTMLCanvasElement, x: number, y: number, size: number) => void} code a code to scan
 *
 * @typedef {object} Content
 * @property {{ epochs: number, lanes: { reports: Run['lanes'][number]['reports'] }[] }} run
 * @property {LaneInfo[]} lanes
 * @property {Record<string, string>} values of the experiment
 * @property {number} at the epoch that is shown
 * @property {ReturnType<typeof keyOf>} key colours, and what lines mean
 * @property {Theme} theme
 * @property {string} link
 * @property {HTMLCanvasElement | null} code
 * @property {(lane: number) => Draw} network
 * @property {Draw} curve
 */

/**
 * @param {Surface} surface
 * @param {Content} content
 */
export function layOut(surface, { run, lanes, values, at, key, theme, link, code, network, curve }) {
  const width = (WIDTH - 2 * MARGIN - GAP * (lanes.length - 1)) / lanes.length;
  surface.text(lanes.map(({ label }) => label).join(' beside '), MARGIN, 78, 48, { weight: 650 });
  surface.text(`${at === 0 ? 'untrained' : `after epoch ${at} of ${run.epochs}`} · ${values.data} · seed ${values.seed}`, WIDTH - MARGIN, 78, 28, { colour: theme.muted, end: true });
  lanes.forEach((lane, i) => {
    const x = MARGIN + i * (width + GAP);
    const report = run.lanes[i].reports[at];
    surface.text(lane.label, x, 150, 34, { weight: 600 });
    if (report) surface.text(`${percent(report.test_accuracy)} %`, x + width, 150, 40, { colour: key.tones[i] || theme.text, weight: 600, end: true });
    surface.rule(x, 166, width, theme.line);
    surface.figure(network(i), x, 176, width, 500);
  });
  surface.text('Accuracy', MARGIN, 722, 28, { weight: 600 });
  surface.figure(curve, MARGIN, 730, 1050, 290);
  key.signs.forEach((sign, i) => {
    const y = 772 + 38 * i;
    surface.swatch(sign, 1180, y - 20);
    surface.text(sign.words, 1252, y, 26);
  });
  const address = short(link);
  surface.text(address.length > LINE ? `${address.slice(0, LINE)}…` : address, MARGIN, HEIGHT - 24, 20, { colour: theme.muted });
  if (code) surface.code(code, WIDTH - MARGIN - 250, 760, 250);
}

/**
 * The colours of networks, and what their lines mean, as the page has it below them: of all networks, each once.
 * @param {Element[]} networks their figures on the page
 */
export function keyOf(networks) {
  /** @type {Map<string, Sign>} */
  const signs = new Map();
  for (const item of networks.flatMap((figure) => [...figure.querySelectorAll('.key li')])) {
    const [words, swatch] = [item.textContent ?? '', item.querySelector('svg.swatch')];
    const line = swatch?.querySelector('path');
    if (!swatch || !line) continue;
    const { stroke, fill, strokeDasharray: dashes, opacity } = getComputedStyle(swatch);
    signs.set(words, { words, path: line.getAttribute('d') ?? '', stroke, fill, dashes, opacity });
  }
  return { tones: networks.map((figure) => getComputedStyle(figure).getPropertyValue('--tone')), signs: [...signs.values()] };
}

/**
 * The code of a link, or null where it is too long for one, or what draws it cannot be had.
 * @param {import('../platform/later.js').Later} later
 * @param {string} link
 * @param {Theme} theme
 */
export async function codeOf(later, link, theme) {
  const code = document.createElement('canvas');
  [code.width, code.height] = [250, 250];
  const drawn = await later.load().then(({ wasm }) => wasm.draw_qr_code(code, link, theme), () => false);
  return drawn ? code : null;
}
