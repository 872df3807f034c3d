/** The words of the lesson “What the paper found”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'What the paper found',
  pages: [
    {
      title: 'The result',
      text: ['Table 4 compares the methods at their best. On FashionMNIST it prints {mlp} % for the MLP, {set} % for SET, and {censet} % for CenSET.'],
      task: 'Work out by how many points CenSET is below SET.',
      question: { label: 'Points below SET' },
      said: 'By {below} points. And this is CenSET at its best $k$. {static}',
    },
    {
      title: 'Two programs',
      text: [
        'The paper describes one program, and its published code is another. {direction}',
        '{truncation}',
        '{output}',
      ],
      task: 'Open the experiment behind a number: press a printed accuracy in Table 4. It opens in the Lab, as the code ran it.',
      said: 'The form now shows the preset {preset}. Here it can be run, and compared with what the text describes by changing that one key.',
    },
    {
      title: 'What was measured',
      text: [
        'The paper’s other question is how centrality evolves. {set_graph}',
        '{mlp_graph}',
        '{half}',
      ],
      task: 'Choose what follows for the levels of LC in Table 4.',
      question: { label: 'The LC of the three methods in Table 4', choices: ['can be compared as they stand', 'are of different graphs and cannot be compared', 'are of the same graph, at different epochs'] },
      said: 'Each is of another graph. On this page LC is always that of the network itself; the Paper view shows both, side by side. That hubs stand out more as training goes on can be seen here for every method.',
    },
  ],
};
