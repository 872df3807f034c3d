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
/** @typedef {{ rules: Rule[], comparisons: Comparison[], tunings: Tuning[], regimes: Regime[], importance: Asked[], answer: string, failed: string[], replays: Replay[] }} Plan */
/** @typedef {{ regime: string, rule: string, seeds: number[], accuracy: number[] }} Measured */
/** @typedef {{ regime: string, rule: string, against: string, pairs: number, mean: number, low: number, high: number, p: number }} Compared */
/** @typedef {{ tuning: string, lane: string, validation: number[] }} Tuned */
/** Spearman's ρ of what is lost in accuracy and gained in loss; null where all neurons are alike. @typedef {[number | null, number | null]} Rho */
/** @typedef {{ lane: string, accuracy: number, rho: Record<string, Record<string, Rho>>, half: Record<string, number> }} KnockedOut */
/**
 * @typedef {{ commit: string, tunings: Tuned[], results: Measured[], comparisons: Compared[], importance?: Record<string, KnockedOut[]> }} Studied
 */
/** A comparison under a regime; `corrected`: its p, as there are many of them. @typedef {{ regime: Regime, found: Compared, corrected: number }} Answer */
/** A mean over seeds with the smallest and the largest. @typedef {{ mean: number, least: number, most: number }} Spread */

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Two decimals with a minus sign, and none before a zero. @param {number} value */
export function decimals(value) {
  const text = Math.abs(value).toFixed(2);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A difference in points: "+0.31", "−0.04", "0.00". @param {number} value */
export const points = (value) => (Number(value.toFixed(2)) > 0 ? `+${decimals(value)}` : decimals(value));

/** @param {number} p */
export const probability = (p) => (p < 0.0001 ? '< 0.0001' : plain(p, p < 0.1 ? 4 : 2));

/** Above it, corrected, chance may be all there is. */
const LEVEL = 0.05;

/**
 * What a comparison lets one say, once all its seeds are there.
 * @param {Answer} answer
 */
export function verdict({ regime, found, corrected }) {
  if (found.pairs < regime.seeds) return `unfinished: ${found.pairs} of ${regime.seeds} seeds`;
  if (corrected >= LEVEL) return 'no difference shown';
  return found.mean > 0 ? 'better' : 'worse';
}

/**
 * Each rule's accuracy under each regime; null where it was not trained.
 * @param {Plan} plan @param {Studied} studied
 * @returns {{ rule: Rule, cells: ({ text: string, lane: string, as: Rule | null, mean: number, std: number | null, seeds: number } | null)[] }[]} `as`:
 *   an earlier rule that comes to the same networks there
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
        lane,
        as: as(regime, rule.id, rules),
        mean: middle,
        std: accuracy.length > 1 ? Math.sqrt(squares / (accuracy.length - 1)) : null,
        seeds: accuracy.length,
      };
    }),
  })).filter(({ cells }) => cells.some((cell) => cell));
}

/** The first rule before this one that has the same lane. @param {Regime} regime @param {string} id @param {Rule[]} rules */
function as({ lanes }, id, rules) {
  const lane = laneOf({ lanes }, id);
  const first = rules.find((rule) => laneOf({ lanes }, rule.id) === lane);
  return first && first.id !== id ? first : null;
}

/** @param {Pick<Regime, 'lanes'>} regime @param {string} id of a rule */
const laneOf = ({ lanes }, id) => lanes.find(({ rule }) => rule === id)?.lane;

/**
 * What the plan compares: each pair of lanes of a regime once, under the first question that asks of it.
 * @param {Plan} plan
 */
function planned({ comparisons, regimes }) {
  return regimes.flatMap((regime) => {
    const seen = new Set();
    return comparisons.filter(({ rule, against }) => {
      const pair = [rule, against].map((id) => laneOf(regime, id));
      const known = pair.every((lane) => lane !== undefined) && pair[0] !== pair[1] && !seen.has(pair.join(' '));
      seen.add(pair.join(' '));
      return known;
    }).map((comparison) => ({ regime, comparison }));
  });
}

/** How many comparisons the plan has. @param {Plan} plan */
export const comparisonsPlanned = (plan) => planned(plan).length;

/**
 * The comparisons that were made, question by question, regime by regime, with their p after Holm's correction for all that are
 * planned.
 * @param {Plan} plan @param {Studied} studied
 * @returns {{ comparison: Comparison, rows: Answer[] }[]}
 */
export function questions(plan, studied) {
  const all = planned(plan);
  const made = all.flatMap(({ regime, comparison }) => {
    const found = studied.comparisons.find((one) => one.regime === regime.id && one.rule === comparison.rule && one.against === comparison.against);
    return found ? [{ regime, comparison, found, corrected: 1 }] : [];
  });
  let least = 0;
  [...made].sort((a, b) => a.found.p - b.found.p).forEach((one, i) => {
    least = Math.max(least, Math.min(1, (all.length - i) * one.found.p));
    one.corrected = least;
  });
  return plan.comparisons.map((comparison) => ({ comparison, rows: made.filter((one) => one.comparison === comparison) }))
    .filter(({ rows }) => rows.length > 0);
}

/** What a finished comparison says of a rule, as part of a sentence. @param {Answer} answer */
const says = ({ found }) => `by ${decimals(found.mean)} points (95 %: ${decimals(found.low)} to ${decimals(found.high)})`;

/** SET as it was tuned, and how a sentence names it. */
const TUNED = [{ rule: 'set-tuned', named: 'tuned SET' }, { rule: 'set-long', named: 'SET tuned over all epochs' }];

/** The rules with centrality, each with the SET it is beside, the rule that is the same without it, and how a sentence names it. */
const CENTRAL = [
  { rule: 'central', set: TUNED[0], plain: 'plain', named: 'the rule with centrality' },
  { rule: 'central-free', set: TUNED[0], plain: 'plain-free', named: 'the rule with centrality of earlier trials, whose connections may change layers,' },
  { rule: 'central-long', set: TUNED[1], plain: 'plain-long', named: 'the rule with centrality, tuned likewise,' },
];

/** All comparisons with their questions, in one list. @param {Plan} plan @param {Studied} studied */
const listed = (plan, studied) => questions(plan, studied).flatMap(({ comparison, rows }) => rows.map((row) => ({ ...row, comparison })));

/**
 * What was found of the rules with centrality, a text a regime.
 * @param {Plan} plan @param {Studied} studied
 */
export function answers(plan, studied) {
  const rows = listed(plan, studied);
  return plan.regimes.map((regime) => {
    const said = (/** @type {Answer} */ answer) => ({ better: `above it ${says(answer)}`, worse: `not above it: the difference is ${says(answer).slice(3)}` }[verdict(answer)]
      ?? `not shown to be above it: the difference is ${says(answer).slice(3)}`);
    const sentences = CENTRAL.flatMap(({ rule, set, plain, named }) => {
      // Two lanes are compared once, under the first rules that have them.
      const lanes = (/** @type {string[]} */ ids) => ids.map((id) => laneOf(regime, id)).join(' ');
      const of = (/** @type {string} */ against) => rows.find((row) => row.regime === regime && [rule, against].every((id) => laneOf(regime, id) !== undefined)
        && lanes([row.comparison.rule, row.comparison.against]) === lanes([rule, against]));
      const [tuned, without] = [of(set.rule), of(plain)];
      if (!tuned || !without) return [];
      const unfinished = [tuned, without].find((answer) => verdict(answer).startsWith('unfinished'));
      if (unfinished) return `beside ${set.named}, ${named} is ${verdict(unfinished)}.`;
      return `beside ${set.named}, ${named} is ${said(tuned)}. Beside the same rule without centrality it is ${said(without)}.`;
    });
    if (sentences.length === 0) return `${regime.title}: not measured yet.`;
    return `${regime.title}: ${sentences.join(' ').replaceAll('. beside', '. Beside')}`;
  });
}

/** What was to be reached: where, by how many points above tuned SET, and below which p. */
export const AIM = { regimes: ['e20', 'e5'], points: 0.3, p: 0.01 };

/**
 * Whether a rule with centrality is as far above tuned SET as was the aim, beside the best rule without: a text for each
 * regime of the aim and each way SET was tuned there, once all of the rules beside it are measured.
 * @param {Plan} plan @param {Studied} studied
 */
export function aims(plan, studied) {
  const looksAtCentrality = (/** @type {string} */ id) => id === 'censet' || CENTRAL.some(({ rule }) => rule === id);
  /** @param {{ comparison: Comparison, found: Compared }} row */
  const told = ({ comparison: { rule }, found: { mean, p } }) => {
    const title = plan.rules.find(({ id }) => id === rule)?.title ?? rule;
    return `“${title}”, ${points(mean)} (p ${p < 0.0001 ? '' : '= '}${probability(p)})`;
  };
  const beside = plan.regimes.filter(({ id }) => AIM.regimes.includes(id)).flatMap((regime) => TUNED.map((set) => ({ regime, set })));
  return beside.flatMap(({ regime, set }) => {
    const asked = planned(plan).filter(({ regime: { id }, comparison: { against } }) => id === regime.id && against === set.rule).length;
    if (asked === 0) return [];
    const title = `${regime.title}, beside ${set.named}`;
    const rows = listed(plan, studied).filter((row) => row.regime === regime && row.comparison.against === set.rule && row.found.pairs >= regime.seeds);
    const best = (/** @type {boolean} */ central) => rows.filter(({ comparison: { rule } }) => looksAtCentrality(rule) === central)
      .sort((a, b) => b.found.mean - a.found.mean).at(0);
    const [central, other] = [true, false].map(best);
    if (rows.length < asked || !central || !other) return `${title}: not known yet.`;
    const reached = Number(central.found.mean.toFixed(2)) >= AIM.points && central.found.p < AIM.p;
    return `${title}: ${reached ? 'reached' : 'missed'}. The best rule with centrality is ${told(central)}; the best without it, ${told(other)}.`;
  });
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
export const layers = ({ importance = {} }) => Object.keys(Object.values(importance)[0]?.[0]?.rho ?? {});

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
