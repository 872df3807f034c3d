/** Small helpers to find and make elements. Text always goes in as text, never as HTML. */

/**
 * The element with this id; its absence is a mistake in the page.
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`no ${type.name} #${id} in the page`);
  return element;
}

/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * Whether an element is displayed, in the window or out of it. Safari can say so since 17.4; before, what is displayed
 * has a place.
 * @param {Element & { checkVisibility?: () => boolean }} element
 */
export const isDisplayed = (element) => element.checkVisibility?.() ?? element.getClientRects().length > 0;

/**
 * Sets an element's text, but leaves the document alone if it says so already.
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * The attributes of a link to an experiment that is opened on this page.
 * @param {string} text
 * @param {(text: string) => string} linkTo its address
 */
export const opens = (text, linkTo) => ({ href: `#${linkTo(text)}`, 'data-opens': text });

/**
 * Brings what an element holds up to date. Elements of the same kind in the same place are kept and changed, so that the
 * focus stays where it is, what the visitor has opened stays open, and what is about to be pressed is still there. They keep
 * their own listeners too, so those of changing content belong to `place`.
 * @param {Element} place
 * @param {...(Node | string)} content
 */
export function renew(place, ...content) {
  content.forEach((part, i) => {
    const next = typeof part === 'string' ? document.createTextNode(part) : part;
    const now = place.childNodes[i];
    if (!now) place.append(next);
    else if (now instanceof Element && next instanceof Element && now.tagName === next.tagName) become(now, next);
    else if (!(now instanceof Text && next instanceof Text)) now.replaceWith(next);
    else if (now.data !== next.data) now.data = next.data;
  });
  while (place.childNodes.length > content.length) place.lastChild?.remove();
}

/** @param {Element} now @param {Element} next */
function become(now, next) {
  for (const name of now.getAttributeNames()) {
    // Whether a part is open is up to the visitor.
    if (!next.hasAttribute(name) && name !== 'open') now.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  }
  renew(now, ...next.childNodes);
}

/** Attributes that name elements by their ids. */
const NAMING = ['id', 'for', 'aria-labelledby', 'aria-describedby', 'aria-controls'];

/**
 * A second one of a part of the page, whose ids begin with a prefix.
 * @param {HTMLElement} part as the document has it
 * @param {string} prefix
 */
export function twin(part, prefix) {
  const copy = /** @type {HTMLElement} */ (part.cloneNode(true));
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of NAMING) {
      const ids = element.getAttribute(name);
      if (ids) element.setAttribute(name, ids.split(' ').map((id) => prefix + id).join(' '));
    }
  }
  return copy;
}

/**
 * Has files taken that are chosen; the same ones may be chosen again.
 * @param {HTMLInputElement} input
 * @param {(files: File[]) => void} take
 */
export function onFiles(input, take) {
  input.addEventListener('change', () => {
    const files = [...input.files ?? []];
    input.value = '';
    if (files.length > 0) take(files);
  });
}

/**
 * Makes a button available or not. One that has the focus only says that it is not and takes no clicks, as disabling it
 * would take the focus away from someone who works by keyboard; it is disabled once the focus has gone.
 * @param {HTMLButtonElement} button
 * @param {boolean} available
 */
export function setAvailable(button, available) {
  guard();
  const focused = document.activeElement === button;
  button.disabled = !available && !focused;
  if (!available && focused) button.setAttribute('aria-disabled', 'true');
  else button.removeAttribute('aria-disabled');
}

let guarded = false;

/** Sees to it that buttons which say that they are not available are not, and are disabled when they lose the focus. */
function guard() {
  if (guarded) return;
  guarded = true;
  const refusing = (/** @type {Event} */ event) => (event.target instanceof Element ? event.target.closest('button[aria-disabled="true"]') : null);
  document.addEventListener('click', (event) => {
    if (!refusing(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
  document.addEventListener('focusout', (event) => {
    const button = refusing(event);
    if (!(button instanceof HTMLButtonElement)) return;
    button.removeAttribute('aria-disabled');
    button.disabled = true;
  });
}

/**
 * Lets a button open and close what it controls: `aria-controls` names it, and the class `open` shows it.
 * @param {HTMLElement} button
 */
export function unfolds(button) {
  const place = byId(button.getAttribute('aria-controls') ?? '', HTMLElement);
  button.addEventListener('click', () => button.setAttribute('aria-expanded', String(place.classList.toggle('open'))));
}

/**
 * Hides an element; where it has the focus, or holds it, that goes to another.
 * @param {HTMLElement} element
 * @param {HTMLElement | null} next who gets the focus
 */
export function hide(element, next) {
  const focused = element.contains(document.activeElement);
  element.hidden = true;
  if (focused) next?.focus({ preventScroll: true });
}
