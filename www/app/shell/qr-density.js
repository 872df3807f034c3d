/** How fine the code of a link is, and from how far it can be read. */

/** Bytes that a code of each version holds at level L in byte mode (ISO/IEC 18004, table 7), up to the largest that is drawn. */
const BYTES = [17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858];
/** White modules at either side. */
const QUIET = 4;
/** A code of 25 modules is read from about ten times its width. */
const TIMES = 10 * 25;
/** Those in the last row of a lecture room sit up to six heights of the picture away; at four it fails for half of them. */
const ENOUGH = 4;

/**
 * @param {string} text
 * @returns {{ modules: number, heights: number, dense: boolean } | null} modules a side, and from how many heights of the
 *   screen it is read when it fills that; null for what no code holds
 */
export function density(text) {
  const bytes = new TextEncoder().encode(text).length;
  const version = BYTES.findIndex((most) => bytes <= most) + 1;
  if (version === 0) return null;
  const modules = 17 + 4 * version;
  const heights = TIMES / (modules + 2 * QUIET);
  return { modules, heights, dense: heights < ENOUGH };
}

/**
 * What those who share are to know of the code; empty for one that is coarse enough.
 * @param {string} text
 * @param {boolean} withResult whether the result makes it longer
 * @param {string} without the same text without the result
 */
export function warning(text, withResult, without) {
  const found = density(text);
  const shorter = withResult ? density(without) : null;
  if (!found) return `A link of ${text.length} characters is too long for a code that can be read from a distance. ${withResult ? 'Without the result it may be short enough.' : 'Copy it instead.'}`;
  if (!found.dense) return '';
  const says = `Dense: ${found.modules} × ${found.modules} squares, hard to read from further than ${Math.round(found.heights)} times the height of the screen.`;
  return shorter && shorter.modules < found.modules ? `${says} Without the result it has ${shorter.modules} × ${shorter.modules}.` : says;
}

/**
 * An address to read and type: without what a browser adds by itself.
 * @param {string} address
 */
export const short = (address) => address.replace(/^https?:\/\//, '').replace(/\/?#v=1$/, '').replace('#v=1&', '#');
