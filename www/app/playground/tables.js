/** What is known of a small graph, as tables: its matrices, its spectrum, its vertices' measures. */

import { make } from '../base/dom.js';
import { plain } from '../base/format.js';

/** @typedef {import('../shared/types.js').Worked} Worked */
/** @typedef {import('../shared/types.js').WorkedVertex} WorkedVertex */

/**
 * "x3" as the paper sets it.
 * @param {number} id
 */
export const vertexName = (id) => make('span', { class: 'vertex-name' }, make('i', { class: 'math' }, 'x'), make('sub', {}, String(id)));

/**
 * A symbol with an index, or without one.
 * @param {string} letter
 * @param {number | null} [index]
 */
export const symbol = (letter, index = null) => (
  make('span', { class: 'vertex-name' }, make('i', { class: 'math' }, letter), ...(index === null ? [] : [make('sub', {}, String(index))])));

/**
 * A square matrix with the names of the vertices on two sides.
 * @param {{ letter: string, title: string, rows: number[][], ids: number[], chosen: number | null }} matrix
 */
export function matrix({ letter, title, rows, ids, chosen }) {
  const id = `matrix-${letter}`;
  const head = make('tr', {}, make('td'), ...ids.map((of) => make('th', { scope: 'col' }, vertexName(of))));
  const body = rows.map((row, i) => make('tr', { class: ids[i] === chosen ? 'chosen' : '' },
    make('th', { scope: 'row' }, vertexName(ids[i])),
    ...row.map((value, j) => make('td', { class: [value === 0 ? 'zero' : '', ids[j] === chosen ? 'chosen' : ''].join(' ').trim() }, plain(value)))));
  return make('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-labelledby': id },
    make('table', { class: 'matrix' },
      make('caption', { id }, symbol(letter), `, ${title}`),
      make('thead', {}, head), make('tbody', {}, ...body)));
}

/** The columns of the table of vertices. @type {[string, string, (vertex: WorkedVertex) => number][]} */
const MEASURES = [
  ['degree', 'edges', ({ degree }) => degree],
  ['x', 'strength', ({ strength }) => strength],
  ['BC', 'betweenness', ({ betweenness }) => betweenness],
  ['E', 'without it', ({ energy_without }) => energy_without],
  ['LC', 'Equation 4', ({ by_definition }) => by_definition],
  ['LC', 'closed form', ({ by_closed_form }) => by_closed_form],
];

/**
 * Every vertex and its measures, with a button to take it away.
 * @param {{ worked: Worked, ids: number[], chosen: number | null, choose: (id: number) => void, remove: (id: number) => void }} table
 */
export function vertices({ worked, ids, chosen, choose, remove }) {
  const head = MEASURES.map(([name, about]) => make('th', { scope: 'col' }, name, make('small', {}, about)));
  const rows = worked.vertices.map((vertex, i) => {
    const name = make('button', { type: 'button', class: 'quiet name', 'aria-pressed': String(ids[i] === chosen) }, vertexName(ids[i]));
    name.addEventListener('click', () => choose(ids[i]));
    const away = make('button', { type: 'button', class: 'quiet', 'aria-label': `Remove x${ids[i]}`, title: `Remove x${ids[i]}` }, '✕');
    away.addEventListener('click', () => remove(ids[i]));
    return make('tr', { class: ids[i] === chosen ? 'chosen' : '', 'data-vertex': String(ids[i]) },
      make('th', { scope: 'row' }, name),
      ...MEASURES.map(([, , value]) => make('td', {}, plain(value(vertex)))),
      make('td', {}, away));
  });
  return make('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-labelledby': 'vertices-title' },
    make('table', { class: 'measures' },
      make('caption', { id: 'vertices-title', class: 'unseen' }, 'The vertices and their measures'),
      make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'vertex'), ...head, make('td'))),
      make('tbody', {}, ...rows)));
}

/**
 * The closed form of one vertex, term by term.
 * @param {{ vertex: WorkedVertex, id: number, ids: number[] }} of
 */
export function closedForm({ vertex, id, ids }) {
  const { own, strength, terms, squares, crosses, by_closed_form } = vertex;
  const v = () => vertexName(id);
  const rows = terms.map(({ neighbour, weight, strength: x, square, cross }) => make('tr', {},
    make('th', { scope: 'row' }, vertexName(ids[neighbour])),
    ...[weight, x, square, cross].map((value) => make('td', {}, plain(value)))));
  const head = [['neighbour'], ['w'], ['x', 'its strength'], ['w²'], ['2·w·x']].map(([name, about]) => (
    make('th', { scope: 'col' }, name, ...(about ? [make('small', {}, about)] : []))));
  return [
    make('h3', {}, 'LC of ', v(), ', term by term'),
    make('p', { class: 'formula' }, make('i', { class: 'math' }, 'LC(v) = x'), make('sub', {}, 'v'), '² + Σ ', make('i', { class: 'math' }, '(w² + 2·w·x'),
      make('sub', {}, 'u'), make('i', { class: 'math' }, ')'), ', summed over the neighbours ', make('i', { class: 'math' }, 'u'), ' of ', make('i', { class: 'math' }, 'v'), '.'),
    make('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': `Terms of the closed form for x${id}` },
      make('table', { class: 'terms' },
        make('thead', {}, make('tr', {}, ...head)),
        make('tbody', {}, ...rows,
          make('tr', { class: 'sum' }, make('th', { scope: 'row' }, 'sum'), make('td'), make('td'), make('td', {}, plain(squares)), make('td', {}, plain(crosses)))))),
    make('p', { class: 'result' }, v(), `² = ${plain(strength)}² = ${plain(own)}, so LC = ${plain(own)} + ${bracketed(plain(squares))} + ${bracketed(plain(crosses))} = `,
      make('strong', {}, plain(by_closed_form)), '.'),
  ];
}

/**
 * A number as a summand.
 * @param {string} text
 */
const bracketed = (text) => (text.startsWith('−') ? `(${text})` : text);

/**
 * The eigenvalues of L, and the energy they add up to.
 * @param {Worked} worked
 */
export function spectrum({ eigenvalues, squares, energy }) {
  if (eigenvalues.length === 0) return [make('p', {}, 'A graph without vertices has no energy.')];
  const values = eigenvalues.map((value, i) => make('td', {}, plain(value), make('small', {}, `squared ${plain(squares[i])}`)));
  const names = eigenvalues.map((_, i) => make('th', { scope: 'col' }, symbol('λ', i + 1)));
  return [
    make('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-labelledby': 'spectrum-title' },
      make('table', { class: 'spectrum' },
        make('caption', { id: 'spectrum-title' }, 'Eigenvalues of ', symbol('L')),
        make('thead', {}, make('tr', {}, ...names)),
        make('tbody', {}, make('tr', {}, ...values)))),
    make('p', { class: 'formula' }, symbol('E'), make('sub', {}, 'L'), make('i', { class: 'math' }, '(G)'), ' = Σ ', symbol('λ'), `² = ${squares.map((value) => bracketed(plain(value))).join(' + ')} = `,
      make('strong', {}, plain(energy))),
  ];
}
