/** What the lessons in the playground ask of its graph, and what they say of it. */

import { plain } from '../base/format.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('../shared/types.js').WorkedVertex} WorkedVertex */

/**
 * The vertex that leads by some measure, with its id.
 * @param {Scene} scene
 * @param {(vertex: WorkedVertex) => number} measure
 */
function leader({ playground: { worked, ids } }, measure) {
  const all = worked.vertices.map((vertex, i) => ({ ...vertex, id: ids[i] }));
  return all.reduce((best, vertex) => (measure(vertex) > measure(best) ? vertex : best), all[0]);
}
export const degree = (/** @type {WorkedVertex} */ vertex) => vertex.degree;
export const lc = (/** @type {WorkedVertex} */ vertex) => vertex.by_closed_form;
export const lowLc = (/** @type {WorkedVertex} */ vertex) => -vertex.by_closed_form;
/** Whether the chosen vertex has the most of some measure. @param {(vertex: WorkedVertex) => number} measure */
export const leads = (measure) => (/** @type {Scene} */ scene) => {
  const { worked, ids, chosen } = scene.playground;
  const vertex = chosen === null ? undefined : worked.vertices[ids.indexOf(chosen)];
  return vertex !== undefined && measure(vertex) === measure(leader(scene, measure));
};
/** Starts an example. */
export const begin = (/** @type {string} */ id) => (/** @type {Scene} */ scene) => scene.playground.start(id);

/** @param {Scene} scene */
export function graphFacts(scene) {
  const { worked, edges } = scene.playground;
  if (worked.vertices.length === 0) return {};
  const [hub, low, most] = [leader(scene, lc), leader(scene, lowLc), leader(scene, degree)];
  const negative = edges.find(({ weight }) => weight < 0);
  return {
    energy: plain(worked.energy),
    most: `x${most.id}`,
    most_degree: String(most.degree),
    hub: `x${hub.id}`,
    hub_lc: plain(hub.by_closed_form),
    hub_strength: plain(hub.strength),
    low: `x${low.id}`,
    low_lc: plain(low.by_closed_form),
    negative: negative && `x${negative.from} – x${negative.to}`,
    strengths: worked.vertices.map(({ strength }) => plain(strength)).join(', '),
    eigenvalues: worked.eigenvalues.map((value) => plain(value)).join(', '),
    trace: plain(worked.energy_by_trace),
  };
}
