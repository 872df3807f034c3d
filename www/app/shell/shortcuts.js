/**
 * Single keys that press what is on the page, and the dialog that lists them. A key does what its button or link would
 * do, so it does nothing where that is hidden or cannot be used. Keys belong to the field or the dialog they are typed
 * in, and can be switched off, as some people's software types letters that they say.
 */

import { byId, isDisplayed, make } from '../base/dom.js';

/**
 * @typedef {object} Shortcut
 * @property {string} key as typed; letters in lower case
 * @property {string} says
 * @property {() => (HTMLElement | null | undefined)} target what is pressed, or gets the focus if it is no button
 */

const OFF = 'censet-lab-shortcuts-off';

const button = (/** @type {string} */ id) => () => document.getElementById(id);
const view = (/** @type {string} */ name) => () => /** @type {HTMLElement | null} */ (document.querySelector(`.head nav a[data-view="${name}"]`));

/** @param {number} index */
function lane(index) {
  const tab = document.getElementById(`lane-tab-${index}`);
  if (tab && isDisplayed(tab)) tab.click();
  return /** @type {HTMLElement | null | undefined} */ (document.querySelectorAll('.lane')[index]?.querySelector('.network canvas'));
}

/** @type {Shortcut[]} */
const SHORTCUTS = [
  { key: 'r', says: 'Run, or Pause', target: button('run') },
  { key: 'e', says: 'Step epoch', target: button('step-epoch') },
  { key: 'n', says: 'Step phase (next)', target: button('step-phase') },
  ...[0, 1, 2, 3].map((index) => ({ key: String(index + 1), says: `Graph of network ${index + 1}`, target: () => lane(index) })),
  { key: 'l', says: 'Lab', target: view('lab') },
  { key: 'g', says: 'Centrality sandbox (graphs)', target: view('playground') },
  { key: 's', says: 'Compare many (search)', target: view('search') },
  { key: 'p', says: 'Paper', target: view('paper') },
  { key: 'a', says: 'About', target: view('about') },
  { key: 't', says: 'Tour, or leave it', target: button('lessons') },
  { key: '?', says: 'This list', target: button('shortcuts') },
];

/** Keys of the parts of the page, once they have the focus. @type {[where: string, keys: string[], says: string][]} */
const WITHIN = [
  ['Network', ['←', '→', '↑', '↓'], 'Select the next neuron that way'],
  ['Network', ['Enter'], 'Open the selected neuron under Look closer'],
  ['Network', ['Escape'], 'Select none'],
  ['Tabs', ['←', '→', 'Home', 'End'], 'Choose a tab'],
  ['Sliders', ['←', '→', 'Home', 'End'], 'Change the value: pace, the line to cut at, the epoch shown'],
  ['Centrality sandbox', ['←', '→', '↑', '↓'], 'Move the vertex'],
  ['Centrality sandbox', ['Enter'], 'Select the vertex or the weight'],
  ['Centrality sandbox', ['Delete'], 'Remove the vertex'],
];

/**
 * Whether a key belongs to what it was typed in: a field, or an open dialog.
 * @param {EventTarget | null} target
 */
function isTaken(target) {
  if (document.querySelector('dialog[open]')) return true;
  const field = target instanceof Element && target.closest('input, select, textarea, [contenteditable]:not([contenteditable="false"])');
  // A field of a dialog that was closed keeps the focus until the page is drawn anew.
  return Boolean(field && isDisplayed(field));
}

export class Shortcuts {
  #dialog = byId('shortcuts-dialog', HTMLDialogElement);
  #on = byId('shortcuts-on', HTMLInputElement);

  constructor() {
    this.#on.checked = !isOff();
    this.#on.addEventListener('change', () => remember(!this.#on.checked));
    byId('shortcuts-rows', HTMLElement).replaceChildren(
      ...SHORTCUTS.map(({ key, says }) => row('Page', [key.toUpperCase()], says)), ...WITHIN.map(([where, keys, says]) => row(where, keys, says)));
    byId('shortcuts', HTMLButtonElement).addEventListener('click', () => this.#dialog.showModal());
    document.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.defaultPrevented || event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
    const shortcut = SHORTCUTS.find(({ key }) => key === event.key.toLowerCase());
    // The list can be opened always: that is where the others are switched on again.
    if (!shortcut || (!this.#on.checked && shortcut.key !== '?')) return;
    const target = shortcut.target();
    if (!target || !isDisplayed(target)) return;
    event.preventDefault();
    if (target.matches('button, a')) target.click();
    else {
      target.scrollIntoView({ block: 'nearest' });
      target.focus({ preventScroll: true });
    }
  }
}

/** @param {string} where @param {string[]} keys @param {string} says */
const row = (where, keys, says) => make('tr', {}, make('td', {}, where), make('td', {}, ...keys.flatMap((key) => [make('kbd', {}, key), ' '])), make('td', {}, says));

function isOff() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false; // storage is refused: nothing is remembered
  }
}

/** @param {boolean} off */
function remember(off) {
  try {
    if (off) localStorage.setItem(OFF, '1');
    else localStorage.removeItem(OFF);
  } catch { /* it lasts as long as the page */ }
}
