/** Parts of the panel that the lessons stand in. */

import { make } from '../base/dom.js';
import { prose } from '../base/prose.js';

/** @typedef {import('./scene.js').PanelWords} PanelWords */

/**
 * @param {PanelWords} words
 * @param {string} title
 * @param {string} below
 * @param {() => void} leave
 * @param {(() => void) | null} list opens the list, where it is not open
 */
export function head(words, title, below, leave, list) {
  const quiet = (/** @type {string} */ word, /** @type {() => void} */ does) => {
    const button = make('button', { type: 'button', class: 'quiet' }, word);
    button.addEventListener('click', does);
    return button;
  };
  return make('header', {}, make('h2', { tabindex: '-1' }, title), make('p', { class: 'muted' }, below),
    make('div', { class: 'buttons' }, ...(list ? [quiet(words.all, list)] : []), quiet(words.leave, leave)));
}

/**
 * On a phone, what shows the whole page.
 * @param {PanelWords} words
 * @param {boolean} unfolded
 * @param {() => boolean} turn unfolds or folds it, and says which
 */
export function unfolder(words, unfolded, turn) {
  const button = make('button', { type: 'button', class: 'lesson-more', 'aria-controls': 'lesson-body' });
  const tell = (/** @type {boolean} */ open) => {
    button.setAttribute('aria-expanded', String(open));
    button.textContent = open ? words.less : words.more;
  };
  button.addEventListener('click', () => tell(turn()));
  tell(unfolded);
  return button;
}

/**
 * Buttons that do something in the visitor's place.
 * @param {import('./scene.js').Page} page
 * @param {boolean} after the task is done
 * @param {(offer: import('./scene.js').Offer) => void} act
 */
export function offerButtons({ offers }, after, act) {
  const buttons = offers.filter((offer) => Boolean(offer.after) === after).map((offer) => {
    const button = make('button', { type: 'button' }, ...prose(offer.label));
    button.addEventListener('click', () => act(offer));
    return button;
  });
  return buttons.length > 0 ? [make('div', { class: 'buttons' }, ...buttons)] : [];
}
