/** An experiment's text as the pairs it is written with, presets not applied. */

/**
 * @param {string} text `key=value&…`
 * @returns {Record<string, string>}
 */
export function pairs(text) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const part of text.split('&')) {
    const at = part.indexOf('=');
    if (at > 0) found[part.slice(0, at)] = decoded(part.slice(at + 1));
  }
  return found;
}

/**
 * The text of such pairs. Only what would be misread is encoded: people read these texts.
 * @param {Record<string, string>} values
 */
export function compose(values) {
  return Object.entries(values)
    .map(([key, value]) => `${key}=${value.replace(/[%&#\s]/gu, encodeURIComponent)}`)
    .join('&');
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign: the checker will say what is wrong with it
  }
}
