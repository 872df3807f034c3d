/** The style sheet's colours as the browser computes them, for the figures; and a lane's tone. */

/** @typedef {import('./types.js').LaneInfo} LaneInfo */

/** The tones of lanes, in the order in which the figures know them. */
const TONES = ['set', 'censet', 'mlp', 'static', 'accset', 'further'];

/**
 * The tone of every lane: its method's, or for a second lane of a method one that is still free.
 * @param {LaneInfo[]} lanes
 * @returns {string[]}
 */
export function tones(lanes) {
  const methods = new Set(lanes.map(({ method }) => /** @type {string} */ (method)));
  const free = [...TONES].reverse().filter((tone) => !methods.has(tone));
  /** @type {Set<string>} */
  const used = new Set();
  return lanes.map(({ method }) => {
    const tone = used.has(method) ? (free.shift() ?? method) : method;
    used.add(tone);
    return tone;
  });
}

/** @param {string} tone its place in the figures' list of line styles */
export const styleOf = (tone) => TONES.indexOf(tone);

/**
 * Reads the colours as they are now.
 * @param {number} scale device pixels a CSS pixel
 */
export function readTheme(scale) {
  const probe = document.createElement('span');
  // Forced colours would give every probe the colour of text.
  probe.style.forcedColorAdjust = 'none';
  probe.hidden = true;
  document.body.append(probe);
  const read = (/** @type {string} */ name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const background = read('background');
  const theme = {
    scale,
    dark: brightness(background) < 128,
    background,
    text: read('text'),
    muted: read('muted'),
    line: read('line'),
    positive: read('positive'),
    negative: read('negative'),
    cut: read('cut'),
    grown: read('grown'),
    lanes: TONES.map((tone) => read(`lane-${tone}`)),
  };
  probe.remove();
  return theme;
}

/** @param {string} rgb `rgb(r, g, b)` */
function brightness(rgb) {
  const [red, green, blue] = (rgb.match(/[\d.]+/g) ?? ['255', '255', '255']).map(Number);
  return 0.3 * red + 0.6 * green + 0.1 * blue;
}
