/** What the paper found. */

/** @typedef {import('./scene.js').Lesson} Lesson */
/** @typedef {import('./scene.js').Scene} Scene */

/** @type {Lesson} */
export const paper = {
  id: 'paper',
  title: 'What the paper found',
  pages: [
    {
      title: 'The result',
      text: ['Table 4 compares the methods at their best. On FashionMNIST it prints {mlp} % for the MLP, {set} % for SET, and {censet} % for CenSET.'],
      task: 'Work out by how many points CenSET is below SET.',
      question: {
        label: 'Points below SET',
        answer: (scene) => {
          const [set, censet] = [scene.printed(4, 'FashionMNIST', /lanes=set&/), scene.printed(4, 'FashionMNIST', /lanes=censet/)];
          return set === undefined || censet === undefined ? undefined : set - censet;
        },
        tolerance: () => 0.05,
      },
      said: 'By {below} points. And this is CenSET at its best $k$. {static}',
      facts: facts,
      view: 'paper',
      show: '#paper-content',
    },
    {
      title: 'Two programs',
      text: ['The paper describes one program, and its published code is another. {direction}', '{truncation}', '{output}'],
      task: 'Open the experiment behind a number: press a printed accuracy in Table 4. It opens in the Lab, as the code ran it.',
      done: (scene) => scene.values.preset === 'published' || scene.values.preset === 'described',
      said: 'The form now shows the preset {preset}. Here it can be run, and compared with what the text describes by changing that one key.',
      facts: facts,
      view: 'paper',
      show: '#paper-content',
    },
    {
      title: 'What was measured',
      text: ['The paper’s other question is how centrality evolves. {set_graph}', '{mlp_graph}', '{half}'],
      task: 'Choose what follows for the levels of LC in Table 4.',
      question: {
        label: 'The LC of the three methods in Table 4',
        choices: ['can be compared as they stand', 'are of different graphs and cannot be compared', 'are of the same graph, at different epochs'],
        answer: (scene) => (scene.difference('set-graph') && scene.difference('mlp-graph') ? 1 : undefined),
      },
      said: 'Each is of another graph. On this page a lane’s LC is always that of its own network; the Paper view shows both, side by side. That hubs stand out more as training goes on can be seen here for every method.',
      facts: facts,
      view: 'paper',
      show: '#paper-content',
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
