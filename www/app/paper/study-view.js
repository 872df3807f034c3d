/** The study of what the paper leaves open, as tables, intervals and links. */

import { fetchedJson } from '../platform/assets.js';
import { count, counted, percent } from '../base/format.js';
import { make, opens } from '../base/dom.js';
import { prose } from '../base/prose.js';
import { AIM, accuracies, aims, answers, comparisonsPlanned, decimals, knockedOut, layers, points, probability, questions, range, tried, verdict } from './study-data.js';

/** @typedef {import('./study-data.js').Plan} Plan */
/** @typedef {import('./study-data.js').Studied} Studied */
/** @typedef {import('./study-data.js').Spread} Spread */
/** @typedef {{ canonical: (text: string) => string | null, linkTo: (text: string) => string }} Links */

/** The layer that the correlations are of at first. */
const FIRST_LAYER = '1';
/** Settings of a tuning that are listed. */
const LISTED = 5;
/** Width and height of an interval's picture, and how far apart two of its numbers are at least. */
const [WIDTH, HEIGHT, ROOM] = [240, 22, 40];

/** What is said of the measures whose names are short. @type {Record<string, string>} */
const MEASURES = { lc: 'LC', degree: 'degree', strength: 'strength', betweenness: 'betweenness' };

/**
 * Fetches plan and measurements.
 * @returns {Promise<{ plan: Plan, studied: Studied }>}
 */
export async function fetchStudy() {
  const [plan, studied] = await Promise.all(['study', 'studied'].map((name) => fetchedJson(`paper/${name}.json`)));
  return { plan, studied };
}

/** The parts of the page. @param {{ plan: Plan, studied: Studied }} study @param {Links} links */
export const studyParts = ({ plan, studied }, links) => [...importance(plan, studied, links), ...comparison(plan, studied, links)];

/**
 * Whether centrality says which neurons matter.
 * @param {Plan} plan @param {Studied} studied @param {Links} links
 */
function importance(plan, studied, links) {
  const known = layers(studied);
  const parts = (/** @type {string} */ layer) => plan.importance.map((asked) => ({ asked, rows: knockedOut(asked, studied, layer, links.canonical) }))
    .filter(({ rows }) => rows.length > 0);
  if (known.length === 0 || parts(known[0]).length === 0) return [];
  const grid = make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'What neurons are worth' });
  const show = (/** @type {string} */ layer) => grid.replaceChildren(importanceTable(parts(layer), links));
  const select = make('select', { id: 'study-layer' }, ...known.map((id) => make('option', { value: id }, layerName(id))));
  select.value = FIRST_LAYER;
  select.addEventListener('change', () => show(select.value));
  show(FIRST_LAYER);
  return [
    make('h3', {}, 'Does centrality say which neurons matter?'),
    make('p', { class: 'answer' }, ...prose(plan.answer)),
    make('p', {}, 'Each neuron by itself passes on nothing, and 2,000 test images are classified again. Spearman’s ρ compares the order of the neurons by a measure with their order by how much the loss rises without them: 1 where the most central neuron is missed most and so on down, 0 where the measure says nothing, −1 where the order is reversed. Over several layers it compares layers with one another, too; within one it compares neurons of a kind. Then the hidden neurons go in steps of about 3 %, by their LC at the start, until half of the accuracy is lost. LC is that of Equation 4, of the whole network.'),
    make('p', { class: 'choice' }, make('label', { for: 'study-layer' }, 'ρ over'), select),
    grid,
    make('p', { class: 'note' }, 'Means over the seeds; small, the least and the most. A network’s name opens its run: Knock out, under Look closer, measures it there.'),
  ];
}

/** @param {{ asked: import('./study-data.js').Asked, rows: ReturnType<typeof knockedOut> }[]} parts at least one @param {Links} links */
function importanceTable(parts, links) {
  const [{ rows: [first] }] = parts;
  const [measures, orders] = [Object.keys(first.rho).sort(byMeasure), ['most', 'random', 'least']];
  const heads = ['Network', 'Accuracy, %', ...measures.map((id) => `ρ of ${MEASURES[id] ?? id}`), 'Gone when half is lost: most central first', 'at random (five draws)', 'least central first'];
  return make('table', {},
    make('caption', { class: 'unseen' }, 'Whether centrality says which neurons matter'),
    make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', { scope: 'col' }, head)))),
    ...parts.map(({ asked, rows }) => make('tbody', {},
      group(heads.length, `${asked.title}, ${counted(rows[0].seeds, 'seed')}`),
      ...rows.map(({ lane, accuracy, rho, half }) => make('tr', {},
        make('th', { scope: 'row' }, link(asked.experiment, lane, links)),
        make('td', {}, ...over(accuracy, percent)),
        ...measures.map((id) => make('td', {}, ...over(rho[id], decimals))),
        ...orders.map((order) => make('td', {}, ...over(half[order], (value) => `${value.toFixed(0)} %`))))))));
}

/** The head of a group of rows, in sight however far the table is moved sideways. @param {number} columns @param {...(Node | string)} content */
const group = (columns, ...content) => make('tr', {}, make('th', { scope: 'rowgroup', colspan: String(columns) }, make('span', { class: 'group' }, ...content)));

/** @param {string} one @param {string} other */
const byMeasure = (one, other) => Object.keys(MEASURES).indexOf(one) - Object.keys(MEASURES).indexOf(other);

/** @param {string} id */
function layerName(id) {
  if (id === 'hidden') return 'all hidden neurons';
  if (id === 'all') return 'all inputs and hidden neurons';
  return id === '0' ? 'inputs' : `hidden layer ${id}`;
}

/** A mean, and small what it lies between. @param {Spread | null} spread @param {(value: number) => string} text */
function over(spread, text) {
  if (!spread) return ['–'];
  const [mean, least, most] = [spread.mean, spread.least, spread.most].map(text);
  return [mean, ...(least === most ? [] : [make('small', {}, `${least} to ${most}`)])];
}

/**
 * The rules beside each other.
 * @param {Plan} plan @param {Studied} studied @param {Links} links
 */
function comparison(plan, studied, links) {
  const [asked, aim] = [questions(plan, studied), aims(plan, studied)];
  const untuned = plan.regimes.filter(({ id }) => !plan.tunings.some(({ regime }) => regime === id)).map(({ title }) => title);
  return [
    make('h3', {}, 'Can a rule with centrality do better?'),
    ...(aim.length > 0 ? [
      make('p', {}, `The aim, set before this study’s runs, was a rule that looks at centrality and is at least ${AIM.points} points above tuned SET at ε = 20 and at ε = 5, with p below ${AIM.p} before it is corrected:`),
      make('ul', {}, ...aim.map((text) => make('li', {}, text))),
    ] : []),
    make('ul', { class: 'answer' }, ...answers(plan, studied).map((text) => make('li', {}, text))),
    make('p', {}, `SET, RigL, movement, movement with centrality and, where training is little, CenSET were tuned: of the settings listed below, the one stands here that was best on images held back from training. Movement with centrality took movement’s best ζ, and its settings are tried beside that. Under ${untuned.map((title) => `“${title}”`).join(', ')} nothing was tuned: the settings there are those found on FashionMNIST with augmentation and the same ε, or else ε = 20. (This CIFAR-10 is a copy whose images are JPEG-recompressed.) The rules of earlier trials were not tuned here either. Where training is long, settings were chosen after 50 of the 200 epochs; SET and movement with centrality were therefore tuned once more at ε = 20 and ε = 5, after all 200, with 16 settings each. Four of those of movement do not look at centrality, and could not be chosen. What is frozen was trained anew on all images, with seeds among which are those of the tuning, and the accuracy on the test images compared, the mean of the last ten epochs, of fewer than thirty the last third. Rules are compared seed by seed, as networks of one seed see the same images in the same order. The interval, of a paired t-test at 95 %, is about other seeds: what other images, other data or another tuning would give it does not know. ${counted(comparisonsPlanned(plan), 'comparison')} are planned, and p is corrected for all of them (Holm); a difference counts as shown where that is below 0.05.`),
    make('p', {}, 'Which rules are worth trying was learned from earlier trials, some of them on these test images. That little training was worth a regime of its own was learned while the rules were tuned. The first six of the rules below came first; the others were added when those had been measured, so what is best among all of them has been chosen on these images, too.'),
    ...(asked.length > 0 ? [region('Differences between rules', differences(asked, studied))] : []),
    make('h4', {}, 'Accuracy'),
    region('Accuracy of the rules', accuracyTable(plan, studied, links)),
    make('p', { class: 'note' }, 'Percent of the test images, ± the standard deviation over the seeds. A number opens its experiment, with seed 1.'),
    make('h4', {}, 'The rules'),
    make('dl', { class: 'study-rules' }, ...plan.rules.flatMap(({ title, formula, about }) => [
      make('dt', {}, title),
      make('dd', {}, ...(formula ? [make('p', { class: 'formula' }, ...prose(`$${formula}$`))] : []), ...prose(about)),
    ])),
    ...(plan.replays.length > 0 ? [
      make('h4', {}, 'See it here'),
      make('ul', {}, ...plan.replays.map(({ title, grid, says }) => make('li', {}, make('a', { href: `#${grid}` }, title), ': ', ...prose(says)))),
    ] : []),
    ...(plan.failed.length > 0 ? [
      make('h4', {}, 'What did not help'),
      make('ul', {}, ...plan.failed.map((text) => make('li', {}, ...prose(text)))),
    ] : []),
    make('details', {}, make('summary', {}, 'Settings tried'), region('Settings tried', triedTable(plan, studied)), make('p', { class: 'note' }, `Percent of the images held back, the mean over the seeds. The best ${LISTED} of each are listed; the title of a group opens its grid, which says how many images, epochs and seeds.`)),
    make('h4', {}, 'Repeat it'),
    make('pre', { tabindex: '0' }, 'censet-lab study --data FASHION --data CIFAR --out study'),
    make('p', { class: 'note' }, `trains all of it, which takes hours, and goes on where it stopped; FASHION and CIFAR are the folders of the two datasets’ files (of the original CIFAR-10 the numbers will differ), --part names a part, --jobs how many runs go side by side. The plan is www/paper/study.json. Written by commit ${studied.commit.replace(/^([0-9a-f]{10})[0-9a-f]{30}/, '$1')}. The same experiment gives the same network, bit for bit.`),
  ];
}

/** @param {string} name @param {HTMLTableElement} table */
const region = (name, table) => make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': name }, table);

/** @param {ReturnType<typeof questions>} asked @param {Studied} studied */
function differences(asked, studied) {
  const [low, high] = range(studied);
  const head = (/** @type {(Node | string)[]} */ ...content) => make('th', { scope: 'col' }, ...content);
  const heads = [head('Where'), head('Difference, points'), make('th', { scope: 'col', class: 'says' }, 'It shows'), head('95 % interval'), head(make('span', { class: 'unseen' }, 'Interval, drawn'), axis(low, high)),
    head('p'), head('p, corrected'), head('Seeds')];
  return make('table', { class: 'study-differences' },
    make('caption', { class: 'unseen' }, 'How far one rule is above another'),
    make('thead', {}, make('tr', {}, ...heads)),
    ...asked.map(({ comparison, rows }) => make('tbody', {},
      group(heads.length, comparison.asks),
      ...rows.map((row) => make('tr', {},
        make('th', { scope: 'row' }, row.regime.title),
        make('td', {}, points(row.found.mean)),
        make('td', { class: 'says' }, verdict(row)),
        make('td', {}, `${points(row.found.low)} to ${points(row.found.high)}`),
        make('td', {}, interval(row.found, low, high)),
        make('td', {}, probability(row.found.p)),
        make('td', {}, probability(row.corrected)),
        make('td', {}, count(row.found.pairs)))))));
}

/**
 * Where a difference lies in a picture of its range.
 * @param {number} value @param {number} low @param {number} high
 */
const across = (value, low, high) => 6 + ((value - low) / (high - low || 1)) * (WIDTH - 12);

/** @param {{ mean: number, low: number, high: number }} found @param {number} low @param {number} high */
function interval(found, low, high) {
  const [from, to, middle, zero] = [found.low, found.high, found.mean, 0].map((value) => across(value, low, high));
  const y = HEIGHT / 2;
  return picture(
    drawn('line', { class: 'zero', x1: zero, x2: zero, y1: 0, y2: HEIGHT }),
    drawn('line', { class: 'reach', x1: from, x2: to, y1: y, y2: y }),
    drawn('circle', { class: 'mean', cx: middle, cy: y, r: 4 }));
}

/** Zero in numbers, and the ends where there is room. @param {number} low @param {number} high */
function axis(low, high) {
  const marks = [0, ...[low, high].filter((value) => Math.abs(across(value, low, high) - across(0, low, high)) > ROOM)];
  return picture(...marks.map((value) => {
    const text = drawn('text', { x: across(value, low, high), y: HEIGHT - 6, 'text-anchor': value === low ? 'start' : value === high ? 'end' : 'middle' });
    text.textContent = value === 0 ? '0' : points(value).replace(/0$/, '');
    return text;
  }));
}

/** @param {...SVGElement} parts */
function picture(...parts) {
  const svg = drawn('svg', { class: 'interval', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, 'aria-hidden': 'true' });
  svg.append(...parts);
  return svg;
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function drawn(name, attributes) {
  const element = /** @type {SVGElement} */ (document.createElementNS('http://www.w3.org/2000/svg', name));
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** @param {Plan} plan @param {Studied} studied @param {Links} links */
function accuracyTable(plan, studied, links) {
  const rows = accuracies(plan, studied);
  const shown = plan.regimes.map((_, i) => i).filter((i) => rows.some(({ cells }) => cells[i]));
  return make('table', {},
    make('caption', { class: 'unseen' }, 'Accuracy of the rules'),
    make('thead', {}, make('tr', {}, ...['Rule', ...shown.map((i) => plan.regimes[i].title)].map((head) => make('th', { scope: 'col' }, head)))),
    make('tbody', {}, ...rows.map(({ rule, cells }) => make('tr', {}, make('th', { scope: 'row' }, rule.title), ...shown.map((i) => {
      const cell = cells[i];
      if (!cell) return make('td', {}, '–');
      const text = cell.mean.toFixed(2) + (cell.std === null ? '' : ` ± ${cell.std.toFixed(2)}`);
      const canonical = links.canonical(cell.text);
      return make('td', {}, canonical ? make('a', { ...opens(canonical, links.linkTo), title: canonical }, text) : text,
        make('small', {}, counted(cell.seeds, 'seed')), make('small', {}, cell.as ? `the same networks as ${cell.as.title}` : make('code', {}, cell.lane)));
    })))));
}

/** @param {Plan} plan @param {Studied} studied */
function triedTable(plan, studied) {
  const parts = plan.tunings.map((tuning) => ({ tuning, all: tried(tuning, studied) })).filter(({ all }) => all.length > 0);
  return make('table', {},
    make('caption', { class: 'unseen' }, 'Settings that were tried'),
    make('thead', {}, make('tr', {}, ...['Settings', 'Held back, %'].map((head) => make('th', { scope: 'col' }, head)))),
    ...parts.map(({ tuning, all }) => make('tbody', {},
      group(2, make('a', { href: `#${tuning.grid}` }, tuning.title), `: ${counted(all.length, 'setting')}`),
      ...all.slice(0, LISTED).map(({ lane, validation }) => make('tr', {}, make('th', { scope: 'row' }, make('code', {}, lane)), make('td', {}, validation.toFixed(2)))))));
}

/** A lane's run in the Lab. @param {string} experiment with other lanes @param {string} lane @param {Links} links */
function link(experiment, lane, { canonical, linkTo }) {
  const text = canonical(experiment.replace(/lanes=[^&]*/, `lanes=${lane}`));
  const name = lane === 'set' ? 'SET' : lane === 'censet' ? 'CenSET' : lane === 'mlp' ? 'MLP' : lane;
  return text ? make('a', { ...opens(text, linkTo), title: text }, name) : name;
}
