/** Tells the style sheet how high the bar with the controls is (`--bar`), so that it covers nothing that is scrolled to. */

/** @param {Element} bar */
export function tellToolbarHeight(bar) {
  new ResizeObserver(() => document.documentElement.style.setProperty('--bar', `${bar.getBoundingClientRect().height}px`)).observe(bar);
}
