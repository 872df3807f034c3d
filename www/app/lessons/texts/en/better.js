/** The words of the lesson “Can centrality do better?”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Can centrality do better?',
  pages: [
    {
      title: 'A gentler rule',
      text: [
        'CenSET cuts all connections of neurons that are not central, and learns less well than SET. But centrality can be used more gently. The paper hopes so at its end, and does not try.',
        'Both networks here give up the connections whose weights have moved least since they grew. The second also asks for centrality: connections between central neurons stay longer, and new ones grow toward central neurons.',
      ],
      task: 'Press [Run] and wait until both have finished.',
      said: 'Without centrality {without} % of the test images were classified correctly, with it {central} %.',
    },
    {
      title: 'With other seeds',
      text: ['One run may be luck. Finished runs so far: {runs} of {wanted}.'],
      task: 'Run the same with the next seed, and once more, until there are {wanted} runs.',
      buttons: ['Run the next seed'],
      said: 'With centrality less without, run by run: {differences} points.',
    },
    {
      title: 'Many seeds',
      text: [
        'The page [Study] asks the same over many seeds, with other images, and with every rule tuned first. A line is an interval: where it leaves out zero, a difference is shown.',
        'Look for the question what centrality adds by itself, and there for the line “{little}”.',
      ],
      task: 'Say what it shows.',
      question: { label: 'Trained so little, with centrality the same rule is', choices: ['better', 'worse', 'neither, as far as is shown'] },
      said: 'The difference is {little_adds} points. A network with few connections learns sooner when the new ones grow where hubs are.',
    },
    {
      title: 'In the long run',
      text: ['Now look at the same question where the networks train to the end: the line “{long}”.'],
      task: 'Say what it shows.',
      question: { label: 'Trained to the end, with centrality the same rule is', choices: ['better', 'worse', 'neither, as far as is shown'] },
      said: 'The difference is {long_adds} points. A rule can help early and not in the end: whoever says that a rule is better must say where.',
    },
  ],
};
