/**
 * The lessons' texts as elements. `$x$` is a symbol, `[Run]` the name of a control, `{name}` a number
 * that is computed: texts hold none themselves.
 */

import { make } from '../base/dom.js';

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
 * `n_in` with its index below the line.
 * @param {string} symbols
 */
function indexed(symbols) {
  return symbols.split(/(_[a-z]+)/).map((part) => (part.startsWith('_') ? make('sub', {}, part.slice(1)) : part));
}

/** A name or a number has so many characters at most. */
const LONGEST = 48;

/**
 * Fills in the numbers.
 * @param {Element} place
 * @param {Record<string, string | undefined>} facts
 */
export function fill(place, facts) {
  for (const span of place.querySelectorAll('[data-fact]')) {
    const value = facts[/** @type {HTMLElement} */ (span).dataset.fact ?? ''] ?? '…';
    if (span.textContent === value) continue;
    span.textContent = value;
    // Numbers stand out, whole sentences do not.
    span.classList.toggle('sentence', value.length > LONGEST);
  }
}
