/** Images as the data have them, on a canvas. */

/**
 * Puts an image on a canvas, a pixel for a pixel.
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} pixels row by row, the channels of a pixel together
 * @param {Iterable<number>} shape height, width and channels
 */
export function paint(canvas, pixels, [height, width, channels]) {
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i += 1) {
    for (let c = 0; c < 3; c += 1) image.data[4 * i + c] = pixels[channels * i + Math.min(c, channels - 1)];
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
