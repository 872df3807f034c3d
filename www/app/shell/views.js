/**
 * The views of the page, of which one is shown: every `.view` in the document, named by its id. A
 * place within a hidden view, a tab that is not chosen or a closed `details` is brought into sight
 * with `reveal`.
 */

import { byId, isDisplayed, unfolds } from '../base/dom.js';
import { FIRST } from './page-state.js';

/** @typedef {import('../base/tabs.js').Tabs} Tabs */

export class Views {
  /** @type {HTMLElement[]} */
  #views = [...document.querySelectorAll('.view')].filter((view) => view instanceof HTMLElement);
  /** Links to the views, which are real addresses: they open in a tab of their own, and can be kept. @type {HTMLAnchorElement[]} */
  #links = [...document.querySelectorAll('.head nav a')].filter((link) => link instanceof HTMLAnchorElement);
  #menu = byId('menu', HTMLElement);
  #current = FIRST;

  constructor() {
    unfolds(this.#menu);
  }

  /** @returns {string[]} */
  get names() {
    return this.#views.map(({ id }) => id);
  }

  /** The name of the view that is shown. */
  get current() {
    return this.#current;
  }

  /**
   * Shows a view; the first one if there is none of that name.
   * @param {string} name
   * @returns {boolean} whether there is one
   */
  show(name) {
    const known = this.names.includes(name);
    const next = known ? name : FIRST;
    const changed = next !== this.#current;
    this.#current = next;
    for (const view of this.#views) view.hidden = view.id !== next;
    // A page that belongs to another view has no link of its own above.
    const within = byId(next, HTMLElement).dataset.partOf ?? next;
    for (const link of this.#links) {
      if (link.dataset.view === within) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    document.body.dataset.view = next;
    // What was chosen is shown instead of the menu.
    if (changed && this.#menu.getAttribute('aria-expanded') === 'true') this.#menu.click();
    if (changed) scrollTo({ top: 0, behavior: 'instant' });
    return known;
  }

  /** @param {(view: string) => string} address of each view, as things stand */
  link(address) {
    for (const link of this.#links) link.href = `#${address(link.dataset.view ?? FIRST)}`;
  }

  /**
   * The name of the view that a place belongs to.
   * @param {Element} place
   */
  of(place) {
    return place.closest('.view')?.id ?? this.#current;
  }
}

/**
 * Brings a place of the view that is shown into sight and gives it the focus.
 * @param {HTMLElement} place
 * @param {Tabs[]} tabs
 */
export function reveal(place, tabs) {
  bringIntoSight(place, tabs);
  place.focus({ preventScroll: true });
}

/**
 * Brings a place of the view that is shown into sight.
 * @param {HTMLElement} place
 * @param {Tabs[]} tabs
 */
export function bringIntoSight(place, tabs) {
  for (const each of tabs) each.reveal(place);
  for (let details = place.closest('details'); details; details = details.parentElement?.closest('details') ?? null) details.open = true;
  // What is folded away on a phone is unfolded by the button that does it.
  for (let folded = place; folded && !isDisplayed(place); folded = /** @type {HTMLElement} */ (folded.parentElement)) {
    const opener = folded.id && document.querySelector(`[aria-expanded="false"][aria-controls="${folded.id}"]`);
    if (opener instanceof HTMLElement) opener.click();
  }
  // A view begins where the page begins.
  if (!place.matches('.view')) place.scrollIntoView();
}

/** What the visitor does when they look elsewhere. */
const TURNS = ['wheel', 'pointerdown', 'keydown', 'touchstart'];
/** A page that has just been opened has grown to its size by then. */
const SETTLED_MS = 3000;
/** Lets go of the place that is kept in sight. */
let letGo = () => {};

/**
 * Brings a place into sight, and back there while the page around it grows, as long as the visitor does nothing.
 * @param {HTMLElement} place
 * @param {Tabs[]} tabs
 */
export function keepInSight(place, tabs) {
  letGo();
  bringIntoSight(place, tabs);
  const sizes = new ResizeObserver(() => place.scrollIntoView());
  const timer = setTimeout(() => letGo(), SETTLED_MS);
  letGo = () => {
    sizes.disconnect();
    clearTimeout(timer);
    for (const turn of TURNS) removeEventListener(turn, letGo, true);
    letGo = () => {};
  };
  for (const turn of TURNS) addEventListener(turn, letGo, { capture: true, passive: true });
  sizes.observe(byId('main', HTMLElement));
}
