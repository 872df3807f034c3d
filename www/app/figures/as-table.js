/** The numbers of a figure as a table on the page, for those who do not see the picture or want to read it exactly. */

import { asLabError, stopped } from '../shared/errors.js';
import { make, say } from '../base/dom.js';
import { count, number } from '../base/format.js';

/** So many rows are shown at most; a file has all of them. */
const MOST = 200;
/** An open table is brought up to date at most so often. */
const EVERY_MS = 1000;

/**
 * A part to open under a figure. It is filled when it is opened, and anew when the picture changes.
 * @param {HTMLCanvasElement} canvas the picture
 * @param {string} what names the figure
 * @param {() => string | Promise<string>} text its numbers as comma-separated values with a header
 */
export function asTable(canvas, what, text) {
  const head = make('tr');
  const body = make('tbody');
  const note = make('p', { class: 'note' });
  const details = make('details', { class: 'twin' },
    make('summary', {}, 'As a table', make('span', { class: 'unseen' }, `: ${what}`)),
    make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Table: ${what}` }, make('table', {}, make('thead', {}, head), body)), note);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  const fill = async () => {
    soon = undefined;
    if (!details.open) return;
    let read;
    try {
      read = cells(await text());
    } catch (thrown) {
      return say(note, `They cannot be shown: ${stopped(asLabError(thrown).text)}`);
    }
    const [names, ...rows] = read;
    head.replaceChildren(...names.map((name) => make('th', { scope: 'col' }, name.replaceAll('_', ' '))));
    body.replaceChildren(...rows.slice(0, MOST).map((row) => make('tr', {}, ...row.map((cell) => make('td', { title: cell }, readable(cell))))));
    say(note, rows.length === 0 ? 'There are no numbers yet.' : rows.length > MOST ? `The first ${count(MOST)} of ${count(rows.length)} rows.` : '');
  };
  details.addEventListener('toggle', fill);
  new MutationObserver(() => {
    if (details.open) soon ??= setTimeout(fill, EVERY_MS);
  }).observe(canvas, { attributeFilter: ['aria-label'] });
  return details;
}

/**
 * The cells of comma-separated values, by row.
 * @param {string} text as `csv` writes it
 */
function cells(text) {
  return text.split('\n').filter(Boolean).map((line) => (
    [...`,${line}`.matchAll(/,("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))));
}

/**
 * A number as people read it; whole ones are counts.
 * @param {string} cell
 */
function readable(cell) {
  if (cell === '' || !Number.isFinite(Number(cell))) return cell;
  return /^-?\d+$/.test(cell) ? count(Number(cell)) : number(Number(cell), 4);
}
