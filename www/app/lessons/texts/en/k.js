/** The words of the lesson “Choosing k”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Choosing k',
  pages: [
    {
      title: 'Three lines',
      text: ['Three networks start from the same connections and differ in $k$ alone: {ks}. With the smallest, the line is the mean itself.'],
      task: 'Press [Run] and wait until all have finished.',
      said: 'They reached {accuracies}.',
    },
    {
      title: 'Too much',
      text: ['Look at the connections that each network cut, in the captions and in the chart.'],
      task: 'Choose the network that cuts the most.',
      question: { label: 'The most is cut with', choices: ['the smallest k', 'the middle k', 'the largest k'] },
      said: 'In its last epoch it cut {cut}. Where so much goes, what was learned goes with it.',
    },
    {
      title: 'Your own k',
      text: ['Too small a $k$ forgets, too large a $k$ never rewires. The paper searched for the best by the accuracy on the test images, and found differences smaller than chance: {noise}'],
      task: 'Drag the line in a network’s histogram, or move the slider below it. The sentence there says what would go. Then press the button that starts with the new $k$, and let that run train to its end.',
      said: 'Now it is {ks}, and the accuracies are {accuracies}. One run each says little; a later lesson tries other seeds.',
    },
  ],
};
