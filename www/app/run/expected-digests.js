/**
 * The result that a link carries: `expect=<lane>@<epoch>:<digest>,…`, what the networks of whoever made
 * it were, and whether ours are the same.
 *
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 *
 * @typedef {{ lane: number, epoch: number, digest: string }} Expected the digest of a lane after an epoch
 */

import { brief, count } from '../base/format.js';

/** So many epochs of a lane at most are named in a link: enough to say about where two runs part. */
const MOST = 6;

/**
 * Reads the value of `expect`.
 * @param {string} value
 * @param {Pick<LaneInfo, 'name'>[]} lanes of the experiment
 * @param {number} epochs of the experiment
 * @returns {{ expected: Expected[], wrong: string | null }} what it says in the order of lanes and epochs, or a sentence
 */
export function read(value, lanes, epochs) {
  /** @type {Expected[]} */
  const expected = [];
  for (const part of value.split(',')) {
    const [, name = '', epoch = '', digest = ''] = /^(.+)@(\d{1,6}):([0-9a-f]{16})$/.exec(part) ?? [];
    const lane = lanes.findIndex((lane) => lane.name === name);
    const allowed = name === '' ? 'lane@epoch:digest, several joined by commas; a digest is 16 digits 0-9, a-f'
      : lane < 0 ? `the lanes of this experiment, ${lanes.map((lane) => lane.name).join(', ')}`
        : Number(epoch) > epochs ? `epochs from 0 to ${epochs}` : null;
    if (allowed) return { expected: [], wrong: `expect = “${brief(part)}” cannot be used: ${allowed}.` };
    expected.push({ lane, epoch: Number(epoch), digest });
  }
  expected.sort((a, b) => a.lane - b.lane || a.epoch - b.epoch);
  return { expected, wrong: null };
}

/**
 * What of it has come true.
 * @param {Expected[]} expected
 * @param {Pick<LaneInfo, 'label'>[]} lanes
 * @param {Report[][]} reports by lane and epoch
 * @returns {{ state: 'waiting' | 'so far' | 'reproduced' | 'differs', text: string }}
 */
export function compare(expected, lanes, reports) {
  const found = expected.map((one) => ({ ...one, here: reports[one.lane]?.[one.epoch]?.digest ?? null }));
  const first = lanes.flatMap(({ label }, lane) => {
    const of = found.filter((one) => one.lane === lane);
    const differs = of.findIndex(({ here, digest }) => here !== null && here !== digest);
    if (differs < 0) return [];
    const { epoch, here, digest } = of[differs];
    const before = differs > 0 ? `, after the same bits up to epoch ${count(of[differs - 1].epoch)}` : '';
    return [`${label} first differs in epoch ${count(epoch)}${before}: here ${here}, in the link ${digest}.`];
  });
  if (first.length > 0) return { state: 'differs', text: `Not reproduced. ${first.join(' ')}` };
  const compared = found.filter(({ here }) => here !== null).length;
  if (compared === found.length) return { state: 'reproduced', text: `Reproduced, bit for bit: ${count(compared)} of ${count(compared)} digests of the link are those here.` };
  if (compared > 0) return { state: 'so far', text: `The same bits so far: ${count(compared)} of ${count(found.length)} digests of the link are those here.` };
  return { state: 'waiting', text: `This link carries its result, ${count(found.length)} digests. Run trains the networks and compares.` };
}

/**
 * The result of a run as the value of `expect`: of each lane some digests over its epochs, the last
 * one among them. Null before anything was trained.
 * @param {Pick<LaneInfo, 'name'>[]} lanes
 * @param {Report[][]} reports by lane and epoch
 */
export function result(lanes, reports) {
  const parts = lanes.flatMap(({ name }, lane) => {
    const last = reports[lane].length - 1;
    return epochs(last).flatMap((epoch) => (reports[lane][epoch] ? [`${name}@${epoch}:${reports[lane][epoch].digest}`] : []));
  });
  return parts.length > 0 ? parts.join(',') : null;
}

/**
 * The first epoch, some between, and the last.
 * @param {number} last
 */
function epochs(last) {
  if (last < 1) return [];
  const all = Array.from({ length: MOST }, (_, i) => Math.round(1 + ((last - 1) * i) / (MOST - 1)));
  return [...new Set(all)];
}

/**
 * The text of a link to the experiment at hand that carries its result so far; null before anything
 * was trained.
 * @param {import('./lab.js').Lab} lab
 * @returns {string | null}
 */
export function resultLink(lab) {
  const { run, checked } = lab;
  const value = run && checked.canonical === run.text ? result(checked.lanes, run.lanes.map((lane) => lane.reports)) : null;
  return value === null ? null : lab.changed('expect', value);
}
