/** Whether centrality says how much a neuron matters. */

import { number, percent } from '../base/format.js';
import { nameOf } from '../run/neuron-names.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {LessonDeeds} */
export const matter = {
  id: 'matter',
  minutes: 8,
  experiment: 'v=1&lanes=set,censet:k=1&train=4000&test=1000&epochs=4',
  pages: [
    {
      done: (scene) => scene.finished,
      facts,
      figure: '#lanes',
      show: '#run',
    },
    {
      question: {
        // A prediction: each will do.
        answer: (scene) => (scene.finished ? 0 : undefined),
        tolerance: () => Infinity,
      },
      facts,
      figure: '#lanes',
    },
    {
      done: (scene) => missed(scene) !== null,
      facts,
      figure: '#knock-out',
      show: '#knock-out-start',
    },
    {
      done: (scene) => {
        const found = missed(scene);
        const selected = found && scene.selected(found.lane);
        return found !== null && selected !== null && found.lost[selected] === found.most;
      },
      facts,
      figure: '#knock-out-chart',
      show: '#knock-out-chart canvas',
    },
    {
      done: (scene) => curve(scene) !== null,
      facts,
      figure: '[aria-labelledby="attack-title"]',
      show: '#attack-start',
    },
  ],
};

/** The hidden neuron that the first network that was knocked out misses most. @param {Scene} scene */
function missed({ knockOut, lab }) {
  const lane = lab.checked.lanes.findIndex((_, i) => knockOut.result(i));
  const result = knockOut.result(lane);
  if (!result) return null;
  const { layers } = result.layout;
  const hidden = Array.from({ length: result.lost.length - layers[0] }, (_, i) => layers[0] + i);
  const neuron = hidden.reduce((best, one) => (result.lost[one] > result.lost[best] ? one : best));
  const place = 1 + hidden.filter((one) => result.lc[one] > result.lc[neuron]).length;
  return { ...result, lane, neuron, most: result.lost[neuron], place, of: hidden.length };
}

/** The attack on the first network that was attacked: how many percent were gone when half the accuracy was. @param {Scene} scene */
function curve({ knockOut, lab }) {
  const lane = lab.checked.lanes.findIndex((_, i) => knockOut.attack(i));
  const found = knockOut.attack(lane);
  if (!found) return null;
  const { removed, orders: [most, least] } = found;
  const half = (/** @type {number[]} */ order) => (100 * removed[order.findIndex((accuracy) => accuracy <= order[0] / 2)]) / (removed.at(-1) || 1);
  return { lane, most: half(most), least: half(least) };
}

/** @param {Scene} scene @param {import('./scene.js').Sayings} say */
function facts(scene, say) {
  const { lanes } = scene.lab.checked;
  const last = lanes.map((_, i) => scene.reports(i).at(-1));
  const [found, attacked] = [missed(scene), curve(scene)];
  return {
    accuracies: last.length > 0 && last.every((report) => report) ? say.joined(last.map((report) => `${percent(report?.test_accuracy ?? 0)} %`)) : undefined,
    guess: scene.guess ?? say.nothing,
    network: found ? lanes[found.lane].label : undefined,
    rho: found ? number(found.rho, 2) : undefined,
    missed: found ? nameOf(found.layout, found.neuron) : undefined,
    lost: found ? say.counted(Math.round(100 * found.most) / 100, 'point') : undefined,
    place: found ? String(found.place) : undefined,
    hidden: found ? say.counted(found.of, 'hidden') : undefined,
    attacked: attacked ? lanes[attacked.lane].label : undefined,
    most: attacked ? `${percent(attacked.most)} %` : undefined,
    least: attacked ? `${percent(attacked.least)} %` : undefined,
  };
}
