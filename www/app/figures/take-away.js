/** Figures and results to take away: pictures as PNG, numbers as CSV, networks as GraphML, all as JSON. */

import { make } from '../base/dom.js';
import { nameOf } from '../lanes/selection.js';
import { twin } from './as-table.js';

const CSV = 'CSV';

/** @typedef {import('../run/run.js').Run} Run */
/** @typedef {import('../shared/types.js').LaneInfo} LaneInfo */
/** @typedef {{ label: string, name: string, type: string, text: () => string | Promise<string> }} TextFile */

/**
 * Hands the visitor a file.
 * @param {string} name
 * @param {Blob} blob
 */
export function download(name, blob) {
  const url = URL.createObjectURL(blob);
  make('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * A button a file.
 * @param {string} what it is of
 * @param {TextFile} file
 */
export function fileButton(what, file) {
  const { label } = file;
  const button = make('button', { type: 'button', class: 'quiet', 'aria-label': `${what}: ${label}` }, label);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      download(file.name, new Blob([await file.text()], { type: file.type }));
    } catch { /* the lane was closed meanwhile: it has no network to give any more */ } finally {
      button.disabled = false;
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
    figure.querySelector('canvas')?.toBlob((blob) => blob && download(`${name}.png`, blob));
  });
  figure.append(make('p', { class: 'take' }, png, ...files.map((file) => fileButton(what, file))));
  const canvas = figure.querySelector('canvas');
  if (canvas && table) figure.append(twin(canvas, what, table));
}

/**
 * Numbers as a file of comma-separated values.
 * @param {string} name without ending
 * @param {() => string | Promise<string>} text
 * @returns {TextFile}
 */
export const csvFile = (name, text) => ({ label: CSV, name: `${name}.csv`, type: 'text/csv', text });

/**
 * Lines of comma-separated values under their header.
 * @param {string[]} header
 * @param {(string | number | null | undefined)[][]} rows
 */
export function csv(header, rows) {
  const cell = (/** @type {string | number | null | undefined} */ value) => (
    value === null || value === undefined || Number.isNaN(value) ? '' : quoted(String(value)));
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

/** @param {string} text */
const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * A name of a lane in the name of a file.
 * @param {string} lane
 */
export const fileName = (lane) => lane.replaceAll(':', '-');

/**
 * The network of a lane as it is now, from its worker.
 * @param {() => Run | null} run
 * @param {number} lane
 * @param {LaneInfo} info
 * @returns {TextFile[]}
 */
export function networkFiles(run, lane, info) {
  const ask = (/** @type {string} */ method) => async () => {
    const client = run()?.lanes[lane]?.client;
    if (!client) throw new Error('the lane has stopped');
    return client.ask(method);
  };
  const name = `network-${fileName(info.name)}`;
  return [
    { label: 'GraphML', name: `${name}.graphml`, type: 'application/graphml+xml', text: ask('graphml') },
    { label: 'Edges', name: `${name}.csv`, type: 'text/csv', text: ask('edges_csv') },
  ];
}

/**
 * The centralities of a snapshot, with the columns of centrality.csv.
 * @param {string} header
 * @param {string} lane
 * @param {{ scored: { epoch: number }, snapshot: import('../shared/types.js').Snapshot } | null} shown
 */
export function centralityCsv(header, lane, shown) {
  if (!shown) return `${header}\n`;
  const { scored: { epoch }, snapshot: { layout, centrality } } = shown;
  let v = 0;
  const rows = [...layout.layers].flatMap((size, layer) => Array.from({ length: size }, (_, neuron) => [lane, epoch, layer, neuron, centrality[v++]]));
  return csv(header.split(','), rows.filter((row) => !Number.isNaN(row[4])));
}

/**
 * The neurons of a network graph, the most central first.
 * @param {{ snapshot: import('../shared/types.js').Snapshot } | null} shown
 */
export function neuronsCsv(shown) {
  const header = ['neuron', 'lc', 'connections'];
  if (!shown) return csv(header, []);
  const { snapshot: { layout, centrality, degrees } } = shown;
  const order = [...centrality.keys()].filter((v) => !Number.isNaN(centrality[v])).sort((a, b) => centrality[b] - centrality[a] || a - b);
  return csv(header, order.map((v) => [nameOf(layout, v), centrality[v], degrees[v]]));
}

/**
 * Everything a run has measured, as JSON: every epoch of every lane, and the centralities of the epochs
 * that centrality.csv holds. What is not a number is null.
 * @param {Run} run
 * @param {string[]} names of the lanes
 * @param {string} copy what must be said of the images, if they are not the official ones
 */
export function resultJson(run, names, copy) {
  const lanes = run.lanes.map(({ reports, snapshots }, i) => {
    const last = reports.length - 1;
    const kept = snapshots.flatMap(({ centrality }, epoch) => (
      epoch === 0 || epoch % 25 === 1 || epoch === last ? [{ epoch, lc: [...centrality] }] : []));
    return {
      name: names[i],
      layers: [...snapshots.find(Boolean)?.layout.layers ?? []],
      epochs: reports.map(({ csv: _, statistics_csv: __, line: ___, lane: ____, ...numbers }) => numbers),
      centrality: kept,
    };
  });
  return `${JSON.stringify({ format: 'censet-lab result', version: 1, experiment: run.text, copy: copy || undefined, lanes })}\n`;
}
