/** The words of the lesson “Why CenSET stops”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Why CenSET stops',
  pages: [
    {
      title: 'A fixed share against a fixed line',
      text: ['SET cuts the same share of weights in every epoch. CenSET cuts what lies below $μ − kσ$, here with $k$ = {k}, and that may be nothing.'],
      task: 'Press [Run] and watch the chart [Connections cut].',
      said: 'SET cut {set_removed} connections in all, CenSET {censet_removed}.',
    },
    {
      title: 'Look back',
      text: ['The bar of progress is a slider, [Look back]: it brings an earlier epoch back in all pictures. The table under [Numbers] has the connections that each network removed.'],
      task: 'Find the last epoch in which CenSET removed anything, and go there with the slider. The histogram shows it.',
      said: 'In epoch {last_cut}, {last_pruned} lay left of the line at {last_line}, red in the histogram. In epoch {epochs} the line lies at {threshold}.',
    },
    {
      title: 'Nothing below the line',
      text: ['SET has something to cut in every epoch. CenSET has not.'],
      task: 'Count in the table in how many epochs CenSET removed no connection. Leave out epoch 0, before training.',
      question: { label: 'Epochs without a cut' },
      said: 'In {idle} of {epochs} epochs, and SET in {set_idle}. Few neurons lie far below the mean; once these are pruned, $σ$ settles and hardly any fall below the line again. In this the paper’s Section 7.2 sees a reason why CenSET is less accurate than SET: it gets no new connections to try.',
    },
  ],
};
