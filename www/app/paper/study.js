/** The study as the page has it before it is opened: what shows it is loaded then. */

import { byId, make } from '../base/dom.js';
import { asLabError, escapes } from '../shared/errors.js';
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
    try {
      const { fetchStudy, studyParts } = await code();
      const study = await fetchStudy();
      this.#content.replaceChildren(...studyParts(study, this.#links));
      this.#loaded(study);
    } catch (thrown) {
      this.#asked = false;
      const again = make('button', { type: 'button' }, 'Try again');
      again.addEventListener('click', () => this.load());
      this.#content.replaceChildren(make('p', { class: 'failure' }, `The study could not be fetched: ${asLabError(thrown).text}`), again);
    }
  }
}
