/** The words of the lesson “Do hubs matter?”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Do hubs matter?',
  pages: [
    {
      title: 'Two networks',
      text: ['CenSET cuts the connections of neurons with a low Laplacian centrality, because hubs should be what matters. The paper never asks whether they are. You can: take a neuron out, and see what the network still knows.'],
      task: 'Press [Run] and wait until both have finished.',
      said: 'They classify {accuracies} of the test images correctly, with all their neurons.',
    },
    {
      title: 'Your prediction',
      text: ['A neuron that is knocked out passes nothing on: for the others it is as if it were not there. Think before you try: will the most central neurons be missed most?'],
      task: 'Make a prediction. Any will do; the next page tests it.',
      question: { label: 'The more central a neuron, the more is lost without it:', choices: ['always, or nearly so', 'as a tendency', 'hardly, or not at all'] },
      said: 'Your prediction is kept: {guess}.',
    },
    {
      title: 'Each neuron by itself',
      text: [
        'The tab [Knock out], under [Look closer], takes out one neuron after the other and classifies all test images each time.',
        'Spearman’s $ρ$ compares two orders. It is one where the most central neuron is missed most, the next one next, and so down to the last; where centrality says nothing it is near zero.',
      ],
      task: 'Press [Knock out each neuron].',
      said: 'Over the hidden neurons of {network}, $ρ$ is {rho}. You had predicted: {guess}.',
    },
    {
      title: 'The one that is missed most',
      text: ['Every dot is a neuron: the further to the right the more central, the higher the more is lost without it. Most cost next to nothing, whatever their centrality: others do their work.'],
      task: 'Press the highest dot among the hidden neurons.',
      said: 'Without {missed} the network loses {lost}. By its LC it is number {place} of {hidden}.',
    },
    {
      title: 'One after the other',
      text: ['What one neuron does, others can do as well. What if more and more go? If hubs matter, a network falls apart sooner when they go first.'],
      task: 'Press [Attack all networks]. Compare the thick line, the most central first, with the thin one, the least central first.',
      said: 'Half of its accuracy was lost to {attacked} when {most} of the hidden neurons were gone, the most central first; with the least central first it took {least}. One run each: other seeds, epochs and methods may say otherwise.',
    },
  ],
};
