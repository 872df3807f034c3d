/**
 * On a narrow screen the lanes are tabs, of which one is open; the tabs show the headline numbers of
 * all. Where there is room for all lanes, they stand side by side and there are no tabs.
 */

import { make, say } from '../base/dom.js';
import { percent } from '../base/format.js';
import { step } from '../base/tabs.js';

/** @typedef {import('../shared/types.js').LaneInfo} LaneInfo */
/** @typedef {import('./looked-at.js').LookedAt} LookedAt */

const NARROW = matchMedia('(max-width: 44rem)');

export class LaneTabs {
  /** The row of tabs. */
  element = make('div', { class: 'lane-tabs', 'aria-label': 'Networks' });
  /** @type {{ tab: HTMLButtonElement, number: HTMLElement, panel: HTMLElement }[]} */
  #tabs = [];
  #looked;

  /** @param {Pick<LookedAt, 'lane' | 'go'>} looked */
  constructor(looked) {
    this.#looked = looked;
    looked.lane.subscribe(() => this.#show());
    NARROW.addEventListener('change', () => this.#show());
    this.element.addEventListener('keydown', (event) => {
      const next = step(event.key, this.#open, this.#tabs.length);
      if (next === null) return;
      event.preventDefault();
      looked.go({ lane: next });
      this.#tabs[next].tab.focus();
    });
  }

  get #open() {
    return this.#looked.lane.value ?? 0;
  }

  /**
   * Starts over with these lanes.
   * @param {LaneInfo[]} lanes
   * @param {HTMLElement[]} panels one a lane
   */
  begin(lanes, panels) {
    this.#tabs = lanes.map((lane, i) => {
      const number = make('span', { class: 'number' }, '–');
      const tab = make('button', { type: 'button', 'data-tone': lane.tone, id: `lane-tab-${i}`, 'aria-controls': `lane-${i}` },
        make('span', { class: 'tone', 'aria-hidden': 'true' }), make('span', { class: 'name' }, lane.label), ' ', number);
      tab.addEventListener('click', () => this.#looked.go({ lane: i }));
      panels[i].id = `lane-${i}`;
      return { tab, number, panel: panels[i] };
    });
    this.element.replaceChildren(...this.#tabs.map(({ tab }) => tab));
    this.#show();
  }

  /**
   * @param {number} lane
   * @param {number} accuracy in percent
   */
  tell(lane, accuracy) {
    say(this.#tabs[lane].number, `${percent(accuracy)} %`);
  }

  #show() {
    const tabbed = NARROW.matches && this.#tabs.length > 1;
    this.element.hidden = !tabbed;
    if (tabbed) this.element.setAttribute('role', 'tablist');
    else this.element.removeAttribute('role');
    this.#tabs.forEach(({ tab, panel }, i) => {
      const open = i === this.#open;
      panel.hidden = tabbed && !open;
      tab.tabIndex = open ? 0 : -1;
      if (tabbed) {
        tab.setAttribute('role', 'tab');
        tab.setAttribute('aria-selected', String(open));
        panel.setAttribute('role', 'tabpanel');
      } else {
        tab.removeAttribute('role');
        tab.removeAttribute('aria-selected');
        panel.removeAttribute('role');
      }
    });
  }
}
