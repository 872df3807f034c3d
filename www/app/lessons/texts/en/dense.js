/** The words of the lesson “Dense against sparse”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Dense against sparse',
  pages: [
    {
      title: 'Most places stay empty',
      text: [
        'A multi-layer perceptron (MLP) is dense: each neuron is joined to every neuron of the next layer. Before its output layer this one has {dense} connections, each with a weight to learn.',
        'The network beside it is sparse. It has the same neurons, and only {sparse} connections. Both pictures show the strongest of them as lines; the darker the ground between two layers, the more of all possible connections there are.',
      ],
      task: 'Work out how many of a hundred dense connections the sparse network has.',
      question: { label: 'Percent of the dense connections' },
      said: 'It is {share} %. Memory and time for a training step shrink with the number of connections.',
    },
    {
      title: 'Does it learn as well?',
      text: [
        'Both networks see the same images in the same order. A sparse network from the start is a bold idea: nobody knows yet which connections will be needed.',
        'Say to yourself which accuracy you expect, then let both learn.',
      ],
      task: 'Press [Run] and watch the chart [Accuracy] until both have finished.',
      said: 'The dense network reached {mlp_accuracy} %, the sparse one {set_accuracy} %, with {share} % of the connections. An epoch took {mlp_seconds} s against {set_seconds} s on your machine. Does the gap close with more training? Let the run go on.',
      buttons: ['Train {more} epochs more'],
    },
    {
      title: 'Ask them yourself',
      text: [
        'Both networks have learned from small pictures of clothes. They have never seen one of yours.',
        'Draw with mouse or finger: a pair of trousers is easy, a bag or a shirt are harder. Both answer while you draw. Who works with keys alone takes one of the test images instead. If the networks are not trained yet, press [Run] first.',
      ],
      task: 'Draw something under [Draw something], or press a test image beside it.',
      said: 'They say {says}. A drawing is not like the pictures they learned from: with it even good networks are often wrong, and very sure of it.',
    },
  ],
};
