/** Figures to take away: pictures as PNG and as SVG, their numbers as files and as a table, in one menu a figure. */

import { make } from '../base/dom.js';
import { CSV, handsOut } from '../base/hand-out.js';
import { svgOf } from './as-svg.js';
import { asTable } from './as-table.js';

/** @typedef {import('../base/hand-out.js').TextFile} TextFile */
/** @typedef {import('../base/hand-out.js').LargeFile} LargeFile */

/**
 * A button a file.
 * @param {string} what it is of
 * @param {LargeFile} file
 */
export function fileButton(what, file) {
  const { label } = file;
  const button = make('button', { type: 'button', class: 'quiet', 'aria-label': `${what}: ${label}` }, label);
  handsOut(button, () => file.name, async () => new Blob([await file.text()], { type: file.type }));
  return button;
}

/**
 * A menu in the corner of a figure: the picture as PNG and as SVG, its numbers as files and as a table.
 * @param {HTMLElement} figure
 * @param {string} what names the figure, for those who hear the buttons alone
 * @param {string} name of the files, without ending
 * @param {LargeFile[]} files
 * @param {TextFile['text'] | null} [table] the numbers of the table, those of the first CSV file unless said; null where the
 *   page has them as a table anyway
 */
export function takeAway(figure, what, name, files, table = textOf(files.find(({ label }) => label === CSV))) {
  const png = make('button', { type: 'button', class: 'quiet', 'aria-label': `${what}: PNG` }, 'PNG');
  handsOut(png, `${name}.png`, () => picture(figure.querySelector('canvas')));
  const svg = make('button', { type: 'button', class: 'quiet', 'aria-label': `${what}: SVG` }, 'SVG');
  handsOut(svg, `${name}.svg`, () => svgOf(figure.querySelector('canvas')));
  const menu = make('div', { class: 'take-menu' }, make('p', {}, png, svg, ...files.map((file) => fileButton(what, file))));
  const canvas = figure.querySelector('canvas');
  if (canvas && table) menu.append(asTable(canvas, what, table));
  figure.append(make('details', { class: 'take' }, make('summary', {}, make('span', { 'aria-hidden': 'true' }, '⋯'), make('span', { class: 'unseen' }, `${what}: take away`)), menu));
  closes();
}

let closing = false;

/** Menus close when something else is pressed, and with Escape, which gives the focus back. */
function closes() {
  if (closing) return;
  closing = true;
  const open = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('.take[open]'));
  document.addEventListener('pointerdown', ({ target }) => {
    for (const menu of open()) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  });
  document.addEventListener('keydown', (event) => {
    const menu = event.key === 'Escape' && event.target instanceof Element ? /** @type {HTMLDetailsElement | null} */ (event.target.closest('.take[open]')) : null;
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
}

/** @param {HTMLCanvasElement | null} canvas @returns {Promise<Blob>} */
const picture = (canvas) => new Promise((resolve, reject) => {
  const none = () => reject(new Error('this browser gives no picture of a figure of that size'));
  if (canvas) canvas.toBlob((blob) => (blob ? resolve(blob) : none()));
  else none();
});

/** The numbers of a figure are never large. @param {LargeFile | undefined} file */
const textOf = (file) => /** @type {TextFile | undefined} */ (file)?.text;
