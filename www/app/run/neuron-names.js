/** What neurons and layers are called. */

/**
 * What the layers of a network are called, inputs first.
 * @param {number} count how many there are
 */
export const layerNames = (count) => Array.from({ length: count }, (_, i) => (i === 0 ? 'input' : i === count - 1 ? 'output' : `hidden ${i}`));

/**
 * The layer of a neuron and its number there, from 0.
 * @param {Uint32Array} layers sizes
 * @param {number} neuron
 */
export function locate(layers, neuron) {
  let index = neuron;
  for (const [layer, size] of layers.entries()) {
    if (index < size) return { layer, index };
    index -= size;
  }
  throw new Error(`there is no neuron ${neuron}`);
}

/**
 * "hidden 1, neuron 17", "input, row 3, column 12", "output, Coat".
 * @param {import('../shared/types.js').Layout} layout
 * @param {number} neuron
 */
export function nameOf({ layers, shape, classes }, neuron) {
  const { layer, index } = locate(layers, neuron);
  const name = layerNames(layers.length)[layer];
  if (layer === layers.length - 1) return `${name}, ${classes[index] ?? index}`;
  if (layer > 0) return `${name}, neuron ${index}`;
  const [, width, channels] = shape;
  const pixel = Math.floor(index / channels);
  const channel = channels > 1 ? `, channel ${index % channels}` : '';
  return `${name}, row ${Math.floor(pixel / width)}, column ${pixel % width}${channel}`;
}
