/** Computed numbers in the texts of lessons. */

/** A name or a number has so many characters at most. */
const LONGEST = 48;

/**
 * Fills in the numbers, and sentences that the page has in English: in the language of the text, where it knows them.
 * @param {Element} place
 * @param {Record<string, string | undefined>} facts
 * @param {Record<string, import('./scene.js').Sentence>} [sentences]
 * @param {boolean} [foreign] whether the text is in another language than the page
 */
export function fill(place, facts, sentences = {}, foreign = false) {
  for (const span of place.querySelectorAll('[data-fact]')) {
    const name = /** @type {HTMLElement} */ (span).dataset.fact ?? '';
    const is = facts[name] ?? '…';
    const translated = sentences[name]?.of === is;
    const value = translated ? sentences[name].is : is;
    if (span.textContent === value) continue;
    span.textContent = value;
    // Numbers stand out, whole sentences do not.
    span.classList.toggle('sentence', value.length > LONGEST);
    if (foreign && !translated && value.length > LONGEST) span.setAttribute('lang', 'en');
    else span.removeAttribute('lang');
  }
}
