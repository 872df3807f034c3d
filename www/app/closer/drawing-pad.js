/**
 * The canvas to draw on: a drawing, a test image or a picture from a file, always in whole blocks for
 * each pixel of the data. What becomes of it is the lanes' affair.
 */

import { escapes } from '../shared/errors.js';
import { byId, say, setAvailable } from '../base/dom.js';
import { followPointer } from '../base/follow-pointer.js';
import { isNoisy, paint } from '../base/pixels.js';

/** @typedef {import('../shared/types.js').Canvas} Canvas */

/** About how many pixels the longer side has. */
const LONG = 280;
const MOST_BYTES = 20e6;
const MOST_PIXELS = 50e6;
const STEPS = 20;
const NOISE = 'This browser gives noise for what is drawn, as it does to pages that might recognise you by it. Allow this page to read canvases '
  + '(it asks beside the address), and the networks see your picture.';

const NO_MEMORY = 'This browser has no memory for a canvas to draw on; close other tabs, and try again.';

export class Pad {
  #canvas = byId('pad', HTMLCanvasElement);
  #shade = byId('pad-shade', HTMLInputElement);
  #colour = byId('pad-colour', HTMLInputElement);
  #width = byId('pad-width', HTMLInputElement);
  #undo = byId('pad-undo', HTMLButtonElement);
  #clear = byId('pad-clear', HTMLButtonElement);
  #invert = byId('pad-invert', HTMLInputElement);
  #error = byId('pad-error', HTMLElement);
  #hint = byId('pad-hint', HTMLElement);
  #changed;
  #noisy = false;
  /** Whether there was no memory for the canvas when it was asked for last. */
  #without = false;
  /** @type {ImageData[]} */
  #before = [];
  /** @type {Canvas} */
  #data = { height: 28, width: 28, channels: 1, ground: new Uint8Array(3) };
  /** What is on it, in words. */
  what = 'nothing';

  /** @param {() => void} changed called when there is something else to classify */
  constructor(changed) {
    this.#changed = changed;
    this.#strokes();
    this.#clear.addEventListener('click', () => this.#do('nothing', (context) => this.#cover(context)));
    this.#undo.addEventListener('click', () => {
      const image = this.#before.pop();
      if (!image) return;
      this.#context?.putImageData(image, 0, 0);
      this.what = this.#before.length === 0 ? 'what was there first' : 'a drawing';
      this.#tell();
    });
    this.#invert.addEventListener('change', () => this.#tell());
    const file = byId('pad-file', HTMLInputElement);
    file.addEventListener('change', () => {
      const picked = file.files?.[0];
      file.value = '';
      if (picked) this.take(picked).catch(escapes);
    });
  }

  /** Asked for when it is needed: a browser may have no memory for it at one time, which is then said, and at another it has. */
  get #context() {
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (context ? this.#without : !this.#without) say(this.#error, context ? '' : NO_MEMORY);
    if (context && this.#without) this.#cover(context);
    this.#without = !context;
    return context;
  }

  /** Begins for data of another kind. @param {Canvas} data */
  begin(data) {
    this.#data = data;
    const by = Math.max(1, Math.round(LONG / Math.max(data.height, data.width)));
    this.#canvas.width = data.width * by;
    this.#canvas.height = data.height * by;
    const colour = data.channels === 3;
    byId('pad-shade-label', HTMLElement).hidden = colour;
    byId('pad-colour-label', HTMLElement).hidden = !colour;
    const dark = data.ground.reduce((sum, c) => sum + c, 0) < 3 * 128;
    this.#shade.value = dark ? '220' : '30';
    this.#before = [];
    this.#invert.checked = false;
    const context = this.#context;
    if (context) this.#cover(context);
    this.what = 'nothing';
    this.#tell();
  }

  /** The pixels, and whether light and dark are to be exchanged; null where the browser gives nobody what is drawn. */
  look() {
    const noisy = isNoisy();
    // It may be allowed at any time.
    if (noisy || this.#noisy) say(this.#error, noisy ? NOISE : '');
    this.#noisy = noisy;
    const context = this.#context;
    if (noisy || !context) return null;
    const { width, height } = this.#canvas;
    return { rgba: new Uint8Array(context.getImageData(0, 0, width, height).data.buffer), width, invert: this.#invert.checked };
  }

  get empty() {
    return this.what === 'nothing';
  }

  /** @param {boolean} light whether the edge is much lighter than the data's */
  hint(light) {
    say(this.#hint, light ? 'The edge of this picture is much lighter than that of the training images. Exchange light and dark?' : '');
  }

  /**
   * Puts a test image on the canvas.
   * @param {string} what
   * @param {Uint8Array} pixels
   * @param {Iterable<number>} shape
   */
  put(what, pixels, shape) {
    const image = document.createElement('canvas');
    paint(image, pixels, shape);
    this.#do(what, (context) => {
      this.#invert.checked = false;
      context.imageSmoothingEnabled = false;
      context.drawImage(image, 0, 0, this.#canvas.width, this.#canvas.height);
    });
  }

  /** Takes a picture from a file. @param {File} file */
  async take(file) {
    say(this.#error, '');
    /** @param {string} why */
    const refuse = (why) => say(this.#error, `${file.name}: ${why}`);
    if (file.size > MOST_BYTES) return refuse('the file is larger than 20 MB. Choose a smaller picture.');
    try {
      const { width, height } = await extent(file);
      if (width * height > MOST_PIXELS) return refuse(`the picture has ${width} × ${height} pixels; at most 50 million are taken.`);
      const bitmap = await createImageBitmap(file);
      this.#do(`the picture ${file.name}`, (context) => this.#fit(context, bitmap));
      bitmap.close();
    } catch {
      refuse('this browser cannot read it as a picture. PNG, JPEG and WebP work.');
    }
  }

  /**
   * Draws a picture whole, in the middle; its edges go on to those of the canvas.
   * @param {CanvasRenderingContext2D} context
   * @param {ImageBitmap} bitmap
   */
  #fit(context, bitmap) {
    const { width, height } = this.#canvas;
    const by = Math.min(width / bitmap.width, height / bitmap.height);
    const [w, h] = [Math.max(1, Math.round(bitmap.width * by)), Math.max(1, Math.round(bitmap.height * by))];
    const [x, y] = [Math.floor((width - w) / 2), Math.floor((height - h) / 2)];
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingEnabled = true;
    // Firefox goes without.
    /** @type {{ imageSmoothingQuality?: string }} */ (context).imageSmoothingQuality = 'high';
    context.drawImage(bitmap, x, y, w, h);
    const { canvas } = context;
    if (x > 0) {
      context.drawImage(canvas, x, 0, 1, height, 0, 0, x, height);
      context.drawImage(canvas, x + w - 1, 0, 1, height, x + w, 0, width - x - w, height);
    }
    if (y > 0) {
      context.drawImage(canvas, 0, y, width, 1, 0, 0, width, y);
      context.drawImage(canvas, 0, y + h - 1, width, 1, 0, y + h, width, height - y - h);
    }
  }

  /** Leaves nothing there but the data's ground. @param {CanvasRenderingContext2D} context */
  #cover(context) {
    context.fillStyle = `rgb(${[...this.#data.ground].join(' ')})`;
    context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
  }

  /**
   * Changes what is there, so that it can be undone.
   * @param {string} what
   * @param {(context: CanvasRenderingContext2D) => void} work
   */
  #do(what, work) {
    const context = this.#context;
    if (!context) return;
    this.#remember(context);
    work(context);
    this.what = what;
    say(this.#error, '');
    this.#tell();
  }

  /** @param {CanvasRenderingContext2D} context */
  #remember(context) {
    this.#before.push(context.getImageData(0, 0, this.#canvas.width, this.#canvas.height));
    if (this.#before.length > STEPS) this.#before.shift();
  }

  #tell() {
    setAvailable(this.#undo, this.#before.length > 0);
    this.#changed();
  }

  #strokes() {
    const canvas = this.#canvas;
    /** @type {{ x: number, y: number } | null} */
    let last = null;
    const at = (/** @type {PointerEvent} */ event) => {
      const box = canvas.getBoundingClientRect();
      return { x: ((event.clientX - box.left) / box.width) * canvas.width, y: ((event.clientY - box.top) / box.height) * canvas.height };
    };
    const stroke = (/** @type {{ x: number, y: number }} */ to) => {
      const context = this.#context;
      if (!context) return;
      const shade = Number(this.#shade.value);
      context.strokeStyle = this.#data.channels === 3 ? this.#colour.value : `rgb(${shade} ${shade} ${shade})`;
      context.lineWidth = (Number(this.#width.value) * canvas.width) / this.#data.width;
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.beginPath();
      context.moveTo(last?.x ?? to.x, last?.y ?? to.y);
      context.lineTo(to.x, to.y);
      context.stroke();
      last = to;
      this.what = this.empty ? 'a drawing' : this.what;
      this.#tell();
    };
    followPointer(canvas, {
      down: (event) => {
        const context = this.#context;
        if (context) this.#remember(context);
        if (!this.empty && !this.what.startsWith('a drawing')) this.what = `a drawing on ${this.what}`;
        stroke(at(event));
      },
      move: (event) => {
        // Safari has one event only, and what other programs send may be of none.
        const { getCoalescedEvents } = /** @type {{ getCoalescedEvents?: () => PointerEvent[] }} */ (event);
        const all = getCoalescedEvents?.call(event) ?? [];
        for (const each of all.length > 0 ? all : [event]) stroke(at(each));
      },
      end: () => { last = null; },
    });
  }

  /** @param {string} name what it shows, and what it is taken for */
  set name(name) {
    this.#canvas.setAttribute('aria-label', name);
  }
}

/**
 * Width and height of a picture, before it takes the memory of so many pixels: a small file may hold very many.
 * @param {File} file
 */
async function extent(file) {
  const image = new Image();
  const address = URL.createObjectURL(file);
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = address;
    });
    return { width: image.naturalWidth, height: image.naturalHeight };
  } finally {
    URL.revokeObjectURL(address);
  }
}
