/** The parts of the Neuron tab, each made of what the module found. */

import { make } from '../base/dom.js';
import { count, counted, number } from '../base/format.js';
import { nameOf } from '../run/neuron-names.js';

/** @typedef {import('../shared/types.js').Neuron} Neuron */
/** @typedef {import('../shared/types.js').Layout} Layout */

/**
 * The terms that add up to the centrality.
 * @param {Neuron} neuron
 * @param {number} scored how many neurons have a centrality
 */
export function makeUpTable({ make_up, lc, published, rank }, scored) {
  if (!make_up || lc === null) {
    return make('p', { class: 'note' }, 'Under lc=published the output layer is not part of the graph, so this neuron has no centrality.');
  }
  const terms = published
    ? [['Own strength, whole part, squared', '⌊o(v)⌋²', make_up.own],
      ['Weights that leave it, squared', 'Σ w²', make_up.weights],
      ['Neighbours it feeds', '2 Σ w · o(u)', make_up.neighbours]]
    : [['Own strength squared', 'x(v)²', make_up.own],
      ['Its weights squared', 'Σ w²', make_up.weights],
      ['Its neighbours', '2 Σ w · x(u)', make_up.neighbours]];
  const most = Math.max(...terms.map(([, , value]) => Math.abs(Number(value))), Number.MIN_VALUE);
  const rows = terms.map(([what, formula, value]) => {
    const part = Number(value);
    const bar = make('span', { class: part < 0 ? 'bar-of less' : 'bar-of', 'aria-hidden': 'true' });
    bar.style.setProperty('--part', String(Math.abs(part) / most));
    return make('tr', {}, make('th', { scope: 'row' }, String(what)), make('td', {}, make('i', { class: 'math' }, String(formula))),
      make('td', { class: 'value' }, number(part, 4)), make('td', { class: 'bar-cell' }, bar));
  });
  const total = make('tr', { class: 'total' }, make('th', { scope: 'row' }, 'Laplacian centrality'),
    make('td', {}, make('i', { class: 'math' }, 'LC(v)')), make('td', { class: 'value' }, number(lc, 4)),
    make('td', { class: 'note' }, rank === null ? '' : `number ${count(rank)} of ${count(scored)}`));
  return make('table', { class: 'make-up' }, make('caption', {}, 'What its centrality is made of'), make('tbody', {}, ...rows, total));
}

/**
 * @param {Neuron} neuron
 * @param {boolean} [rewired] whether its network is one that epochs change
 */
export function factsOf({ incoming, outgoing, strength, cut, grown, ages, below }, rewired = true) {
  const age = ages
    ? `youngest ${counted(ages.youngest, 'epoch')}, median ${count(ages.median)}, oldest ${count(ages.oldest)}; ${count(ages.initial)} of the ${count(ages.of)} after rewiring are there from the start`
    : 'it has no connection after rewiring';
  const changed = cut + grown === 0 ? 'none of its connections changed' : `${count(cut)} cut, ${count(grown)} grown`;
  const pruned = below === null ? '' : `; ${cut > 0 ? 'pruned: ' : ''}its LC lies below ${below}`;
  const facts = [
    ['Degree', `${count(incoming)} in, ${count(outgoing)} out${rewired ? ', before rewiring' : ''}`],
    ['Strength', `${number(strength)}, the sum of all its weights`],
    ...(rewired ? [['This epoch', changed + pruned], ['Ages', age]] : []),
  ];
  return make('dl', { class: 'facts' }, ...facts.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]));
}

/**
 * @param {Neuron} neuron
 * @param {Layout} layout
 * @param {boolean} [rewired] whether its network is one that epochs change
 */
export function connectionsTable({ strongest }, layout, rewired = true) {
  if (strongest.length === 0) return make('p', { class: 'note' }, rewired ? 'It had no connection before rewiring.' : 'It has no connection.');
  const rows = strongest.map(({ vertex, weight, cut }) => make('tr', {},
    make('td', {}, nameOf(layout, vertex)), make('td', { class: 'value' }, number(weight)), ...(rewired ? [make('td', {}, cut ? 'cut' : 'stays')] : [])));
  return details('Its strongest connections', ['Other end', 'Weight', ...(rewired ? ['This epoch'] : [])], rows);
}

/**
 * What the cut did to those who lost a connection to the neuron.
 * @param {Neuron} neuron
 * @param {Layout} layout
 */
export function knockOn({ cut, below, knock_on: found }, layout) {
  if (!found) return [];
  const [before, after, regrown] = found.mean;
  const why = below === null ? `This epoch cut ${counted(cut, 'connection')} of this neuron.`
    : `This neuron was pruned, and with it ${counted(cut, 'connection')}.`;
  const who = found.of === 1 ? 'the neighbour at the other end had an LC of' : `the ${count(found.of)} neighbours at the other ends had a mean LC of`;
  const lower = found.of === 1 ? `it became ${found.lower === 1 ? '' : 'no '}less central` : `${count(found.lower)} of them became less central`;
  const text = `${why} The knock-on effect (the paper’s Section 7.2): ${who} ${number(before)} before the cut, of ${number(after)} `
    + `after all cuts of the epoch, and of ${number(regrown)} once new connections had grown; by the cuts ${lower}.`;
  const rows = found.most.map(([vertex, lc]) => make('tr', {},
    make('td', {}, nameOf(layout, vertex)), ...lc.map((value) => make('td', { class: 'value' }, number(value)))));
  return [make('p', { class: 'knock-on' }, text), details('The neighbours it changed most', ['Neuron', 'LC before', 'after the cut', 'after regrowth'], rows)];
}

/**
 * @param {string} summary
 * @param {string[]} head
 * @param {HTMLElement[]} rows
 */
function details(summary, head, rows) {
  return make('details', { class: 'more' }, make('summary', {}, summary),
    make('table', {}, make('thead', {}, make('tr', {}, ...head.map((name) => make('th', { scope: 'col' }, name)))), make('tbody', {}, ...rows)));
}
