/** The words of the lesson “One CenSET rewiring”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'One CenSET rewiring',
  pages: [
    {
      title: 'Train',
      text: ['CenSET has the same four phases as SET: train, score, prune, regrow. It differs in how it chooses: it looks at neurons, not at single weights.'],
      task: 'Press [Step phase] once, to train.',
      said: 'The trained network classifies {accuracy} % of the test images correctly.',
    },
    {
      title: 'Score',
      text: ['The whole network, output layer included, is taken as one weighted graph, and every neuron gets its Laplacian centrality $LC(v)$. Direction does not count.'],
      task: 'Press [Step phase], to score. The histogram shows how many neurons have which LC.',
      said: 'Over all neurons the mean is $μ$ = {mean}, and the standard deviation $σ$ = {std}.',
    },
    {
      title: 'The line',
      text: ['Neurons below the line $μ − kσ$ are pruned: their connections are cut. Here $k$ = {k}, $μ$ = {mean} and $σ$ = {std}.'],
      task: 'Work out where the line lies, to three decimals.',
      question: { label: 'μ − kσ' },
      said: 'It lies at {threshold}. A larger $k$ moves it to the left, where fewer neurons are.',
    },
    {
      title: 'The lowest neuron',
      text: ['Furthest below the line is {lowest}, with an LC of {lowest_lc}. The tab [Neuron], under [Look closer], says what it is made of: the neuron’s own strength squared, its weights squared, and what its neighbours’ strengths add or take off.'],
      task: 'In that tab choose layer {layer} and neuron {index}, or select it in the picture of the network.',
      said: 'Only the part of the neighbours can be below zero: there weights and strengths have opposite signs. The neuron has {degree}; those in the sparse layers go when it is pruned.',
    },
    {
      title: 'Prune',
      text: ['Each neuron below the line loses all its connections in the sparse layers, incoming and outgoing, whatever their weights are.'],
      task: 'Press [Step phase] until the network has been pruned.',
      said: '{pruned} neurons lay below the line, and {removed} connections went with them.',
    },
    {
      title: 'Regrow',
      text: ['As many connections grow as were cut, at random over all empty places of their layer. A pruned neuron may get new ones.'],
      task: 'Press [Step phase] once more, or until the epoch is complete.',
      said: '{grown} have grown. No neuron is lost for good: pruning is a fresh start for the neurons of low centrality.',
    },
  ],
};
