// The study as data: what its page says of plan and measurements.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { accuracies, aims, answers, comparisonsPlanned, decimals, knockedOut, layers, points, probability, questions, range, tried, verdict } from '../../../www/app/paper/study-data.js';

/** @typedef {import('../../../www/app/paper/study-data.js').Plan} Plan */
/** @typedef {import('../../../www/app/paper/study-data.js').Studied} Studied */
/** @typedef {import('../../../www/app/paper/study-data.js').KnockedOut} KnockedOut */

/** @param {string} name */
const file = (name) => JSON.parse(readFileSync(new URL(`../../../www/paper/${name}.json`, import.meta.url), 'utf8'));

/** @type {Plan} */
const plan = {
  rules: [{ id: 'a', title: 'A', about: '' }, { id: 'b', title: 'B', about: '' }, { id: 'c', title: 'C', about: '' }],
  comparisons: [{ rule: 'b', against: 'a', asks: 'B above A?' }, { rule: 'c', against: 'a', asks: 'C above A?' }],
  tunings: [{ id: 't', title: 'T', rule: 'b', regime: 'one', grid: '' }],
  regimes: [
    { id: 'one', title: 'One', experiment: 'v=1&epochs=3', seeds: 3, lanes: [{ rule: 'a', lane: 'set' }, { rule: 'b', lane: 'movement' }] },
    { id: 'two', title: 'Two', experiment: 'v=1&epochs=9', seeds: 3, lanes: [{ rule: 'a', lane: 'set' }] },
  ],
  importance: [{ id: 'hubs', title: 'Hubs', experiment: 'v=1&epochs=2', seeds: 3 }],
  answer: '',
  failed: [],
  replays: [],
};

/** @param {number} rho @param {number} half @returns {KnockedOut} */
const knocked = (rho, half) => ({
  lane: 'set', accuracy: 80 + half, rho: { 1: { lc: [null, null] }, hidden: { lc: [0.9, rho], degree: [null, null] } }, half: { most: half },
});

/** @type {Studied} */
const studied = {
  commit: 'unknown',
  tunings: [{ tuning: 't', lane: 'best', validation: [82, 80] }, { tuning: 'else', lane: 'other', validation: [99] }, { tuning: 't', lane: 'next', validation: [79] }],
  results: [
    { regime: 'one', rule: 'a', seeds: [1, 2, 3], accuracy: [80, 81, 82] },
    { regime: 'one', rule: 'b', seeds: [1], accuracy: [83.5] },
  ],
  comparisons: [{ regime: 'one', rule: 'b', against: 'a', pairs: 2, mean: 0.25, low: -0.11, high: 0.61, p: 0.12 }],
  importance: { 'v=1&epochs=2': [knocked(0.5, 40)], 'v=1&epochs=2&seed=3': [knocked(0.1, 20)] },
};

/** As the modules write texts. @param {string} text */
const canonical = (text) => text.replace('&seed=1', '');

test('each rule stands with its mean and deviation under each regime where it was trained', () => {
  const rows = accuracies(plan, studied);
  assert.deepEqual(rows.map(({ rule }) => rule.id), ['a', 'b']);
  assert.deepEqual(rows[0].cells, [{ text: 'v=1&epochs=3&lanes=set', lane: 'set', as: null, mean: 81, std: 1, seeds: 3 }, null]);
  assert.deepEqual(rows[1].cells, [{ text: 'v=1&epochs=3&lanes=movement', lane: 'movement', as: null, mean: 83.5, std: null, seeds: 1 }, null]);
  // Two rules may come to the same networks.
  const twins = { ...plan, regimes: [{ ...plan.regimes[0], lanes: [{ rule: 'a', lane: 'set' }, { rule: 'b', lane: 'set' }] }] };
  assert.equal(accuracies(twins, studied)[1].cells[0]?.as?.id, 'a');
});

test('a question is there with its answers, and is not before there is one', () => {
  const asked = questions(plan, studied);
  assert.deepEqual(asked.map(({ comparison, rows }) => [comparison.asks, rows.map(({ regime, found }) => [regime.id, found.mean])]), [['B above A?', [['one', 0.25]]]]);
  assert.deepEqual(range(studied), [-0.2, 0.7]);
  assert.deepEqual(range({ ...studied, comparisons: [] }), [0, 0]);
});

test('p is corrected for all comparisons that are planned, also those to come', () => {
  const lanes = [{ rule: 'a', lane: 'set' }, { rule: 'b', lane: 'movement' }, { rule: 'c', lane: 'rigl' }];
  const wide = { ...plan, regimes: plan.regimes.map((regime) => ({ ...regime, lanes })) };
  assert.equal(comparisonsPlanned(plan), 1, 'of lanes that are there');
  assert.equal(comparisonsPlanned(wide), 4);
  const made = [['one', 'b', 0.02], ['one', 'c', 0.01], ['two', 'b', 0.5]];
  const comparisons = made.map(([regime, rule, p]) => ({ ...studied.comparisons[0], regime, rule, p }));
  const found = questions(wide, /** @type {any} */ ({ ...studied, comparisons })).flatMap(({ rows }) => rows);
  // 4 · 0.01, 3 · 0.02, 2 · 0.5, by Holm.
  assert.deepEqual(found.map(({ found: { p }, corrected }) => [p, Number(corrected.toFixed(6))]), [[0.02, 0.06], [0.5, 1], [0.01, 0.04]]);
  // What comes to the same networks is compared once.
  const twins = { ...wide, regimes: [{ ...wide.regimes[0], lanes: [lanes[0], lanes[1], { rule: 'c', lane: 'movement' }] }] };
  assert.equal(comparisonsPlanned(twins), 1);
});

test('a comparison says better, worse, or nothing, once all its seeds are there', () => {
  const answer = (/** @type {number} */ mean, /** @type {number} */ corrected, pairs = 3) => (
    { regime: plan.regimes[0], found: { ...studied.comparisons[0], mean, pairs }, corrected });
  assert.equal(verdict(answer(1, 0.05)), 'no difference shown');
  assert.equal(verdict(answer(1, 0.049)), 'better');
  assert.equal(verdict(answer(-1, 0.049)), 'worse');
  assert.equal(verdict(answer(1, 0.001, 2)), 'unfinished: 2 of 3 seeds');
  assert.deepEqual([0.306, -0.004, -1.25, 0].map(points), ['+0.31', '0.00', '−1.25', '0.00']);
  assert.deepEqual([0.306, -0.004, -1.25].map(decimals), ['0.31', '0.00', '−1.25']);
  assert.deepEqual([0.5, 0.0496, 0.00123, 0.00001].map(probability), ['0.5', '0.0496', '0.0012', '< 0.0001']);
});

test('what was found is said regime by regime', () => {
  const lanes = [{ rule: 'set-tuned', lane: 'set' }, { rule: 'central', lane: 'movement:power=1' }, { rule: 'plain', lane: 'movement' }];
  const comparisons = ['set-tuned', 'plain'].map((against) => ({ rule: 'central', against, asks: '?' }));
  const regimes = [1, 2, 3].map((seeds) => ({ id: `r${seeds}`, title: `R${seeds}`, experiment: '', seeds, lanes }));
  const found = (/** @type {string} */ regime, /** @type {string} */ against, /** @type {number} */ mean, /** @type {number} */ p) => (
    { regime, rule: 'central', against, pairs: 2, mean, low: mean - 0.1, high: mean + 0.1, p });
  const made = [found('r2', 'set-tuned', 0.5, 0.0001), found('r2', 'plain', -0.02, 0.9), found('r3', 'set-tuned', 1, 0), found('r3', 'plain', 1, 0)];
  assert.deepEqual(answers({ ...plan, comparisons, regimes }, { ...studied, comparisons: made }), [
    'R1: not measured yet.',
    'R2: beside tuned SET, the rule with centrality is above it by 0.50 points (95 %: 0.40 to 0.60). Beside the same rule without centrality it is not shown to be above it: the difference is −0.02 points (95 %: −0.12 to 0.08).',
    'R3: beside tuned SET, the rule with centrality is unfinished: 2 of 3 seeds.',
  ]);
  // Where two rules look at centrality, each is told.
  const two = {
    ...plan,
    comparisons: [...comparisons, { rule: 'central-free', against: 'set-tuned', asks: '?' }, { rule: 'central-free', against: 'plain-free', asks: '?' }],
    regimes: [{ ...regimes[1], lanes: [...lanes, { rule: 'central-free', lane: 'movement:layers=free:power=1' }, { rule: 'plain-free', lane: 'movement:layers=free' }] }],
  };
  const unfinished = { ...found('r2', 'set-tuned', 0.5, 0.0001), rule: 'central-free' };
  assert.match(answers(two, { ...studied, comparisons: [...made, unfinished, { ...unfinished, against: 'plain-free', pairs: 1 }] })[0], /, whose connections may change layers, is unfinished: 1 of 2 seeds\.$/);
  const free = (/** @type {string} */ against) => ({ ...found('r2', against, 0.02, 0.5), rule: 'central-free' });
  assert.deepEqual(answers(two, { ...studied, comparisons: [...made, free('set-tuned'), free('plain-free')] }), [
    'R2: beside tuned SET, the rule with centrality is above it by 0.50 points (95 %: 0.40 to 0.60). Beside the same rule without centrality it is not shown to be above it: the difference is −0.02 points (95 %: −0.12 to 0.08). Beside tuned SET, the rule with centrality of earlier trials, whose connections may change layers, is not shown to be above it: the difference is 0.02 points (95 %: −0.08 to 0.12). Beside the same rule without centrality it is not shown to be above it: the difference is 0.02 points (95 %: −0.08 to 0.12).',
  ]);
});

test('two lanes that were compared are compared for every rule that has them', () => {
  const lanes = [
    { rule: 'set-tuned', lane: 'set' }, { rule: 'central', lane: 'movement:power=1' }, { rule: 'plain', lane: 'movement' },
    { rule: 'set-long', lane: 'set:zeta=0.1' }, { rule: 'central-long', lane: 'movement:power=1' }, { rule: 'plain-long', lane: 'movement' },
  ];
  const pairs = [['central', 'plain'], ['central-long', 'plain-long'], ['central-long', 'set-long']];
  const comparisons = pairs.map(([rule, against]) => ({ rule, against, asks: '?' }));
  const regime = { id: 'r', title: 'R', experiment: '', seeds: 2, lanes };
  const found = ([rule, against] = pairs[0], mean = 0) => ({ regime: 'r', rule, against, pairs: 2, mean, low: mean, high: mean, p: 0.5 });
  // Those of a rule that has the same lane are not looked at again.
  const made = [found(pairs[0], 0.1), found(pairs[1], 0.2), found(pairs[2], 0.3)];
  assert.deepEqual(answers({ ...plan, comparisons, regimes: [regime] }, { ...studied, comparisons: made }), [
    'R: beside SET tuned over all epochs, the rule with centrality, tuned likewise, is not shown to be above it: the difference is 0.30 points (95 %: 0.30 to 0.30). Beside the same rule without centrality it is not shown to be above it: the difference is 0.10 points (95 %: 0.10 to 0.10).',
  ]);
});

test('the aim is reached or missed, beside the best rule without centrality', () => {
  const rules = ['set-tuned', 'movement', 'rigl', 'central', 'censet'].map((id) => ({ id, title: id.toUpperCase(), about: '' }));
  const lanes = rules.map(({ id }) => ({ rule: id, lane: id }));
  const comparisons = rules.slice(1).map(({ id }) => ({ rule: id, against: 'set-tuned', asks: '?' }));
  const regime = (/** @type {string} */ id) => ({ id, title: `At ${id}`, experiment: '', seeds: 2, lanes });
  const aimed = { ...plan, rules, comparisons, regimes: ['e20', 'e5', 'early'].map(regime) };
  const found = (/** @type {string} */ regime, /** @type {string} */ rule, /** @type {number} */ mean, /** @type {number} */ p, pairs = 2) => (
    { regime, rule, against: 'set-tuned', pairs, mean, low: 0, high: 0, p });
  const made = [found('e20', 'movement', 0.2, 0.2), found('e20', 'rigl', -0.2, 0.2), found('e20', 'central', 0.31, 0.009), found('e20', 'censet', 0.1, 0.5),
    found('e5', 'movement', 0.4, 0.00001), found('e5', 'central', 0.29, 0.009), found('e5', 'censet', 0.1, 0.5), found('e5', 'rigl', 0, 1)];
  const says = () => aims(aimed, { ...studied, comparisons: made });
  assert.deepEqual(says(), [
    'At e20, beside tuned SET: reached. The best rule with centrality is “CENTRAL”, +0.31 (p = 0.009); the best without it, “MOVEMENT”, +0.20 (p = 0.2).',
    'At e5, beside tuned SET: missed. The best rule with centrality is “CENTRAL”, +0.29 (p = 0.009); the best without it, “MOVEMENT”, +0.40 (p < 0.0001).',
  ]);
  // Beside SET that was tuned over all epochs the aim is another one.
  const long = { ...aimed, rules: [...rules, { id: 'central-long', title: 'LONG', about: '' }, { id: 'plain-long', title: 'PLAIN', about: '' }],
    comparisons: [...comparisons, ...['central-long', 'plain-long'].map((rule) => ({ rule, against: 'set-long', asks: '?' }))],
    regimes: [{ ...aimed.regimes[0], lanes: [...lanes, ...['set-long', 'central-long', 'plain-long'].map((id) => ({ rule: id, lane: id }))] }] };
  const beside = (/** @type {string} */ rule, /** @type {number} */ mean) => ({ ...found('e20', rule, mean, 0.001), against: 'set-long' });
  assert.deepEqual(aims(long, { ...studied, comparisons: [...made, beside('central-long', 0.08), beside('plain-long', 0.05)] }), [
    'At e20, beside tuned SET: reached. The best rule with centrality is “CENTRAL”, +0.31 (p = 0.009); the best without it, “MOVEMENT”, +0.20 (p = 0.2).',
    'At e20, beside SET tuned over all epochs: missed. The best rule with centrality is “LONG”, +0.08 (p = 0.001); the best without it, “PLAIN”, +0.05 (p = 0.001).',
  ]);
  made[2].p = 0.01;
  assert.match(says()[0], /^At e20, beside tuned SET: missed\./);
  // A rule that is not measured, or not with all its seeds, may be the best.
  made[3].pairs = 1;
  assert.equal(says()[0], 'At e20, beside tuned SET: not known yet.');
  assert.equal(aims(aimed, { ...studied, comparisons: made.slice(0, 4) })[1], 'At e5, beside tuned SET: not known yet.');
});

test('of a tuning its own settings are listed', () => {
  assert.deepEqual(tried(plan.tunings[0], studied), [{ lane: 'best', validation: 81, seeds: 2 }, { lane: 'next', validation: 79, seeds: 1 }]);
});

test('what neurons are worth is summed up over the seeds that are there', () => {
  assert.deepEqual(layers(studied), ['1', 'hidden']);
  const [row] = knockedOut(plan.importance[0], studied, 'hidden', canonical);
  assert.deepEqual([row.lane, row.seeds, row.accuracy], ['set', 2, { mean: 110, least: 100, most: 120 }]);
  assert.deepEqual(row.rho, { lc: { mean: 0.3, least: 0.1, most: 0.5 }, degree: null });
  assert.deepEqual(row.half, { most: { mean: 30, least: 20, most: 40 } });
  assert.deepEqual(knockedOut(plan.importance[0], { ...studied, importance: undefined }, 'hidden', canonical), []);
});

test('the plan and the measurements of the product belong together', () => {
  const [plan, studied] = /** @type {[Plan, Studied]} */ ([file('study'), file('studied')]);
  const rules = new Set(plan.rules.map(({ id }) => id));
  const named = [...plan.tunings, ...plan.comparisons, ...plan.regimes.flatMap(({ lanes }) => lanes)].map(({ rule }) => rule);
  for (const rule of named) assert(rules.has(rule), rule);
  for (const { against, asks } of plan.comparisons) assert(rules.has(against) && asks.endsWith('?'), asks);
  // What was measured has a place, and every lane that is frozen is one that its tuning tried.
  for (const { regime, rule } of studied.results) assert(plan.regimes.find(({ id }) => id === regime)?.lanes.some((lane) => lane.rule === rule), `${regime} ${rule}`);
  for (const { tuning } of studied.tunings) assert(plan.tunings.some(({ id }) => id === tuning), tuning);
  for (const tuning of plan.tunings) {
    const lanes = plan.regimes.find(({ id }) => id === tuning.regime)?.lanes;
    const lane = lanes?.find(({ rule }) => rule === tuning.rule)?.lane;
    // Of the settings of a rule with centrality those can be chosen that look at it.
    const chosen = tried(tuning, studied).filter(({ lane }) => tuning.rule !== 'central-long' || /:(power|grow)=/.test(lane));
    assert.equal(lane, chosen[0].lane, `${tuning.title}: the best of its settings`);
  }
  // What is without centrality differs from what is with it in nothing else.
  for (const { lanes } of plan.regimes) {
    const of = (/** @type {string} */ id) => lanes.find(({ rule }) => rule === id)?.lane.split(':').sort();
    for (const which of ['', '-free', '-long']) assert.deepEqual(of(`plain${which}`), of(`central${which}`)?.filter((setting) => !/^(power|grow)=/.test(setting)));
    // The rules that every regime has, and in their order those that some have.
    const ids = plan.rules.map(({ id }) => id);
    assert.deepEqual(lanes.slice(0, 6).map(({ rule }) => rule), ids.slice(0, 6));
    assert.deepEqual(lanes.map(({ rule }) => rule), ids.filter((id) => of(id)));
  }
  // A setting is the best of all that the grid has, each with all its seeds.
  for (const tuning of plan.tunings) {
    const all = tried(tuning, studied);
    const count = (/** @type {string} */ key) => (new RegExp(`${key}=([^:&]*)`).exec(tuning.grid)?.[1] ?? '').split('|').length;
    assert.equal(all.length, ['zeta', 'anneal', 'layers', 'power', 'grow', 'alpha', 'until', 'k', 'scope', 'when'].reduce((product, key) => product * count(key), 1), tuning.id);
    assert.deepEqual([...new Set(all.map(({ seeds }) => seeds))], [Number(/seed=1\.\.(\d)/.exec(tuning.grid)?.[1])], tuning.id);
  }
  assert(questions(plan, studied).length > 0 && accuracies(plan, studied).length > 0);
});

test('what the page says in words is what the numbers say', () => {
  const [plan, studied] = /** @type {[Plan, Studied]} */ ([file('study'), file('studied')]);
  // Under seed 1 a canonical text has no seed, and the preset’s own data are not named.
  const rows = plan.importance.flatMap((asked) => knockedOut(asked, studied, 'hidden', (text) => text.replace(/&seed=1$/, '')));
  assert.equal(rows.length, 6);
  for (const { lane, rho, half: { most, random, least } } of rows) {
    for (const [measure, spread] of Object.entries(rho)) assert(Math.abs(spread?.mean ?? 1) <= 0.2, `${lane} ${measure}: a weak guide`);
    assert(most.mean < random.mean, `${lane}: sooner with the central first`);
    if (lane === 'mlp') assert(least.mean < random.mean, 'in a dense network both are worse than chance');
    else assert(least.mean >= random.mean, `${lane}: not with the least central first`);
  }
  const [published] = plan.importance;
  assert.match(published.experiment, /preset=published/);
  const dense = knockedOut(published, studied, 'hidden', (text) => text.replace(/&seed=1$/, '')).find(({ lane }) => lane === 'mlp');
  assert(dense && dense.half.least.mean < dense.half.most.mean, 'as the paper’s code trains it, the least central first is the worst');
});

test('what did not help is what was measured', () => {
  const [plan, studied] = /** @type {[Plan, Studied]} */ ([file('study'), file('studied')]);
  const measured = file('measured');
  const cells = measured.cells.filter((/** @type {any} */ { table, row, statistic }) => table === 4 && row === 'FashionMNIST' && statistic === 'accuracy');
  const printed = (/** @type {string} */ column) => cells.find((/** @type {any} */ cell) => cell.column === `${column} accuracy` && cell.preset === 'published');
  const [censet, set] = ['CenSET', 'SET'].map(printed);
  assert.match(plan.failed[0], new RegExp(`over 200 epochs .* reaches ${censet.mean.toFixed(2)}, and SET ${set.mean.toFixed(2)} \\(three seeds each\\); the paper has ${censet.paper.toFixed(2)} and ${set.paper.toFixed(2)}`));
  assert.deepEqual([censet, set].map(({ epochs, seeds }) => [epochs, seeds.length]), [[200, 3], [200, 3]]);
  const rows = questions(plan, studied).flatMap(({ comparison, rows }) => rows.map((row) => ({ ...comparison, ...row })));
  const of = (/** @type {string} */ regime, /** @type {string} */ rule, /** @type {string} */ against) => {
    const row = rows.find((row) => row.regime.id === regime && row.rule === rule && row.against === against);
    assert(row, `${regime}: ${rule} beside ${against}`);
    return row;
  };
  // No better than tuned SET, and the best of its settings.
  assert.notEqual(verdict(of('early', 'censet', 'set-tuned')), 'better');
  const best = tried(plan.tunings.find(({ id }) => id === 'tune-censet-early') ?? assert.fail(), studied);
  assert.equal(best.length, 56);
  for (const { lane } of best.slice(0, 2)) assert.match(lane, /scope=layer:when=falling:grow=central/);
  // The two SETs, held back and tested.
  const held = tried(plan.tunings.find(({ id }) => id === 'tune-set-early') ?? assert.fail(), studied);
  assert.equal((held[0].validation - held[1].validation).toFixed(1), '0.1');
  assert.match(held[0].lane, /layers=free/);
  const early = plan.regimes.find(({ id }) => id === 'early') ?? assert.fail();
  assert.equal(early.lanes.find(({ rule }) => rule === 'set-own')?.lane, held.find(({ lane }) => !lane.includes('layers=free'))?.lane);
  const accuracy = (/** @type {string} */ rule) => {
    const all = studied.results.find((one) => one.regime === 'early' && one.rule === rule)?.accuracy ?? [];
    return all.reduce((sum, value) => sum + value, 0) / all.length;
  };
  assert.equal((accuracy('set-own') - accuracy('set-tuned')).toFixed(1), '0.5');
  assert.equal(verdict(of('early', 'central', 'set-own')), 'better');
  // RigL.
  const long = plan.regimes.filter(({ title }) => title.includes('200 epochs'));
  assert.deepEqual(long.map(({ id }) => [id, verdict(of(id, 'rigl', 'set-tuned'))]), [
    ['e20', 'worse'], ['e10', 'worse'], ['e5', 'worse'], ['e20-still', 'no difference shown'], ['e5-still', 'worse'],
  ]);
  assert.equal(verdict(of('early', 'rigl', 'set-tuned')), 'no difference shown');
  // The best settings of the three early tunings grow toward central neurons, and of the powers where training is long none is above 0.
  for (const regime of ['e20', 'e5', 'early']) {
    const lane = plan.regimes.find(({ id }) => id === regime)?.lanes.find(({ rule }) => rule === 'central')?.lane ?? '';
    assert.match(lane, /grow=central/);
    if (regime === 'e20') assert.doesNotMatch(lane, /power=/);
    if (regime === 'e5') assert.match(lane, /power=-/);
  }
  // Those of the tunings over all epochs share nothing.
  const [long20, long5] = ['20', '5'].map((epsilon) => tried(plan.tunings.find(({ id }) => id === `long-central-${epsilon}`) ?? assert.fail(), studied)[0].lane);
  assert.match(long20, /power=0\.1/);
  assert.doesNotMatch(long20, /grow=/);
  assert.doesNotMatch(long5, /power=|grow=/);
});
