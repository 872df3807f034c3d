/** The study as the page has it before it is opened: what shows it is loaded then. */

import { byId, make } from '../base/dom.js';
import { asLabError, escapes, stopped } from '../shared/errors.js';
import { onDemand } from '../platform/on-demand.js';

/** @typedef {import('./study-data.js').Plan} Plan */
/** @typedef {import('./study-data.js').Studied} Studied */
/** @typedef {import('./study-view.js').Links} Links */

const code = onDemand(() => import('./study-view.js'));

export class Study {
  #content = byId('study-content', HTMLElement);
  #links;
  #loaded;
  #asked = false;

  /**
   * @param {Links} links
   * @param {(study: { plan: Plan, studied: Studied }) => void} loaded called with what was fetched
   */
  constructor(links, loaded) {
    this.#links = links;
    this.#loaded = loaded;
    const near = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.load().catch(escapes);
    });
    near.observe(byId('study', HTMLElement));
  }

  /** Shows the study, once. */
  async load() {
    if (this.#asked) return;
    this.#asked = true;
    /** @type {{ study: { plan: Plan, studied: Studied }, studyParts: typeof import('./study-view.js').studyParts }} */
    let fetched;
    try {
      const { fetchStudy, studyParts } = await code();
      fetched = { study: await fetchStudy(), studyParts };
    } catch (thrown) {
      this.#asked = false;
      this.#failed(stopped(asLabError(thrown).text));
      return;
    }
    const { study, studyParts } = fetched;
    this.#content.replaceChildren(...studyParts(study, this.#links));
    this.#loaded(study);
  }

  /** @param {string} why a sentence */
  #failed(why) {
    const again = make('button', { type: 'button' }, 'Try again');
    again.addEventListener('click', () => {
      this.#content.replaceChildren(make('p', { class: 'empty' }, 'Trying again …'));
      byId('study', HTMLElement).focus();
      this.load().catch(escapes);
    });
    this.#content.replaceChildren(make('p', { class: 'failure', role: 'alert' }, `The study could not be fetched: ${why}`), again);
  }
}
