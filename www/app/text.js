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
    if (at > 0) found[decoded(part.slice(0, at))] = decoded(part.slice(at + 1));
  }
  return found;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign: the checker will say what is wrong with it
  }
}
