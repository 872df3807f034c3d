/** Reads the charts over the epochs, all at the same epoch; pressing one looks back to it. */

import { ChartReader } from '../figures/chart-reader.js';
import { Signal } from '../base/signal.js';
import { count, plain } from '../base/format.js';

/**
 * @typedef {import('../figures/figures.js').Theme} Theme
 * @typedef {typeof import('../../pkg/censet_page.js')} Wasm
 * @typedef {{ quantity: string, lines: { name: string, tone: string }[], values: Float64Array[], epochs: number }} Shown what a chart shows:
 *   a value for every epoch so far, by line, and up to which epoch its axis goes
 */

/** The epoch at which all of them are read. */
const epoch = new Signal(/** @type {number | null} */ (null));

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Wasm} wasm
 * @param {() => Theme} theme
 * @param {string} title of the chart
 * @param {() => Shown} shown
 * @param {import('../lanes/looked-at.js').LookedAt['epoch']} looked the epoch that is looked at
 * @param {(epoch: number) => void} choose looks at another
 */
export function epochReader(canvas, wasm, theme, title, shown, looked, choose) {
  const last = () => Math.max(0, ...shown().values.map(({ length }) => length)) - 1;
  return new ChartReader(canvas, {
    name: `${title}: values by epoch`,
    at: epoch,
    places() {
      const { quantity, lines, values, epochs } = shown();
      const [first, step] = wasm.epoch_places(canvas, quantity, lines, values, epochs, theme());
      return Array.from({ length: last() + 1 }, (_, i) => first + i * step);
    },
    read(at) {
      const { quantity, lines, values } = shown();
      const unit = quantity.startsWith('accuracy') ? ' %' : '';
      return [{ text: `Epoch ${count(at)}` }, ...lines.map(({ name, tone }, i) => {
        const value = values[i][at] ?? NaN;
        return { tone, text: `${name} ${Number.isNaN(value) ? '–' : Number.isInteger(value) && !unit ? count(value) : `${plain(value, 4)}${unit}`}` };
      })];
    },
    begin: () => looked.value ?? last(),
    choose,
  });
}
