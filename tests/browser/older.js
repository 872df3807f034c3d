// An older browser out of a newer one: what it lacks is taken away before the page's own scripts run. Style sheets cannot
// be emulated so; the linter knows what they may hold.
import { TABLES, has } from './floor.js';

/** @typedef {import('./floor.js').Browser} Browser */
/** @typedef {import('./floor.js').Entry} Entry */

/**
 * A script that takes from a browser, or a worker, all that this version lacked of interfaces, of their members and of
 * what is built into the language.
 * @param {Browser} browser
 * @param {number} version
 */
export function older(browser, version) {
  /** @type {[owner: string, member: string | null][]} */
  const lacking = [];
  for (const table of [TABLES.api, TABLES.javascript.builtins]) {
    for (const [owner, entry] of /** @type {[string, Entry][]} */ (Object.entries(table))) {
      // Trusted types are demanded by the browser itself, and cannot be had without their objects.
      if (!/^\w+$/.test(owner) || /^trusted/i.test(owner)) continue;
      if (entry.__compat && !has(entry, browser, version)) lacking.push([owner, null]);
      for (const [key, member] of /** @type {[string, Entry][]} */ (/** @type {unknown} */ (Object.entries(entry)))) {
        // A constructor stands below its own name.
        if (!/^[a-z]\w*$/.test(key) || key === owner || !member.__compat || has(member, browser, version)) continue;
        lacking.push([owner, key.replace(/_static$/, '').replace(/^(\w+)_event$/, 'on$1')]);
      }
    }
  }
  const selectors = has(TABLES.css.selectors.has, browser, version) ? [] : [':has('];
  return `(${String(takeAway)})(${JSON.stringify(lacking)}, ${JSON.stringify(selectors)});`;
}

/**
 * Runs in the page.
 * @param {[owner: string, member: string | null][]} lacking
 * @param {string[]} selectors
 */
function takeAway(lacking, selectors) {
  const all = /** @type {Record<string, any>} */ (globalThis);
  const owners = { ...Object.getOwnPropertyDescriptors(all), TypedArray: { value: Object.getPrototypeOf(Uint8Array) } };
  for (const [owner, member] of lacking) {
    const { value } = /** @type {Record<string, PropertyDescriptor>} */ (owners)[owner] ?? {};
    if (member === null) delete all[owner];
    else if (owner === 'Window' || owner === 'WorkerGlobalScope') delete all[member];
    else if (typeof value === 'function' || typeof value === 'object') {
      for (const place of [value, value?.prototype]) {
        if (place && Object.getOwnPropertyDescriptor(place, member)?.configurable) delete place[member];
      }
    }
  }
  if (!('Element' in all)) return;
  for (const place of [all.Element.prototype, all.Document.prototype]) {
    for (const method of ['querySelector', 'querySelectorAll', 'matches', 'closest']) {
      const real = place[method];
      if (!real) continue;
      place[method] = function select(/** @type {string} */ text) {
        const odd = selectors.find((selector) => String(text).includes(selector));
        if (odd) throw new DOMException(`'${text}' is not a valid selector`, 'SyntaxError');
        return real.call(this, text);
      };
    }
  }
}
