/** The style sheet's colours as the browser computes them, for the figures. */

/**
 * Reads the colours as they are now.
 * @param {number} scale device pixels a CSS pixel
 * @param {string[]} tones the names of the tones of lanes
 */
export function readTheme(scale, tones) {
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
    lanes: tones.map((tone) => read(`lane-${tone}`)),
  };
  probe.remove();
  return theme;
}

/** @param {string} rgb `rgb(r, g, b)` */
function brightness(rgb) {
  const [red, green, blue] = (rgb.match(/[\d.]+/g) ?? ['255', '255', '255']).map(Number);
  return 0.3 * red + 0.6 * green + 0.1 * blue;
}
