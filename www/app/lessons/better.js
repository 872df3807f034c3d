/** Whether a rule that looks at centrality learns better, here and in the study. */

import { percent, plain } from '../base/format.js';
import { points, verdict } from '../paper/study-data.js';
import { shown } from './facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** Runs that are compared. */
const RUNS = 3;
/** The study's names of the rule, of the same without centrality, and of two of its regimes. */
const [CENTRAL, PLAIN, LITTLE, LONG] = ['central', 'plain', 'early', 'e20'];
/** The answers in their order. */
const VERDICTS = ['better', 'worse', 'no difference shown'];

/** @type {LessonDeeds} */
export const better = {
  id: 'better',
  minutes: 6,
  experiment: 'v=1&lanes=movement:zeta=0.3:anneal=cosine,movement:zeta=0.3:power=0.25:grow=central:anneal=cosine&train=4000&test=2000&epsilon=5&epochs=30',
  pages: [
    {
      done: (scene) => scene.finished,
      facts,
      figure: '#lanes',
      show: '#run',
    },
    {
      done: (scene) => scene.seeds.length >= RUNS,
      facts,
      figure: '#lanes',
      show: '#new-seed',
      offers: [{ run: true, text: (scene) => scene.lab.reseeded }],
    },
    {
      question: { answer: (scene) => answer(scene, LITTLE) },
      facts,
      view: 'study',
      figure: '.study-differences',
    },
    {
      question: { answer: (scene) => answer(scene, LONG) },
      facts,
      view: 'study',
      figure: '.study-differences',
    },
  ],
};

/** What the study says that centrality adds. @param {Scene} scene @param {string} regime */
const added = ({ study }, regime) => study?.studied.comparisons.find((one) => one.regime === regime && one.rule === CENTRAL && one.against === PLAIN);

/** The place of what is to be said of it. @param {Scene} scene @param {string} regime */
function answer(scene, regime) {
  const found = added(scene, regime);
  return found && VERDICTS.indexOf(verdict(found));
}

/** @param {Scene} scene */
function facts(scene) {
  const [without, central] = [0, 1].map((lane) => (scene.finished ? scene.reports(lane).at(-1)?.test_accuracy : undefined));
  const all = scene.seeds.map(([without, central]) => Number(percent(central)) - Number(percent(without)));
  const title = (/** @type {string} */ regime) => scene.study?.plan.regimes.find(({ id }) => id === regime)?.title;
  const interval = (/** @type {string} */ regime) => {
    const found = added(scene, regime);
    return found && `${points(found.mean)} (${points(found.low)} … ${points(found.high)})`;
  };
  return {
    without: without === undefined ? undefined : percent(without),
    central: central === undefined ? undefined : percent(central),
    runs: shown(scene.seeds.length),
    wanted: shown(RUNS),
    differences: all.length > 1 ? all.map((difference) => plain(difference, 1)).join(', ') : undefined,
    little: title(LITTLE),
    little_adds: interval(LITTLE),
    long: title(LONG),
    long_adds: interval(LONG),
  };
}
