/** `hide=key,key` in the address takes controls and parts of the page out of sight, for a class. */

import { brief } from '../base/format.js';

/** The parts that have names, and where they are. @type {Record<string, string>} */
const PARTS = {
  form: '#experiment',
  presets: '#presets, #next-real',
  charts: '#together, #legend, #more-charts',
  clothes: '#clothes',
  why: '#why',
  closer: '#closer',
  predictions: '#predictions-tab, #predictions',
  draw: '#draw, #pad-rest, #clothes > a, #next-draw',
  differences: '#differences-tab, #what-differs',
  numbers: '#numbers-tab, #numbers',
  neuron: '#neuron-tab, #neuron',
  knockout: '#knock-out-tab, #knock-out',
  time: '#over-time-tab, #over-time',
  saves: '#saves',
  share: '#copy-link, #share',
  reset: '#reset',
  lessons: '#lessons, #next-why',
  seed: '#new-seed',
  search: '.head a[data-view="search"]',
  playground: '.head a[data-view="playground"]',
  paper: '.head a[data-view="paper"]',
  about: '.head a[data-view="about"]',
};

/**
 * The names in a value of `hide`, known and unknown.
 * @param {string | null} value
 * @param {string[]} keys of the form
 */
export function names(value, keys) {
  const all = [...new Set((value ?? '').split(',').map((name) => name.trim()).filter(Boolean))];
  const known = (/** @type {string} */ name) => Object.hasOwn(PARTS, name) || keys.includes(name);
  return { known: all.filter(known), unknown: all.filter((name) => !known(name)) };
}

/**
 * Puts these out of sight and all others back; a field with an error stays, so that it can be mended.
 * @param {string[]} hidden known names
 */
export function putAway(hidden) {
  for (const element of document.querySelectorAll('[data-away]')) element.removeAttribute('data-away');
  for (const name of hidden) {
    const places = [PARTS[name], `#field-${CSS.escape(name)}:not([aria-invalid])`].filter(Boolean);
    for (const element of document.querySelectorAll(places.join(', '))) (element.closest('.field') ?? element).setAttribute('data-away', '');
  }
  for (const group of document.querySelectorAll('#form details')) {
    if (group.querySelector('.field') && !group.querySelector('.field:not([data-away])')) group.setAttribute('data-away', '');
  }
  // A tab that is gone cannot be the chosen one.
  const away = document.querySelector('#closer-tabs [role="tab"][data-away][aria-selected="true"]');
  const next = away && document.querySelector('#closer-tabs [role="tab"]:not([data-away])');
  if (next instanceof HTMLElement) next.click();
}

/** @param {string[]} unknown @param {string[]} keys */
export const strangers = (unknown, keys) => (unknown.length === 0 ? ''
  : `hide = “${brief(unknown.join(','))}” names nothing on this page; it may name ${[...Object.keys(PARTS), ...keys.filter((key) => !Object.hasOwn(PARTS, key))].join(', ')}.`);
