/** Writes a grid: one number of an experiment from here to there, with several seeds. Knows no document. */

import { brief, plain, typed } from '../base/format.js';

/** @typedef {import('../shared/types.js').Field} Field */
/** @typedef {{ key: string, from: string, to: string, step: string, seeds: string }} Wanted as it was typed */

/** So many seeds at most: as many runs as a grid may have. */
const MOST_SEEDS = 1000;
/** Where an experiment's own value says little of what is worth a try. @type {Record<string, [number, number, number]>} */
const WORTH = { k: [0.5, 2.5, 0.5] };

/** The keys that can be varied from a number to another; seeds have a field of their own. @param {Field[]} fields */
export const variable = (fields) => fields.filter(({ kind, key }) => (kind === 'number' || kind === 'integer') && key !== 'seed');

/**
 * From where to where, and in which steps, a key may be worth a try: around the value that it has.
 * @param {Pick<Field, 'key' | 'kind' | 'allowed'>} field
 * @param {string} value
 */
export function suggested({ key, kind, allowed }, value) {
  const now = typed(value);
  const most = typed(/ to (?:below )?([\d.,]*\d)/.exec(allowed)?.[1] ?? '') || Infinity;
  const round = (/** @type {number} */ x) => (kind === 'integer' ? Math.max(1, Math.round(x)) : x);
  const [from, to, step] = WORTH[key] ?? (now > 0 ? [round(now / 2), ...(2 * now < most ? [round(2 * now), round(now / 2)] : [now, round(now / 4)])] : [NaN, NaN, NaN]);
  const text = (/** @type {number} */ x) => (Number.isFinite(x) ? plain(x, 6) : '');
  return { from: text(from), to: text(to), step: text(step) };
}

/**
 * The text of the grid, or a sentence about what cannot be used. Whether a value is allowed is for the grid's reader to say.
 * @param {string} base the experiment that all else is taken from
 * @param {Wanted} wanted
 * @param {(text: string, key: string, value: string | undefined) => string} edit
 * @returns {{ text: string } | { error: string }}
 */
export function written(base, { key, from, to, step, seeds }, edit) {
  const numbers = { from: typed(from), to: typed(to), step: typed(step) };
  const texts = { from, to, step };
  for (const name of /** @type {const} */ (['from', 'to', 'step'])) {
    if (!Number.isFinite(numbers[name])) return { error: `${name} = “${brief(texts[name])}” cannot be used: it must be a number.` };
  }
  if (numbers.to < numbers.from) return { error: `to = “${brief(to)}” cannot be used: it must be at least ${plain(numbers.from, 6)}, where it begins.` };
  if (numbers.step <= 0) return { error: `step = “${brief(step)}” cannot be used: it must be more than 0.` };
  const count = typed(seeds);
  if (!Number.isInteger(count) || count < 1 || count > MOST_SEEDS) return { error: `seeds = “${brief(seeds)}” cannot be used: a whole number from 1 to ${MOST_SEEDS}.` };
  const [low, high, by] = [numbers.from, numbers.to, numbers.step].map((x) => plain(x, 9).replace('−', '-'));
  // A network with a value of its own for the key would not follow.
  const lanes = /(?:^|&)lanes=([^&]*)/.exec(base)?.[1];
  const free = lanes?.replaceAll(new RegExp(`:${key}=[^:,]*`, 'g'), '');
  const plainBase = lanes && free !== lanes ? edit(base, 'lanes', free) : base;
  const varied = edit(plainBase, key, low === high ? low : `${low}..${high}/${by}`);
  return { text: edit(varied, 'seed', count === 1 ? undefined : `1..${count}`) };
}
