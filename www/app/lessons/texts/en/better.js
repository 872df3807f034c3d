/** The words of the lesson “Can centrality do better?”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Can centrality do better?',
  pages: [
    {
      title: 'A gentler rule',
      text: [
        'CenSET cuts all connections of neurons that are not central, and in the paper it learned less well than SET. But centrality can be used more gently. The paper hopes so at its end, and does not try.',
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
        'The page [Study] asks a like question of photographed garments, with settings that were chosen on images held back, over {seeds} seeds. A line is an interval for other seeds: where it leaves out zero, there is more than luck.',
        'Look for the question “What does centrality add by itself?”, and there for the line “{little}”.',
      ],
      task: 'Say what it shows.',
      question: { label: 'Trained so little, with centrality the same rule is', choices: ['better', 'worse', 'neither, as far as is shown'] },
      said: 'The difference is {adds} points. Which part of the rule does it, where connections are cut or where they grow, this comparison cannot tell. And other lines of the table may say otherwise: whoever says that a rule is better must say where, after how much training, and over how many seeds.',
    },
  ],
};
