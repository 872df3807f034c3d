/** The words of the lesson “The Erdős–Rényi start”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'The Erdős–Rényi start',
  pages: [
    {
      title: 'A coin for every place',
      text: [
        'Which connections are there at the start is left to chance, as in a random graph of Erdős and Rényi: a coin is tossed for every place. Between layers of $n_in$ and $n_out$ neurons it shows heads with probability $p = ε(n_in + n_out) / (n_in · n_out)$.',
        'Here $ε$ = {epsilon}. The first layer joins {n_in} inputs to {n_out} neurons, so there are {possible} places and $p$ = {p}.',
      ],
      task: 'Work out how many connections the first layer gets on average: $p$ times its places, which is $ε(n_in + n_out)$.',
      question: { label: 'Connections on average' },
      said: '{expected}: so much come {possible} times {p} and $ε(n_in + n_out)$ to. It grows with the sum of the two layers, not with their product: the larger a layer, the sparser it is.',
    },
    {
      title: 'Chance, and chance again',
      text: [
        'Over the sparse layers {expected_all} connections are expected. This network has {connections}, because coins are coins.',
        'The seed decides how they fall.',
      ],
      task: 'Press [New seed] and watch the number of connections.',
      said: 'Other coins, another network: {connections} connections now.',
    },
    {
      title: 'The same chance twice',
      text: ['Every random number here is a function of the seed. The same seed gives the same network to the last bit: its digest, a name for those bits, is {digest}.'],
      task: 'Press [Reset], which makes the network anew, and compare the digest.',
      said: 'The digest is {digest}: the very same network. All sparse networks of an experiment start alike, so what differs later is the method’s doing.',
    },
    {
      title: 'More or fewer',
      text: ['The parameter $ε$ sets how sparse the network is. It is {epsilon} now, as in the paper’s Table 3.'],
      task: 'Give $ε$ another value, here or in the form, and see how the picture changes.',
      buttons: ['Halve $ε$', 'Double $ε$'],
      said: 'With $ε$ = {epsilon} there are {connections} connections; {expected_all} were expected.',
    },
  ],
};
