/**
 * The graph as it is drawn: edges as lines, vertices and weights as buttons upon them, so that what
 * can be dragged can also be reached by the keyboard.
 *
 * @typedef {import('./graph.js').Vertex} Vertex
 * @typedef {import('./graph.js').Edge} Edge
 * @typedef {{ vertex: number } | { edge: [number, number] } | null} Selection
 *
 * @typedef {object} Picture what to draw
 * @property {Vertex[]} vertices
 * @property {Edge[]} edges
 * @property {Selection} selected
 * @property {Map<number, { strength: number, lc: number }>} measures by id
 *
 * @typedef {object} DrawingEvents
 * @property {(id: number) => void} vertex a vertex was pressed
 * @property {(from: number, to: number) => void} edge a weight was pressed
 * @property {(place: { x: number, y: number }) => void} empty an empty place was pressed
 * @property {(id: number, place: { x: number, y: number }, goesOn: boolean) => void} move
 * @property {(id: number) => void} remove
 */

import { followPointer } from '../base/follow-pointer.js';
import { make } from '../base/dom.js';
import { plain } from '../base/format.js';

const SVG = 'http://www.w3.org/2000/svg';
/** The drawing in its own units: four by three. */
const [WIDTH, HEIGHT] = [400, 300];
/** Pixels a pointer moves before it drags. */
const DRAG = 4;
/** A step of an arrow key, and of one with Shift. */
const [STEP, LEAP] = [0.02, 0.1];
/** Radius of the disc of the vertex of largest |LC|, and widths of lines, in the drawing's units. */
const LARGEST = 34;
const [THIN, THICK] = [1, 4];

const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });

export class Drawing {
  #svg = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' });
  element = make('div', { class: 'drawing', role: 'group', 'aria-label': 'The graph' });
  #events;
  /** @type {Map<number, HTMLButtonElement>} */
  #vertices = new Map();
  /** @type {Map<string, HTMLButtonElement>} */
  #weights = new Map();
  /** @type {Vertex[]} */
  #shown = [];
  /** What a pointer drags. @type {{ id: number, x: number, y: number, moved: boolean } | null} */
  #drag = null;
  #dragged = false;

  /** @param {DrawingEvents} events */
  constructor(events) {
    this.#events = events;
    this.element.append(this.#svg);
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element || event.target === this.#svg) events.empty(this.#place(event));
    });
  }

  /** @param {Picture} picture */
  show(picture) {
    this.#shown = picture.vertices;
    this.#showLines(picture);
    const key = (/** @type {Edge} */ { from, to }) => `${from}-${to}`;
    const at = new Map(picture.vertices.map((vertex) => [vertex.id, vertex]));
    keep(this.#weights, picture.edges, key, (edge) => this.#weight(edge), this.element);
    keep(this.#vertices, picture.vertices, ({ id }) => id, ({ id }) => this.#vertex(id), this.element);
    for (const edge of picture.edges) {
      const button = /** @type {HTMLButtonElement} */ (this.#weights.get(key(edge)));
      const [a, b] = [at.get(edge.from), at.get(edge.to)];
      if (!a || !b) continue;
      put(button, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      button.textContent = plain(edge.weight);
      button.setAttribute('aria-label', `${plain(edge.weight)}, weight of x${edge.from} – x${edge.to}`);
      const chosen = picture.selected && 'edge' in picture.selected ? picture.selected.edge : [];
      button.setAttribute('aria-pressed', String(chosen[0] === edge.from && chosen[1] === edge.to));
    }
    for (const vertex of picture.vertices) {
      const button = /** @type {HTMLButtonElement} */ (this.#vertices.get(vertex.id));
      put(button, vertex);
      const { strength, lc } = picture.measures.get(vertex.id) ?? { strength: 0, lc: 0 };
      button.setAttribute('aria-label', `x${vertex.id}, strength ${plain(strength)}, LC ${plain(lc)}`);
      const chosen = picture.selected !== null && 'vertex' in picture.selected && picture.selected.vertex === vertex.id;
      button.setAttribute('aria-pressed', String(chosen));
    }
  }

  /**
   * Puts the focus on a vertex.
   * @param {number} id
   */
  focus(id) {
    this.#vertices.get(id)?.focus();
  }

  /**
   * Lines, and under them a disc for each vertex, its area in proportion to its LC.
   * @param {Picture} picture
   */
  #showLines({ vertices, edges, measures }) {
    const at = new Map(vertices.map(({ id, x, y }) => [id, { x: x * WIDTH, y: y * HEIGHT }]));
    const heaviest = Math.max(...edges.map(({ weight }) => Math.abs(weight)));
    const highest = Math.max(...[...measures.values()].map(({ lc }) => Math.abs(lc)));
    const discs = vertices.flatMap(({ id }) => {
      const [place, lc] = [at.get(id), measures.get(id)?.lc ?? 0];
      if (!place || lc === 0) return [];
      return [svg('circle', {
        cx: String(place.x), cy: String(place.y), r: String(LARGEST * Math.sqrt(Math.abs(lc) / highest)), class: lc < 0 ? 'disc negative' : 'disc',
      })];
    });
    const lines = edges.flatMap(({ from, to, weight }) => {
      const [a, b] = [at.get(from), at.get(to)];
      if (!a || !b) return [];
      const width = weight === 0 ? THIN : THIN + (THICK - THIN) * (Math.abs(weight) / heaviest);
      return [svg('line', {
        x1: String(a.x), y1: String(a.y), x2: String(b.x), y2: String(b.y), 'stroke-width': String(width), class: weight < 0 ? 'negative' : 'positive',
      })];
    });
    this.#svg.replaceChildren(...discs, ...lines);
  }

  /** @param {Edge} edge */
  #weight({ from, to }) {
    const button = make('button', { type: 'button', class: 'weight' });
    button.addEventListener('click', () => this.#events.edge(from, to));
    return button;
  }

  /** @param {number} id */
  #vertex(id) {
    const button = make('button', { type: 'button', class: 'vertex' }, make('i', { class: 'math' }, 'x'), make('sub', {}, String(id)));
    button.addEventListener('click', () => {
      if (!this.#dragged) this.#events.vertex(id);
      this.#dragged = false;
    });
    button.addEventListener('keydown', (event) => {
      const [across, down] = ARROWS[event.key] ?? [0, 0];
      const vertex = this.#shown.find((one) => one.id === id);
      if (event.key === 'Delete' || event.key === 'Backspace') this.#events.remove(id);
      else if ((across || down) && vertex) {
        const step = event.shiftKey ? LEAP : STEP;
        this.#events.move(id, { x: vertex.x + across * step, y: vertex.y + down * step }, event.repeat);
      } else return;
      event.preventDefault();
    });
    followPointer(button, {
      down: ({ clientX: x, clientY: y }) => {
        this.#dragged = false;
        this.#drag = { id, x, y, moved: false };
      },
      move: (event) => {
        const drag = this.#drag;
        if (drag?.id !== id) return;
        if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < DRAG) return;
        this.#events.move(id, this.#place(event), drag.moved);
        drag.moved = true;
        this.#dragged = true;
      },
      end: () => { this.#drag = null; },
    });
    return button;
  }

  /**
   * Where a pointer is, in the unit square.
   * @param {MouseEvent} event
   */
  #place(event) {
    const box = this.element.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  }
}

/**
 * An SVG element.
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function svg(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {{ x: number, y: number }} place
 */
function put(element, { x, y }) {
  element.style.insetInlineStart = `${x * 100}%`;
  element.style.insetBlockStart = `${y * 100}%`;
}

/**
 * Keeps one element for each item, in the order of the items; those that stay are not touched, so
 * that the focus stays too.
 * @template T, K
 * @param {Map<K, HTMLButtonElement>} elements
 * @param {T[]} items
 * @param {(item: T) => K} key
 * @param {(item: T) => HTMLButtonElement} build
 * @param {HTMLElement} parent
 */
function keep(elements, items, key, build, parent) {
  const wanted = new Set(items.map(key));
  for (const [name, element] of elements) {
    if (wanted.has(name)) continue;
    element.remove();
    elements.delete(name);
  }
  for (const item of items) {
    if (elements.has(key(item))) continue;
    const element = build(item);
    elements.set(key(item), element);
    const after = items.slice(items.indexOf(item) + 1).map(key).find((name) => elements.has(name));
    const next = after === undefined ? null : elements.get(after) ?? null;
    parent.insertBefore(element, next);
  }
}
