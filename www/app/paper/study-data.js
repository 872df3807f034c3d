/**
 * The study of what the paper leaves open: its plan (`paper/study.json`) beside what `censet-lab study` measured
 * (`paper/studied.json`), as rows of tables.
 */

import { plain } from '../base/format.js';

/** @typedef {{ id: string, title: string, formula?: string, about: string }} Rule */
/** @typedef {{ rule: string, against: string, asks: string }} Comparison */
/** @typedef {{ id: string, title: string, experiment: string, seeds: number, lanes: { rule: string, lane: string }[] }} Regime */
/** @typedef {{ id: string, title: string, rule: string, regime: string, grid: string }} Tuning for which rule of which regime */
/** @typedef {{ id: string, title: string, experiment: string, seeds: number }} Asked networks whose neurons are knocked out */
/** @typedef {{ title: string, grid: string, says: string }} Replay a small search that shows the effect in the page */
/** @typedef {{ rules: Rule[], comparisons: Comparison[], tunings: Tuning[], regimes: Regime[], importance: Asked[], answers: { importance: string, comparison: string }, failed: string[], replays: Replay[] }} Plan */
/** @typedef {{ regime: string, rule: string, seeds: number[], accuracy: number[] }} Measured */
/** @typedef {{ regime: string, rule: string, against: string, pairs: number, mean: number, low: number, high: number, p: number }} Compared */
/** @typedef {{ tuning: string, lane: string, validation: number[] }} Tuned */
/** Spearman's ρ of what is lost in accuracy and gained in loss; null where all neurons are alike. @typedef {[number | null, number | null]} Rho */
/** @typedef {{ lane: string, accuracy: number, rho: Record<string, Record<string, Rho>>, half: Record<string, number> }} KnockedOut */
/**
 * @typedef {{ commit: string, tunings: Tuned[], results: Measured[], comparisons: Compared[], importance?: Record<string, KnockedOut[]> }} Studied
 */
/** A mean over seeds with the smallest and the largest. @typedef {{ mean: number, least: number, most: number }} Spread */

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A difference in points: "+0.31", "−0.04". @param {number} value */
export const points = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

/** @param {number} p */
export const probability = (p) => (p < 0.0001 ? '< 0.0001' : plain(p, p < 0.01 ? 4 : 2));

/** What the interval lets one say. @param {Compared} found */
export function verdict({ low, high }) {
  if (low > 0) return 'better';
  return high < 0 ? 'worse' : 'no difference shown';
}

/**
 * Each rule's accuracy under each regime; null where it was not trained.
 * @param {Plan} plan @param {Studied} studied
 * @returns {{ rule: Rule, cells: ({ text: string, mean: number, std: number | null, seeds: number } | null)[] }[]}
 */
export function accuracies({ rules, regimes }, { results }) {
  return rules.map((rule) => ({
    rule,
    cells: regimes.map((regime) => {
      const found = results.find((one) => one.regime === regime.id && one.rule === rule.id);
      const lane = regime.lanes.find((one) => one.rule === rule.id)?.lane;
      if (!found || lane === undefined) return null;
      const { accuracy } = found;
      const middle = mean(accuracy);
      const squares = accuracy.reduce((sum, value) => sum + (value - middle) ** 2, 0);
      return {
        text: `${regime.experiment}&lanes=${lane}`,
        mean: middle,
        std: accuracy.length > 1 ? Math.sqrt(squares / (accuracy.length - 1)) : null,
        seeds: accuracy.length,
      };
    }),
  })).filter(({ cells }) => cells.some((cell) => cell));
}

/**
 * The comparisons that were made, question by question, regime by regime.
 * @param {Plan} plan @param {Studied} studied
 * @returns {{ comparison: Comparison, rows: { regime: Regime, found: Compared }[] }[]}
 */
export function questions({ comparisons, regimes }, studied) {
  return comparisons.map((comparison) => ({
    comparison,
    rows: regimes.flatMap((regime) => {
      const found = studied.comparisons.find((one) => (
        one.regime === regime.id && one.rule === comparison.rule && one.against === comparison.against));
      return found ? [{ regime, found }] : [];
    }),
  })).filter(({ rows }) => rows.length > 0);
}

/**
 * The settings that a tuning tried, the best first, with their mean over the seeds.
 * @param {Tuning} tuning @param {Studied} studied
 */
export function tried({ id }, { tunings }) {
  const of = tunings.filter(({ tuning }) => tuning === id);
  return of.map(({ lane, validation }) => ({ lane, validation: mean(validation), seeds: validation.length }));
}

/** From the smallest to the largest number that a chart of all differences shows, in whole tenths. @param {Studied} studied */
export function range({ comparisons }) {
  const ends = comparisons.flatMap(({ low, high }) => [low, high]);
  return [Math.floor(Math.min(0, ...ends) * 10) / 10, Math.ceil(Math.max(0, ...ends) * 10) / 10];
}

/** The layers that a correlation is there of, as `censet-lab study` names them. @param {Studied} studied */
export const layers = ({ importance = {} }) => Object.keys(Object.values(importance)[0]?.[0].rho ?? {});

/**
 * What knocking out found for each network of a part, over the seeds.
 * @param {Asked} asked @param {Studied} studied @param {string} layer
 * @param {(text: string) => string | null} canonical an experiment's canonical text
 * @returns {{ lane: string, seeds: number, accuracy: Spread, rho: Record<string, Spread | null>, half: Record<string, Spread> }[]}
 */
export function knockedOut({ experiment, seeds }, { importance = {} }, layer, canonical) {
  const texts = Array.from({ length: seeds }, (_, i) => canonical(`${experiment}&seed=${i + 1}`) ?? '');
  const runs = texts.flatMap((text) => (importance[text] ? [importance[text]] : []));
  return (runs[0] ?? []).map(({ lane, rho, half }, i) => {
    const over = (/** @type {(found: KnockedOut) => number | null} */ value) => spread(runs.flatMap((run) => value(run[i]) ?? []));
    return {
      lane,
      seeds: runs.length,
      accuracy: /** @type {Spread} */ (over(({ accuracy }) => accuracy)),
      rho: Object.fromEntries(Object.keys(rho[layer]).map((id) => [id, over((found) => found.rho[layer][id][1])])),
      half: Object.fromEntries(Object.keys(half).map((order) => [order, /** @type {Spread} */ (over((found) => found.half[order]))])),
    };
  });
}

/** @param {number[]} values @returns {Spread | null} */
const spread = (values) => (values.length === 0 ? null : { mean: mean(values), least: Math.min(...values), most: Math.max(...values) });
