/** Images as the data have them, on a canvas; and whether a canvas can be read. */

/**
 * Puts an image on a canvas, a pixel for a pixel.
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} pixels row by row, the channels of a pixel together
 * @param {Iterable<number>} shape height, width and channels
 */
export function paint(canvas, pixels, [height, width, channels]) {
  // To be given a size, even the one that it has, costs a canvas its memory.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i += 1) {
    for (let c = 0; c < 3; c += 1) image.data[4 * i + c] = pixels[channels * i + Math.min(c, channels - 1)];
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

/** A colour may come back from a canvas a little off, where the browser marks what it gives out; noise is much further off. */
const MUCH = 16;

/** Whether the browser gives noise instead of what is on a canvas, so that no page recognises its visitor by it. */
export function isNoisy() {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 8;
  const context = canvas.getContext('2d');
  if (!context) return false;
  const colours = [[200, 40, 90], [10, 250, 120]];
  colours.forEach(([r, g, b], i) => {
    context.fillStyle = `rgb(${r} ${g} ${b})`;
    context.fillRect(0, 4 * i, 8, 4);
  });
  const { data } = context.getImageData(0, 0, 8, 8);
  return data.some((value, i) => Math.abs(value - [...colours[Math.floor(i / 4 / 32)], 255][i % 4]) > MUCH);
}
