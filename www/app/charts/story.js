/** What just happened in all networks, in one sentence or two: the same for the epoch that is looked back at. */

import { count, counted, percent, plain } from '../base/format.js';

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').SoFar} SoFar
 * @typedef {{ lanes: { reports: Report[], soFar: SoFar | null }[], completed: number, phase: string | null }} Told what is told of a run
 */

/**
 * @param {LaneInfo[]} infos
 * @param {Told} run
 * @param {number | null} looked the epoch that is looked back at; null for the latest
 */
export function story(infos, run, looked) {
  const epoch = looked ?? run.completed;
  if (looked === null && run.phase !== null) {
    const soFar = run.lanes.map((lane) => lane.soFar);
    if (soFar.every((each) => each !== null)) return phase(infos, /** @type {SoFar[]} */ (soFar));
  }
  const reports = run.lanes.map((lane) => lane.reports[epoch]);
  if (epoch < 1) return beginning(infos, reports);
  const at = looked === null ? `Epoch ${count(epoch)}` : `Looking back at epoch ${count(epoch)}`;
  const known = infos.flatMap((info, i) => (reports[i] ? [{ info, report: reports[i] }] : []));
  const [lanes, did] = [known.map(({ info }) => info), known.map(({ report }) => report)];
  return `${at}: ${cuts(lanes, did)}.${regrown(did)}`;
}

/**
 * @param {LaneInfo[]} infos
 * @param {(Report | undefined)[]} reports of the untrained networks
 */
function beginning(infos, reports) {
  const sparse = infos.flatMap((info, i) => (info.dense || !reports[i] ? [] : [reports[i].connections]));
  const same = sparse.length > 1 && sparse.every((connections) => connections === sparse[0]);
  const start = same ? `${sparse.length === 2 && infos.length === 2 ? 'Both networks' : 'The sparse networks'} start from the same ${count(sparse[0])} random connections`
    : 'The networks see the same pictures in the same order';
  const rules = infos.some(({ judges }) => judges !== 'nothing') ? '; after each epoch each gives some up by its own rule, and others grow' : '';
  return `${start}${rules}. Press Run.`;
}

/**
 * What the networks did, one after the other.
 * @param {LaneInfo[]} infos
 * @param {{ removed: number | null, pruned_neurons: number | null }[]} reports
 */
function cuts(infos, reports) {
  const first = reports.findIndex(({ removed }) => (removed ?? 0) > 0);
  return infos.map((info, i) => cut(info, reports[i], i === first)).join('; ') + times(infos, reports);
}

/**
 * What a network did.
 * @param {LaneInfo} info
 * @param {{ removed: number | null, pruned_neurons: number | null }} report
 * @param {boolean} first whether the noun has not been said yet
 */
function cut({ label, judges }, { removed, pruned_neurons }, first) {
  const all = removed ?? 0;
  if (judges === 'nothing') return `${label} kept its connections`;
  if (all === 0) return `${label} cut nothing`;
  const connections = first ? counted(all, 'connection') : count(all);
  return judges === 'connections' ? `${label} cut ${connections} here and there` : `${label} cut ${connections}, all those of ${counted(pruned_neurons ?? 0, 'neuron')}`;
}

/**
 * How many times as many the one cut as the other, where there are two and both cut any.
 * @param {LaneInfo[]} infos
 * @param {{ removed: number | null }[]} reports
 */
function times(infos, reports) {
  const [a, b] = reports.map(({ removed }) => removed ?? 0);
  const by = Math.max(a, b) / Math.min(a, b);
  if (reports.length !== 2 || !Number.isFinite(by) || by < 1.05) return '';
  const often = `${plain(by, 1)} times as many`;
  return b > a ? `: ${often}` : `; ${infos[0].label} ${often}`;
}

/** @param {{ removed: number, grown: number }[]} reports */
function regrown(reports) {
  const any = reports.some(({ removed }) => removed > 0);
  if (!any) return '';
  return reports.every(({ removed, grown }) => grown === removed) ? ' As many new ones grew.' : reports.every(({ grown }) => grown === 0) ? ' None grew.' : '';
}

/**
 * What was seen in a whole run, in numbers that add up.
 * @param {LaneInfo[]} infos
 * @param {{ reports: Report[] }[]} lanes
 */
export function ending(infos, lanes) {
  const known = infos.flatMap((info, i) => {
    const last = lanes[i]?.reports.at(-1);
    return last ? [{ info, accuracy: Number(percent(last.test_accuracy)), removed: lanes[i].reports.reduce((sum, { removed }) => sum + removed, 0) }] : [];
  });
  const [a, b] = known;
  const end = known.map(({ info, accuracy }) => `${info.label} ${percent(accuracy)} %`).join(', ');
  if (known.length !== 2) return `At the end ${end} of the test images are right.`;
  const [ahead, behind] = a.accuracy >= b.accuracy ? [a, b] : [b, a];
  const lead = ahead.accuracy - behind.accuracy;
  const won = lead < 0.05 ? `${end}: neither learned better.` : `${end}: ${ahead.info.label} leads by ${percent(lead)} points.`;
  const [more, less] = a.removed >= b.removed ? [a, b] : [b, a];
  if (less.removed === 0) return `${won} ${more.info.label} cut ${counted(more.removed, 'connection')} in all, ${less.info.label} none.`;
  return `${won} ${more.info.label} cut ${plain(more.removed / less.removed, 1)} times as many connections, ${count(more.removed)} against ${count(less.removed)}.`;
}

/**
 * What the phase that was done last means.
 * @param {LaneInfo[]} infos
 * @param {SoFar[]} soFar
 */
function phase(infos, soFar) {
  const at = `Epoch ${count(soFar[0].epoch)}, ${soFar[0].phase}: `;
  switch (soFar[0].phase) {
    case 'train':
      return `${at}every network has seen all training images once more; ${joined(infos.map(({ label }, i) => `${label} is right about ${percent(soFar[i].test_accuracy)} %`))} of the test images.`;
    case 'score': {
      const judges = infos.flatMap(({ label, judges: by }, i) => (by === 'neurons' ? [`${label} will strip the ${counted(soFar[i].pruned_neurons ?? 0, 'neuron')} of lowest centrality`] : []));
      const others = infos.filter(({ judges: by }) => by === 'connections').map(({ label }) => label);
      const weak = others.length > 0 ? [`${joined(others)} ${others.length === 1 ? 'looks' : 'look'} at single connections`] : [];
      return `${at}how much would each neuron be missed? ${[...weak, ...judges].join('; ') || 'Nothing is decided by it here'}.`;
    }
    default:
      return `${at}${cuts(infos, soFar)}.`;
  }
}

/** @param {string[]} words */
const joined = (words) => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);
