/**
 * Texts that are kept as data, as elements. `$x$` is a symbol or a formula, `[Run]` the name of a control, `{name}` a number
 * that is computed: texts of lessons hold none themselves.
 */

import { make } from './dom.js';

/**
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function prose(text) {
  return text.split(/(\$[^$]+\$|\[[^\]]+\]|\{\w+\})/).map((part) => {
    if (/^\$.+\$$/.test(part)) return make('i', { class: 'math' }, ...indexed(part.slice(1, -1)));
    if (/^\[.+\]$/.test(part)) return make('b', {}, part.slice(1, -1));
    if (/^\{\w+\}$/.test(part)) return make('span', { class: 'fact', 'data-fact': part.slice(1, -1) }, '…');
    return part;
  });
}

/**
 * `n_in` with its index below the line, `x^p` with its exponent above.
 * @param {string} symbols
 */
function indexed(symbols) {
  return symbols.split(/([_^][a-z0-9]+)/).map((part) => (
    part.startsWith('_') ? make('sub', {}, part.slice(1)) : part.startsWith('^') ? make('sup', {}, part.slice(1)) : part));
}
