/** The pictures of a film of a run: laid out as the slide, drawn in pieces, so that no piece takes long. */

import { layOut, WIDTH } from './slide-layout.js';

/** @typedef {import('../figures/figures.js').Theme} Theme */
/** @typedef {import('../run/run.js').Run} Run */
/** @typedef {import('../shared/types.js').LaneInfo} LaneInfo */
/** @typedef {import('./slide-layout.js').Surface} Surface */
/** @typedef {typeof import('../../pkg/censet_page.js')} Wasm */
/** @typedef {{ epochs: number, completed: number, lanes: Pick<Run['lanes'][number], 'reports' | 'snapshots'>[] }} Kept a run as it was when the film began */

/** Pixels of a film. */
export const [ACROSS, DOWN] = [1280, 720];
const BY = ACROSS / WIDTH;
/** So many different pictures are enough for the longest film. */
const MOST = 60;
const FONT = 'system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

/**
 * The epochs that a film shows: those of which the pictures of all networks were kept, evenly chosen where they are very many.
 * @param {Omit<Kept, 'epochs'>} run
 */
export function epochsShown({ completed, lanes }) {
  const kept = Array.from({ length: completed + 1 }, (_, epoch) => epoch).filter((epoch) => lanes.every(({ snapshots, reports }) => snapshots[epoch] && reports[epoch]));
  if (kept.length <= MOST) return kept;
  return Array.from({ length: MOST }, (_, i) => kept[Math.round((i * (kept.length - 1)) / (MOST - 1))]);
}

/**
 * The picture of an epoch, in pieces that are drawn one after the other on a canvas.
 * @param {object} film
 * @param {Kept} film.run
 * @param {LaneInfo[]} film.lanes
 * @param {Record<string, string>} film.values
 * @param {ReturnType<typeof import('./slide-layout.js').keyOf>} film.key
 * @param {Theme} film.theme
 * @param {string} film.link
 * @param {HTMLCanvasElement | null} film.code
 * @param {Wasm} film.wasm
 * @param {number} at the epoch
 * @param {CanvasRenderingContext2D} context of a canvas of the film's size
 * @returns {(() => void)[]}
 */
export function pictureOf({ wasm, theme, ...film }, at, context) {
  const { run, lanes } = film;
  const snapshots = run.lanes.map(({ snapshots }) => snapshots[at]);
  const infos = lanes.map(({ label: title, k }, i) => {
    const { epoch, removed, grown, pruned_neurons: pruned, threshold } = run.lanes[i].reports[at];
    return { title, epoch, removed, grown, pruned, threshold, k };
  });
  const fine = { ...theme, scale: theme.scale * BY };
  const lines = lanes.map(({ label: name, tone }) => ({ name, tone }));
  const values = run.lanes.map(({ reports }) => Float64Array.from(reports.slice(0, at + 1), ({ test_accuracy }) => test_accuracy));
  /** @type {(() => void)[]} */
  const pieces = [() => {
    context.fillStyle = theme.background;
    context.fillRect(0, 0, ACROSS, DOWN);
  }];
  layOut(onto(context, theme, pieces), {
    ...film, theme, at,
    network: (lane) => (target) => { wasm.draw_network(target, infos, snapshots, lane, { show: 'all', edges: undefined, degrees: undefined }, fine); },
    curve: (target) => { wasm.draw_epochs(target, 'accuracy', lines, values, run.epochs, undefined, fine); },
  });
  return pieces;
}

/**
 * Lays out on a canvas, a piece at a time.
 * @param {CanvasRenderingContext2D} context
 * @param {Theme} theme
 * @param {(() => void)[]} pieces
 * @returns {Surface}
 */
function onto(context, theme, pieces) {
  const write = (/** @type {() => void} */ piece) => pieces.push(() => {
    context.save();
    context.scale(BY, BY);
    piece();
    context.restore();
  });
  return {
    text: (words, x, y, size, { colour = theme.text, weight = 400, end = false } = {}) => write(() => {
      context.font = `${weight} ${size}px ${FONT}`;
      context.fillStyle = colour;
      context.textAlign = end ? 'right' : 'left';
      context.fillText(words, x, y);
    }),
    rule: (x, y, width, colour) => write(() => {
      context.fillStyle = colour;
      context.fillRect(x, y, width, 2);
    }),
    figure: (draw, x, y, width, height) => pieces.push(() => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [Math.round(width * BY), Math.round(height * BY)];
      draw(canvas);
      context.drawImage(canvas, Math.round(x * BY), Math.round(y * BY));
    }),
    swatch: ({ path, stroke, fill, dashes, opacity }, x, y) => write(() => {
      context.translate(x, y);
      context.scale(58 / 24, 58 / 24);
      context.globalAlpha = Number(opacity);
      context.lineWidth = 2;
      context.setLineDash(dashes === 'none' ? [] : dashes.split(/[ ,]+/).map(parseFloat));
      const shape = new Path2D(path);
      if (fill !== 'none') {
        context.fillStyle = fill;
        context.fill(shape);
      }
      if (stroke === 'none') return;
      context.strokeStyle = stroke;
      context.stroke(shape);
    }),
    code: (picture, x, y, size) => write(() => context.drawImage(picture, x, y, size, size)),
  };
}
