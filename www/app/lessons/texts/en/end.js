/** The words of the lesson “What you have learned”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'What you have learned',
  pages: [
    {
      title: 'Two rules',
      text: [
        'A sparse network has few of all possible connections, and learns nearly as well. It starts from coins that are tossed, and after every epoch it cuts some connections and grows as many at random.',
        'SET and CenSET share all of that. They differ in one rule: what is cut.',
      ],
      task: 'Choose what sets them apart.',
      question: {
        label: 'After an epoch',
        choices: [
          'SET cuts neurons, and CenSET single weights',
          'SET cuts at random, and CenSET the largest weights',
          'SET cuts weights near zero, and CenSET all connections of neurons with a low centrality',
        ],
      },
      said: 'SET asks of each weight how large it is. CenSET asks of each neuron how central it is in the whole network, and cuts the connections of those below $μ − kσ$. The neurons stay, and new connections may find them.',
    },
    {
      title: 'What was found',
      text: [
        'Laplacian centrality is what the energy of a graph drops by when a vertex goes; strengths and weights are enough to compute it. CenSET stops when no neuron lies below its line any more, and a small $k$ cuts so much that what was learned is lost.',
        'In the paper CenSET was a little less accurate than SET. Whether hubs are what a network misses most, you have tried yourself.',
      ],
      task: 'Choose what a fair comparison needs.',
      question: {
        label: 'Method A is better than method B if',
        choices: [
          'it was better in one run',
          'it was better by more than the noise, with several seeds and all else the same',
          'its best setting was chosen on the test images, and was better there',
        ],
      },
      said: 'You have done {done} of the {pages} pages of this tour. What next: compare settings of your own under [Compare many], build graphs in the [Centrality sandbox], or read the paper beside what was measured under [Paper].',
    },
  ],
};
