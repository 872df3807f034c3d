/**
 * Links within the page: to a view, to an experiment that is opened here, to a place. Each is an address of its own, which
 * opens in another tab and can be kept; followed here, it changes what the page shows instead of loading it anew.
 */

/**
 * @typedef {object} Actions
 * @property {(experiment: string, beside: boolean) => void} open `beside`: whether an open lesson stays open
 * @property {(view: string) => void} view
 * @property {(place: HTMLElement) => void} go
 * @property {(experiment: string) => string} addressOf
 * @property {import('./page-state.js').Watched<unknown>[]} kept what addresses of experiments have of the page's own
 */

export class PageLinks {
  /** @param {Actions} actions */
  constructor({ open, view, go, addressOf, kept }) {
    document.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
      if (!(link instanceof HTMLAnchorElement) || link.target || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const { opens, view: name } = link.dataset;
      const place = document.getElementById(link.hash.slice(1));
      if (opens !== undefined) open(opens, link.dataset.beside !== undefined);
      else if (name !== undefined) view(name);
      else if (place) go(place);
      else return;
      event.preventDefault();
    });
    for (const part of kept) {
      part.subscribe(() => {
        for (const link of document.querySelectorAll('a[data-opens]')) link.setAttribute('href', `#${addressOf(/** @type {HTMLElement} */ (link).dataset.opens ?? '')}`);
      });
    }
  }
}
