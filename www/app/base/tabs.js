/**
 * Tabs as the document has them: a `role="tablist"` of buttons, each with `aria-controls`. Arrow keys
 * move between them, Home and End to the ends; one panel is shown.
 */

export class Tabs {
  /** @type {{ tab: HTMLElement, panel: HTMLElement }[]} */
  #tabs;
  /** @type {Set<(id: string) => void>} */
  #chosen = new Set();

  /** @param {HTMLElement} list */
  constructor(list) {
    this.#tabs = [...list.querySelectorAll('[role="tab"]')].flatMap((tab) => {
      const panel = document.getElementById(tab.getAttribute('aria-controls') ?? '');
      return tab instanceof HTMLElement && panel ? [{ tab, panel }] : [];
    });
    for (const { tab, panel } of this.#tabs) tab.addEventListener('click', () => this.choose(panel.id));
    list.addEventListener('keydown', (event) => {
      const now = this.#tabs.findIndex(({ panel }) => panel.id === this.current);
      const next = step(event.key, now, this.#tabs.length, (i) => !this.#tabs[i].tab.hasAttribute('data-away'));
      if (next === null) return;
      event.preventDefault();
      this.choose(this.#tabs[next].panel.id);
      this.#tabs[next].tab.focus();
    });
    this.choose(this.current);
  }

  /** The id of the panel that is shown. */
  get current() {
    return (this.#tabs.find(({ tab }) => tab.getAttribute('aria-selected') === 'true') ?? this.#tabs[0]).panel.id;
  }

  /** @param {(id: string) => void} listener told which panel is shown, whenever that changes */
  onChoice(listener) {
    this.#chosen.add(listener);
  }

  /** @param {string} id of a panel */
  choose(id) {
    for (const { tab, panel } of this.#tabs) {
      const open = panel.id === id;
      tab.setAttribute('aria-selected', String(open));
      tab.tabIndex = open ? 0 : -1;
      panel.hidden = !open;
    }
    for (const listener of this.#chosen) listener(id);
  }

  /**
   * Chooses the panel that a place is in, if it is in one.
   * @param {Element} place
   */
  reveal(place) {
    const home = this.#tabs.find(({ panel }) => panel.contains(place));
    if (home) this.choose(home.panel.id);
  }
}

/**
 * The tab that a key goes to from another: the next that can be seen, or the one at an end; null for a key that moves nothing.
 * @param {string} key
 * @param {number} from
 * @param {number} count how many tabs there are
 * @param {(i: number) => boolean} [seen] whether a tab can be seen
 */
export function step(key, from, count, seen = () => true) {
  const order = Array.from({ length: count }, (_, i) => i).filter((i) => i === from || seen(i));
  const at = order.indexOf(from);
  const to = { ArrowRight: (at + 1) % order.length, ArrowLeft: (at + order.length - 1) % order.length, Home: 0, End: order.length - 1 }[key];
  return to === undefined ? null : order[to];
}
