/**
 * Writes into the head of a recorded WebM file how long it is. Browsers record without knowing that, and what plays the file
 * has then no end to show, nor a place to go to.
 */

/** Elements of the format, by their numbers. */
const [HEAD, SEGMENT, INFO, SCALE, LENGTH] = [0x1a45dfa3, 0x18538067, 0x1549a966, 0x2ad7b1, 0x4489];
/** Nanoseconds of a unit of time, where the file does not say. */
const USUAL_SCALE = 1e6;

/**
 * A number of variable length: as many bytes as its first has zeros before the first one, and one more.
 * @param {DataView} view
 * @param {number} at
 * @param {boolean} marked whether that one is part of the number, as in the numbers of elements
 * @returns {{ value: number, next: number }} `value`: infinite where a size is not known
 */
function variable(view, at, marked) {
  const first = view.getUint8(at);
  const bytes = Math.clz32(first) - 23;
  let value = marked ? first : first - (1 << (8 - bytes));
  let all = first === (1 << (9 - bytes)) - 1;
  for (let i = 1; i < bytes; i += 1) {
    const byte = view.getUint8(at + i);
    value = value * 256 + byte;
    all &&= byte === 255;
  }
  return { value: all && !marked ? Infinity : value, next: at + bytes };
}

/** @param {DataView} view @param {number} at */
function element(view, at) {
  const id = variable(view, at, true);
  const size = variable(view, id.next, false);
  return { id: id.value, sized: id.next, content: size.next, end: size.next + size.value };
}

/** The bytes of a size, always eight. @param {number} size */
function sizeBytes(size) {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(size));
  view.setUint8(0, 1);
  return new Uint8Array(view.buffer);
}

/**
 * The file with its length; as it is where that stands there already, or where other places of the file are named in its head.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} ms
 * @returns {Uint8Array<ArrayBuffer>[]} its parts
 */
export function withLength(bytes, ms) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const head = element(view, 0);
    const segment = element(view, head.end);
    const info = element(view, segment.content);
    // Where the segment's size is known it would be another; where the head begins otherwise it may name places.
    if (head.id !== HEAD || segment.id !== SEGMENT || segment.end !== Infinity || info.id !== INFO) return [bytes];
    let scale = USUAL_SCALE;
    for (let at = info.content; at < info.end;) {
      const { id, content, end } = element(view, at);
      if (id === LENGTH) return [bytes];
      if (id === SCALE) scale = bytes.subarray(content, end).reduce((sum, byte) => sum * 256 + byte, 0);
      at = end;
    }
    const length = new DataView(new ArrayBuffer(11));
    length.setUint16(0, LENGTH);
    length.setUint8(2, 0x88);
    length.setFloat64(3, (ms * 1e6) / scale);
    return [bytes.subarray(0, info.sized), sizeBytes(info.end - info.content + length.byteLength), bytes.subarray(info.content, info.end), new Uint8Array(length.buffer), bytes.subarray(info.end)];
  } catch (thrown) {
    // Less than a head.
    if (thrown instanceof RangeError) return [bytes];
    throw thrown;
  }
}
