/**
 * The address bar: it always holds the canonical experiment, and what is put there is obeyed.
 *
 * Only fragments with an `=` are experiments; others are places on the page.
 */

const WRITE_AFTER_MS = 300;

/** The text behind `#`, or null if it is a place on the page or nothing at all. */
export function fragment() {
  const text = location.hash.slice(1);
  return text.includes('=') ? text : null;
}

export class Address {
  /** @type {string | null} what the address holds, or soon will */
  #text = fragment();
  /** What stood in the address when it was last read or written. */
  #seen = location.hash;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {(text: string) => void} obey called with an experiment's text put into the address bar
   * @param {(place: HTMLElement) => void} go called with the place on the page that a link or the address names
   */
  constructor(obey, go) {
    addEventListener('hashchange', () => {
      this.#seen = location.hash;
      // An emptied address is the demo, as it is for someone who comes with none.
      const text = location.hash.length > 1 ? fragment() : '';
      if (text === null) {
        const place = document.getElementById(location.hash.slice(1));
        if (place) go(place);
        this.#later();
      } else if (text !== this.#text) {
        // What was about to be written is older than what the visitor put there.
        clearTimeout(this.#timer);
        this.#text = text;
        obey(text);
      }
    });
    // Browsers refuse more than about 200 writes in half a minute: hence the delay, and this.
    addEventListener('pagehide', () => this.#write());
    // A link to a place on the page goes there and leaves the experiment in the address.
    document.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
      const place = link && document.getElementById(link.getAttribute('href')?.slice(1) ?? '');
      if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(place);
    });
  }

  /**
   * Puts a text into the address bar, soon.
   * @param {string} text
   */
  show(text) {
    this.#text = text;
    this.#later();
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), WRITE_AFTER_MS);
  }

  #write() {
    clearTimeout(this.#timer);
    // What the visitor has put there since is kept: the browser is about to tell of it.
    if (location.hash !== this.#seen) return;
    if (this.#text === null || location.hash === `#${this.#text}`) return;
    history.replaceState(history.state, '', `#${this.#text}`);
    this.#seen = location.hash;
  }
}
