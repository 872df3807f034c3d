/** What the paper found. */

/** @typedef {import('./scene.js').LessonDeeds} LessonDeeds */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {LessonDeeds} */
export const paper = {
  id: 'paper',
  minutes: 6,
  pages: [
    {
      question: {
        answer: (scene) => {
          const [set, censet] = [scene.printed(4, 'FashionMNIST', /lanes=set&/), scene.printed(4, 'FashionMNIST', /lanes=censet/)];
          return set === undefined || censet === undefined ? undefined : set - censet;
        },
        tolerance: () => 0.05,
      },
      facts,
      view: 'paper',
      figure: '#paper-content details:nth-of-type(4)',
    },
    {
      done: (scene) => scene.values.preset === 'published' || scene.values.preset === 'described',
      facts,
      view: 'paper',
      figure: '#paper-content details:nth-of-type(4)',
    },
    {
      question: {
        answer: (scene) => (scene.difference('set-graph') && scene.difference('mlp-graph') ? 1 : undefined),
      },
      facts,
      view: 'paper',
      figure: '#paper-content details:nth-of-type(4)',
    },
  ],
};

/** @param {Scene} scene */
function facts(scene) {
  const accuracy = (/** @type {RegExp} */ lanes) => scene.printed(4, 'FashionMNIST', lanes);
  const [mlp, set, cen] = [accuracy(/lanes=mlp&/), accuracy(/lanes=set&/), accuracy(/lanes=censet/)];
  const two = (/** @type {number | undefined} */ value) => value?.toFixed(2);
  return {
    mlp: two(mlp),
    set: two(set),
    censet: two(cen),
    below: set === undefined || cen === undefined ? undefined : two(set - cen),
    static: scene.difference('almost-static'),
    direction: scene.difference('direction'),
    truncation: scene.difference('truncation'),
    output: scene.difference('output-layer'),
    set_graph: scene.difference('set-graph'),
    mlp_graph: scene.difference('mlp-graph'),
    half: scene.difference('half-epoch'),
    preset: scene.values.preset,
  };
}
