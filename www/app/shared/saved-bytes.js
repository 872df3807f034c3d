/**
 * The state of a lane on its way between workers, page, storage and files. A dense network's takes hundreds of
 * megabytes, and a page that copies them stands still: such a state travels as a Blob, of which only the name is copied.
 *
 * @typedef {Uint8Array<ArrayBuffer> | Blob} SavedBytes
 * @typedef {{ bytes: SavedBytes, completed: number }} Saved a lane's state and history, and the last epoch it has reported;
 *   −1 before the first
 */

/** A state of more bytes is a Blob. */
const LARGE = 4 * 2 ** 20;

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {SavedBytes}
 */
export const light = (bytes) => (bytes.byteLength > LARGE ? new Blob([bytes]) : bytes);

/**
 * The bytes themselves, to be read where nobody waits for them.
 * @param {SavedBytes} bytes
 */
export const heavy = async (bytes) => (bytes instanceof Blob ? new Uint8Array(await bytes.arrayBuffer()) : bytes);

/** @param {SavedBytes} bytes */
export const sizeOf = (bytes) => (bytes instanceof Blob ? bytes.size : bytes.byteLength);

/**
 * The buffers of what is posted, to be handed over instead of copied.
 * @param {unknown} value an array of numbers, or an object with some
 * @returns {ArrayBuffer[]}
 */
export function buffers(value) {
  if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value).filter((part) => ArrayBuffer.isView(part)).flatMap(buffers) : [];
}
