/** What a run has measured, as files: centralities as CSV, networks as GraphML and as tensors, all as JSON. */

import { csv } from '../base/csv.js';
import { nameOf } from './neuron-names.js';

/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('../base/hand-out.js').LargeFile} LargeFile */
/** @typedef {import('../shared/types.js').LaneInfo} LaneInfo */
/** @typedef {(run: Run, lane: number, method: 'safetensors' | 'rewired', ...args: string[]) => Promise<Blob>} Written writes a lane's network */

/**
 * A name of a lane in the name of a file.
 * @param {string} lane
 */
export const fileName = (lane) => lane.replaceAll(':', '-');

/**
 * The network of a lane, from its worker: as its last epoch trained it, which accuracy was measured of, and as the last
 * rewiring left it.
 * @param {() => Run | null} run
 * @param {number} lane
 * @param {LaneInfo} info
 * @param {Written} written by the reader
 * @returns {LargeFile[]}
 */
export function networkFiles(run, lane, info, written) {
  const living = () => {
    const now = run();
    const client = now?.lanes[lane]?.client;
    if (!now || !client) throw new Error(`${info.label} has stopped`);
    return { now, client };
  };
  const ask = (/** @type {string} */ method) => async () => living().client.ask(method);
  const name = `network-${fileName(info.name)}`;
  const rewired = (/** @type {string} */ label, /** @type {string} */ ending, /** @type {string} */ type) => (
    { label: `${label} after rewiring`, name: `${name}-rewired.${ending}`, type, text: async () => written(living().now, lane, 'rewired', ending) });
  return [
    { label: 'GraphML', name: `${name}.graphml`, type: 'application/graphml+xml', text: ask('graphml') },
    { label: 'Edges', name: `${name}.csv`, type: 'text/csv', text: ask('edges_csv') },
    { label: 'safetensors', name: `${name}.safetensors`, type: 'application/octet-stream', text: async () => written(living().now, lane, 'safetensors') },
    rewired('GraphML', 'graphml', 'application/graphml+xml'), rewired('Edges', 'csv', 'text/csv'), rewired('safetensors', 'safetensors', 'application/octet-stream'),
  ];
}

/**
 * centrality.csv, from the lanes' workers.
 * @param {Run | null} run
 * @param {string} header
 * @returns {Promise<{ text: string, without: number[] }>} and which lanes are not in it, as they have stopped
 */
export async function centralityFile(run, header) {
  const lanes = run?.lanes ?? [];
  const rows = await Promise.all(lanes.map(async ({ client }) => (client ? client.ask('centrality_csv') : '')));
  return { text: `${header}\n${rows.join('')}`, without: lanes.flatMap(({ client }, i) => (client ? [] : [i])) };
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
