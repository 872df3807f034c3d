/** Light, dark or as the system says; the choice is remembered. Loaded before the first paint. */

const KEY = 'censet-lab-theme';
const CHOICES = ['automatic', 'light', 'dark'];

/** @type {Set<() => void>} */
const listeners = new Set();
let choice = remembered();

function remembered() {
  try {
    const kept = localStorage.getItem(KEY);
    return kept && CHOICES.includes(kept) ? kept : 'automatic';
  } catch {
    return 'automatic'; // storage is refused: nothing to remember
  }
}

function show() {
  if (choice === 'automatic') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

/**
 * Makes a button go round the three choices.
 * @param {HTMLButtonElement} button
 * @param {Element} name where the choice is named
 */
export function themeButton(button, name) {
  const label = () => { name.textContent = `Theme: ${choice}`; };
  label();
  button.addEventListener('click', () => {
    choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
    try {
      localStorage.setItem(KEY, choice);
    } catch { /* storage is refused: the choice lasts as long as the page */ }
    show();
    label();
    for (const listener of listeners) listener();
  });
}

/**
 * Calls back whenever the colours on the page may have changed.
 * @param {() => void} listener
 */
export function onThemeChange(listener) {
  listeners.add(listener);
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)']) {
    matchMedia(query).addEventListener('change', listener);
  }
}

show();
