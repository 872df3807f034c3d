/** A drawing context that writes SVG: what draws a figure on a canvas draws it here as well, and its text stays text. */

/** @param {number} x */
const n = (x) => String(Math.round(100 * x) / 100);

/** @param {string} text */
export const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** `rgba(1,2,3,0.5)` as two attributes: many programs know no other opacity. @param {string} name @param {string} colour */
function ink(name, colour) {
  const [, red, green, blue, alpha] = /^rgba\(([\d.]+),\s*([\d.]+),\s*([\d.]+),\s*([\d.]+)\)$/.exec(colour) ?? [];
  if (red === undefined) return ` ${name}="${escaped(colour)}"`;
  return ` ${name}="rgb(${red},${green},${blue})"${Number(alpha) === 1 ? '' : ` ${name}-opacity="${alpha}"`}`;
}

/** How far the line that letters stand on is below where a text is put, in its size. @type {Record<string, number>} */
const DOWN = { top: 0.8, hanging: 0.8, middle: 0.35, bottom: -0.2 };
/** @type {Record<string, string>} */
const ANCHOR = { center: 'middle', right: 'end', end: 'end' };

/** @param {(image: ImageData) => string} picture the address of an image as a file */
export function svgContext(picture) {
  /** @type {string[]} */
  const parts = [];
  /** @type {string[]} */
  const kept = [];
  let [path, moved] = ['', ''];
  const place = () => (moved ? ` transform="${moved.trim()}"` : '');
  return {
    fillStyle: '#000000', strokeStyle: '#000000', lineWidth: 1, font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic',
    /** What was drawn so far. */
    written: () => parts.join('\n'),
    save() { kept.push(moved); },
    restore() { moved = kept.pop() ?? ''; },
    /** @param {number} x @param {number} y */
    translate(x, y) { moved += ` translate(${n(x)} ${n(y)})`; },
    /** @param {number} angle */
    rotate(angle) { moved += ` rotate(${n((angle * 180) / Math.PI)})`; },
    beginPath() { path = ''; },
    /** @param {number} x @param {number} y */
    moveTo(x, y) { path += `M${n(x)} ${n(y)}`; },
    /** @param {number} x @param {number} y */
    lineTo(x, y) { path += `L${n(x)} ${n(y)}`; },
    /** A whole circle, which is all that figures ask for. @param {number} x @param {number} y @param {number} r */
    arc(x, y, r) { path += `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`; },
    closePath() { path += 'Z'; },
    fill() { parts.push(`<path d="${path}"${ink('fill', this.fillStyle)}${place()}/>`); },
    stroke() { parts.push(`<path d="${path}" fill="none"${ink('stroke', this.strokeStyle)} stroke-width="${n(this.lineWidth)}"${place()}/>`); },
    /** @param {number} x @param {number} y @param {number} width @param {number} height */
    fillRect(x, y, width, height) { parts.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${ink('fill', this.fillStyle)}${place()}/>`); },
    /** @param {number} x @param {number} y @param {number} width @param {number} height */
    strokeRect(x, y, width, height) {
      parts.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="none"${ink('stroke', this.strokeStyle)} stroke-width="${n(this.lineWidth)}"${place()}/>`);
    },
    /** @param {string} text @param {number} x @param {number} y */
    fillText(text, x, y) {
      const size = Number(/([\d.]+)px/.exec(this.font)?.[1] ?? 10);
      const anchor = ANCHOR[this.textAlign];
      parts.push(`<text x="${n(x)}" y="${n(y + size * (DOWN[this.textBaseline] ?? 0))}" style="font:${escaped(this.font)}"${anchor ? ` text-anchor="${anchor}"` : ''}${ink('fill', this.fillStyle)}${place()}>${escaped(text)}</text>`);
    },
    /** @param {ImageData} image @param {number} x @param {number} y */
    putImageData(image, x, y) { parts.push(`<image x="${n(x)}" y="${n(y)}" width="${image.width}" height="${image.height}" href="${picture(image)}"/>`); },
  };
}

/**
 * What is drawn on a canvas of so many pixels, as SVG.
 * @param {number} width
 * @param {number} height
 * @param {(canvas: HTMLCanvasElement) => void} draw
 */
export function drawnAsSvg(width, height, draw) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = svgContext((image) => {
    const file = document.createElement('canvas');
    [file.width, file.height] = [image.width, image.height];
    file.getContext('2d')?.putImageData(image, 0, 0);
    return file.toDataURL();
  });
  // To those who draw it is a context like any other.
  const asContext = Object.create(CanvasRenderingContext2D.prototype, Object.getOwnPropertyDescriptors(context));
  Object.defineProperty(canvas, 'getContext', { value: () => asContext });
  draw(canvas);
  return context.written();
}
