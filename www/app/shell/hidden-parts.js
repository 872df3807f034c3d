/** `hide=key,key` in the address takes controls and parts of the page out of sight, for a class. */

import { brief } from '../base/format.js';

/** The parts that have names: what they are called, and where they are. @type {Record<string, { label: string, place: string }>} */
export const PARTS = {
  form: { label: 'All settings', place: '#experiment, #choose, #chooser' },
  presets: { label: 'Try another', place: '#presets, #next-real' },
  charts: { label: 'Charts', place: '#together, #legend, #more-charts' },
  clothes: { label: 'Test images', place: '#clothes' },
  why: { label: 'Why they differ', place: '#why' },
  closer: { label: 'Look closer, whole', place: '#closer' },
  predictions: { label: 'Predictions', place: '#predictions-tab, #predictions' },
  draw: { label: 'Drawing', place: '#draw, #pad-rest, #clothes > a, #next-draw' },
  differences: { label: 'What differs', place: '#differences-tab, #what-differs' },
  numbers: { label: 'Numbers', place: '#numbers-tab, #numbers' },
  neuron: { label: 'Neuron', place: '#neuron-tab, #neuron' },
  knockout: { label: 'Knock out', place: '#knock-out-tab, #knock-out' },
  time: { label: 'Over time', place: '#over-time-tab, #over-time' },
  saves: { label: 'Saved runs', place: '#saves' },
  share: { label: 'Copy link and Share', place: '#copy-link, #share' },
  steps: { label: 'Step epoch and Step phase', place: '#step-epoch, #step-phase' },
  pace: { label: 'Pace', place: 'label.pace' },
  reset: { label: 'Reset', place: '#reset' },
  lessons: { label: 'Tour', place: '#lessons, #next-why' },
  seed: { label: 'New seed', place: '#new-seed' },
  digests: { label: 'Digests', place: '.digest, #digests' },
  search: { label: 'Compare many', place: '.head a[data-view="search"]' },
  playground: { label: 'Centrality sandbox', place: '.head a[data-view="playground"]' },
  paper: { label: 'Paper', place: '.head a[data-view="paper"]' },
  about: { label: 'About', place: '.head a[data-view="about"]' },
};

/** What a class does without: the networks, what they do, the test images and the drawing stay. */
export const SIMPLE = ['form', 'presets', 'closer', 'saves', 'steps', 'reset', 'digests', 'search', 'playground', 'paper'];

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
    const places = [PARTS[name]?.place, `#field-${CSS.escape(name)}:not([aria-invalid])`].filter(Boolean);
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
