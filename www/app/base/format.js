/** Numbers as people read them. */

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** @param {number} n */
export const count = (n) => whole.format(n);

/**
 * "1 neuron", "8 neurons".
 * @param {number} n
 * @param {string} noun
 */
export const counted = (n, noun) => `${count(n)} ${noun}${n === 1 ? '' : 's'}`;

/** @param {number} value in percent */
export const percent = (value) => value.toFixed(1);

/**
 * A number with about `digits` significant digits, with a true minus sign.
 * @param {number} value
 */
export function number(value, digits = 3) {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const text = size === 0 ? '0'
    : size >= 1e6 || size < 1e-3 ? value.toExponential(digits - 1)
    : value.toFixed(Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
  return text.replace('-', '−');
}

/**
 * "0:14", "2:05:00".
 * @param {number} seconds
 */
export function duration(seconds) {
  const s = Math.max(0, Math.round(seconds));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(s / 3600), Math.floor(s / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${minutes}:${two(s % 60)}`;
}

/**
 * "26.4 MB", in steps of a tenth.
 * @param {number} bytes
 */
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/**
 * A number with so many decimals at most and none idle: "12", "0.5", "−1.25".
 * @param {number} value
 */
export function plain(value, decimals = 3) {
  if (!Number.isFinite(value)) return String(value);
  // Adding 0 turns −0 into 0.
  return String(Number(value.toFixed(decimals)) + 0).replace('-', '−');
}

/** Letters of a value that an error repeats. */
const MOST = 40;

/**
 * A value as an error repeats it: of a very long one, its beginning.
 * @param {string} value
 */
export const brief = (value) => (value.length <= MOST ? value : `${value.slice(0, MOST)}…`);

/**
 * A number with a decimal point for its decimal comma: the keypads of many phones have only that. One whose comma may as well
 * stand between thousands stays as it is, as does all else.
 * @param {string} text
 */
export const withPoint = (text) => (/^[-+−]?\d*,\d+$/.test(text) && !/^[-+−]?[1-9]\d{0,2},\d{3}$/.test(text) ? text.replace(',', '.') : text);

/**
 * A number as someone typed it: with a true minus sign, a percent sign, a decimal comma or commas between thousands.
 * NaN if it is none.
 * @param {string} text
 */
export function typed(text) {
  const plain = text.trim().replace('−', '-').replace(/\s*%$/, '');
  if (plain === '') return NaN;
  return Number(/^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain) ? plain.replaceAll(',', '') : plain.replace(',', '.'));
}
