/** The words of the lesson “Difference or luck?”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Difference or luck?',
  pages: [
    {
      title: 'One run',
      text: [
        'SET and CenSET start from the same connections and see the same images. So what differs at the end is the method’s doing, or is it?',
      ],
      task: 'Press [Run] and wait until both have finished.',
      said: 'SET reached {set} %, CenSET {censet} %: a difference of {difference} points. Write it down, and think: would you print it in a paper?',
    },
    {
      title: 'Another seed',
      text: [
        'The seed decides the first connections, the order of the images, and where new connections grow. Nothing says that seed is better than another. A method that is better should be better with all of them.',
        'Finished runs so far: {runs} of {wanted}.',
      ],
      task: 'Run the same with the next seed, and once more, until there are {wanted} runs.',
      buttons: ['Run the next seed'],
      said: 'SET less CenSET, run by run: {differences} points. The largest and the smallest of these differences are {spread} points apart, and nothing but luck has changed.',
    },
    {
      title: 'What may be said',
      text: [
        'Differences between seeds are called noise. Your runs came to differences of {differences} points, which are {spread} points apart.',
        'The view [Compare many] runs many seeds by itself, and says which differences are larger than the noise.',
      ],
      task: 'Choose what follows.',
      question: {
        label: 'One run each has shown a difference smaller than the noise. So',
        choices: ['the method that came out ahead is better', 'it may be luck: more seeds are needed', 'the seed that gave the largest difference is the right one'],
      },
      said: 'The paper ran each setting once. Whether its small differences are more than luck cannot be told from it; you can find out here.',
    },
  ],
};
