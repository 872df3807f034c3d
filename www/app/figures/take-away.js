/** Figures to take away: pictures as PNG, their numbers as files. */

import { make, setAvailable } from '../base/dom.js';
import { CSV, handOut } from '../base/hand-out.js';
import { asTable } from './as-table.js';

/** @typedef {import('../base/hand-out.js').TextFile} TextFile */

/**
 * A button a file.
 * @param {string} what it is of
 * @param {TextFile} file
 */
export function fileButton(what, file) {
  const { label } = file;
  const button = make('button', { type: 'button', class: 'quiet', 'aria-label': `${what}: ${label}` }, label);
  button.addEventListener('click', async () => {
    setAvailable(button, false);
    try {
      handOut(file.name, new Blob([await file.text()], { type: file.type }));
    } catch { /* the lane was closed meanwhile: it has no network to give any more */ } finally {
      setAvailable(button, true);
    }
  });
  return button;
}

/**
 * A figure as PNG, and its numbers as files and as a table on the page, at the end of the figure.
 * @param {HTMLElement} figure
 * @param {string} what names the figure, for those who hear the buttons alone
 * @param {string} name of the files, without ending
 * @param {TextFile[]} files
 * @param {TextFile['text'] | null} [table] the numbers of the table, those of the first CSV file unless said; null where the
 *   page has them as a table anyway
 */
export function takeAway(figure, what, name, files, table = files.find(({ label }) => label === CSV)?.text) {
  const png = make('button', { type: 'button', class: 'quiet', 'aria-label': `${what}: PNG` }, 'PNG');
  png.addEventListener('click', () => {
    figure.querySelector('canvas')?.toBlob((blob) => blob && handOut(`${name}.png`, blob));
  });
  figure.append(make('p', { class: 'take' }, png, ...files.map((file) => fileButton(what, file))));
  const canvas = figure.querySelector('canvas');
  if (canvas && table) figure.append(asTable(canvas, what, table));
}
