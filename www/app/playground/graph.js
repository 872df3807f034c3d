/**
 * A small weighted graph in the making: what may be done to it, and how to undo that. It keeps the
 * shape only; what follows from it is worked out by the wasm module.
 *
 * @typedef {object} Vertex
 * @property {number} id stays the same when others go; shown as x1, x2 …
 * @property {number} x where it is drawn, from the left, 0 to 1
 * @property {number} y from the top
 *
 * @typedef {object} Edge
 * @property {number} from the id of one end
 * @property {number} to the id of the other
 * @property {number} weight
 *
 * @typedef {{ vertices: Vertex[], edges: Edge[] }} Shape
 * @typedef {import('../shared/types.js').GraphExamples['examples'][number]} Example
 */

/** Vertices keep this far from the border of the drawing. */
const MARGIN = 0.05;
/** New vertices take the first of these places that is far from all others. */
const PLACES = [0.5, 0.25, 0.75, 0.1, 0.9].flatMap((y) => [0.5, 0.25, 0.75, 0.1, 0.9].map((x) => ({ x, y })));

export class Graph {
  /** @type {Shape} */
  #shape = { vertices: [], edges: [] };
  /** @type {Shape[]} */
  #past = [];
  /** @type {Shape[]} */
  #future = [];
  #begun = false;
  #maxOrder;

  /** @param {number} maxOrder the most vertices it may have */
  constructor(maxOrder) {
    this.#maxOrder = maxOrder;
  }

  /** By id, ascending. */
  get vertices() {
    return this.#shape.vertices;
  }

  get edges() {
    return this.#shape.edges;
  }

  get full() {
    return this.vertices.length >= this.#maxOrder;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /**
   * Starts from an example; all but the first time that can be undone.
   * @param {Example} example
   */
  start({ places, edges }) {
    const shape = { vertices: places.map(([x, y], i) => ({ id: i + 1, x, y })), edges };
    if (this.#begun) this.#change(shape);
    else this.#shape = shape;
    this.#begun = true;
  }

  /**
   * Adds a vertex, at a free place unless one is named; null if there is no room for more.
   * @param {{ x: number, y: number }} [place]
   */
  add(place = this.#freePlace()) {
    if (this.full) return null;
    const taken = new Set(this.vertices.map(({ id }) => id));
    let id = 1;
    while (taken.has(id)) id += 1;
    const vertices = [...this.vertices, { id, ...inside(place) }].sort((a, b) => a.id - b.id);
    this.#change({ ...this.#shape, vertices });
    return id;
  }

  /** @param {number} id */
  remove(id) {
    this.#change({
      vertices: this.vertices.filter((vertex) => vertex.id !== id),
      edges: this.edges.filter(({ from, to }) => from !== id && to !== id),
    });
  }

  /**
   * Moves a vertex. The steps of one drag are undone as one.
   * @param {number} id
   * @param {{ x: number, y: number }} place
   * @param {boolean} [goesOn] whether this is a further step of the last move
   */
  move(id, place, goesOn = false) {
    const vertices = this.vertices.map((vertex) => (vertex.id === id ? { id, ...inside(place) } : vertex));
    if (goesOn) this.#shape = { ...this.#shape, vertices };
    else this.#change({ ...this.#shape, vertices });
  }

  /**
   * The edge between two vertices, if there is one.
   * @param {number} a
   * @param {number} b
   */
  between(a, b) {
    return this.edges.find(({ from, to }) => (from === a && to === b) || (from === b && to === a)) ?? null;
  }

  /**
   * Joins two vertices, or gives the edge there is another weight. What is typed into one field is undone as one.
   * @param {number} a
   * @param {number} b
   * @param {number} weight
   * @param {boolean} [goesOn] whether this is a further step of the last weight given
   */
  join(a, b, weight, goesOn = false) {
    if (a === b) return;
    const known = this.between(a, b);
    if (known?.weight === weight) return;
    const edge = { from: Math.min(a, b), to: Math.max(a, b), weight };
    const others = this.edges.filter((other) => other !== known);
    const edges = [...others, edge].sort((one, two) => one.from - two.from || one.to - two.to);
    if (goesOn) this.#shape = { ...this.#shape, edges };
    else this.#change({ ...this.#shape, edges });
  }

  /**
   * @param {number} a
   * @param {number} b
   */
  part(a, b) {
    const known = this.between(a, b);
    if (known) this.#change({ ...this.#shape, edges: this.edges.filter((other) => other !== known) });
  }

  undo() {
    const before = this.#past.pop();
    if (!before) return;
    this.#future.push(this.#shape);
    this.#shape = before;
  }

  redo() {
    const after = this.#future.pop();
    if (!after) return;
    this.#past.push(this.#shape);
    this.#shape = after;
  }

  /** @param {Shape} shape */
  #change(shape) {
    this.#past.push(this.#shape);
    this.#future = [];
    this.#shape = shape;
  }

  #freePlace() {
    const room = (/** @type {{ x: number, y: number }} */ place) => (
      Math.min(1, ...this.vertices.map(({ x, y }) => Math.hypot(x - place.x, y - place.y))));
    const widest = PLACES.reduce((best, place) => (room(place) > room(best) ? place : best));
    return PLACES.find((place) => room(place) >= 0.25) ?? widest;
  }
}

/**
 * The nearest place that is inside the drawing.
 * @param {{ x: number, y: number }} place
 */
function inside({ x, y }) {
  const kept = (/** @type {number} */ value) => Math.min(1 - MARGIN, Math.max(MARGIN, value));
  return { x: kept(x), y: kept(y) };
}
