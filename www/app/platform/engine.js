/** The browser's engine, for a report; no part of the page depends on it. */

/** Engines, and what tells their version; in this order, as each calls itself all of those below it too. */
const ENGINES = /** @type {const} */ ([
  ['Gecko', /\bFirefox\/([\d.]+)/, 'Firefox'],
  ['Blink', /\bEdg\/([\d.]+)/, 'Edge'],
  ['Blink', /Chrome\/([\d.]+)/, 'Chrome'],
  ['WebKit', /\bVersion\/([\d.]+).*\bSafari\//, 'Safari'],
  ['WebKit', /\bAppleWebKit\/([\d.]+)/, 'WebKit'],
]);

/**
 * The engine and version that a browser says it has, `Gecko (Firefox 140.0)` for example.
 * @param {string} userAgent
 */
export function engine(userAgent) {
  for (const [name, pattern, browser] of ENGINES) {
    const version = pattern.exec(userAgent)?.[1];
    if (version) return `${name} (${browser} ${version})`;
  }
  return 'an engine that does not say its name';
}
