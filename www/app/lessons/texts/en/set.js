/** The words of the lesson “One SET rewiring in slow motion”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'One SET rewiring in slow motion',
  pages: [
    {
      title: 'Train',
      text: [
        'Sparse Evolutionary Training (SET) rewires the network after every epoch. We take one epoch apart: train, score, prune, regrow.',
        'Training changes weights only. The {connections} connections stay where they are.',
      ],
      task: 'Press [Step phase] once.',
      said: 'The network has seen every training image once and classifies {accuracy} % of the test images correctly.',
    },
    {
      title: 'Prune',
      text: [
        'Now every weight has been tried. SET holds that a weight near 0 does little, and gives up a fraction $ζ$ = {zeta} of them: in each sparse layer the smallest of the positive weights and the largest of the negative ones.',
        'Scoring measures each neuron’s centrality on the way; SET does not use it.',
      ],
      task: 'Press [Step phase] until the network has been pruned.',
      said: 'SET cut {removed} connections. They are marked in the picture.',
    },
    {
      title: 'Regrow',
      text: ['As many connections as were cut now grow, at places drawn at random among all that are empty. A place that was just cut may be drawn again.'],
      task: 'Press [Step phase] once more, or until the epoch is complete.',
      said: '{grown} connections have grown. Training will show which of them are of use.',
    },
    {
      title: 'What stays the same',
      text: ['The network had {connections} connections when it started. Look at what it has after the first epoch, in the caption under its picture or under [Numbers].'],
      task: 'Choose what a SET epoch does to the number of connections.',
      question: { label: 'After an epoch of SET the network has', choices: ['fewer connections', 'as many connections', 'more connections'] },
      said: 'The number stays, the places change. So SET searches for a good topology while the network learns, at a fixed cost. (After the last epoch of a run nothing grows any more: nothing would train it.)',
    },
  ],
};
