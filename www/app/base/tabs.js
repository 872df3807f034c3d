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
      const last = this.#tabs.length - 1;
      const now = this.#tabs.findIndex(({ panel }) => panel.id === this.current);
      const next = { ArrowRight: now === last ? 0 : now + 1, ArrowLeft: now === 0 ? last : now - 1, Home: 0, End: last }[event.key];
      if (next === undefined) return;
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
