/** Whether a rule that looks at centrality learns better, here and in the study. */

import { percent, plain } from '../base/format.js';
import { points, questions, verdict } from '../paper/study-data.js';
import { shown } from './facts.js';

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** Runs that are compared. */
const RUNS = 3;
/** The study's names of the rule, of the same without centrality, and of where it is asked. */
const [CENTRAL, PLAIN, LITTLE] = ['central', 'plain', 'early'];
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
      question: { answer },
      facts,
      view: 'study',
      figure: '.study-differences',
    },
  ],
};

/** What the study says that centrality adds. @param {Scene} scene */
function added({ study }) {
  const rows = study ? questions(study.plan, study.studied).filter(({ comparison }) => comparison.rule === CENTRAL && comparison.against === PLAIN) : [];
  return rows.flatMap(({ rows }) => rows).find(({ regime }) => regime.id === LITTLE);
}

/** The place of what is to be said of it; not known before it is measured. @param {Scene} scene */
function answer(scene) {
  const found = added(scene);
  const place = found ? VERDICTS.indexOf(verdict(found)) : -1;
  return place < 0 ? undefined : place;
}

/** @param {Scene} scene */
function facts(scene) {
  const [without, central] = [0, 1].map((lane) => (scene.finished ? scene.reports(lane).at(-1)?.test_accuracy : undefined));
  const all = scene.seeds.map(([without, central]) => Number(percent(central)) - Number(percent(without)));
  const study = added(scene);
  return {
    without: without === undefined ? undefined : percent(without),
    central: central === undefined ? undefined : percent(central),
    runs: shown(scene.seeds.length),
    wanted: shown(RUNS),
    differences: all.length > 1 ? all.map((difference) => plain(difference, 1)).join(', ') : undefined,
    little: study?.regime.title,
    seeds: study && shown(study.found.pairs),
    adds: study && `${points(study.found.mean)} (${points(study.found.low)}; ${points(study.found.high)})`,
  };
}
