/** The words of the lesson “What a network is”, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'What a network is',
  pages: [
    {
      title: 'Neurons in layers',
      text: [
        'This network shall say what is on a small picture: a coat, a bag, a shoe. It is made of neurons, the dots. A neuron holds a number, no more.',
        'Neurons stand in layers. The {inputs} neurons of the first, on the left, hold how bright each pixel of the picture is. The ten of the last, on the right, stand for ten kinds of clothes: the one with the largest number is the answer. Between them each layer makes numbers from those of the layer before.',
      ],
      task: 'Press any neuron in the picture. By keyboard, go to the picture and press an arrow key, then Enter.',
      said: 'That is {neuron}. It has {degree}, which are shown now.',
    },
    {
      title: 'Connections and weights',
      text: [
        'A neuron hears others through its connections. Each connection has a weight: a number that says how much one neuron counts for the next, and whether it pushes its number up (positive) or down (negative).',
        'What a network knows lies in its weights, nowhere else. If every one of the {inputs} neurons of the first layer were joined to every one of the {n_out} in the next, how many weights would that be?',
      ],
      task: 'Work it out: one number times the other.',
      question: { label: 'Possible connections between the two layers' },
      said: '{possible}, for two layers alone. This network is sparse: in all its layers before the last it has {connections} connections, and most places are empty. This page is about which places to fill.',
    },
    {
      title: 'Training',
      text: [
        'At first the weights are random, and the network guesses: {untrained} % right, where pure luck gives one in ten.',
        'Training shows it {images} pictures whose names are known. After every few of them each weight is moved a little, so that the answer would have been less wrong. When all pictures have been shown once, an epoch is over. Then other pictures, the test images, tell how good the network is: those it never learns from.',
      ],
      task: 'Press [Step epoch] once, to train for one epoch.',
      said: 'One epoch took it from {untrained} % to {first} %. Nobody told it what a coat is: it moved its weights.',
    },
    {
      title: 'Epoch after epoch',
      text: [
        'More epochs, better weights, until little is left to gain. The accuracy, the part of the test images that are classified correctly, draws a curve.',
        'In between, this network does something that most do not: after each epoch it cuts some connections, and grows as many elsewhere. Red lines are cut, green ones have grown. How it chooses is what the next lessons are about.',
      ],
      task: 'Press [Run], and wait until all {epochs} epochs are over.',
      said: 'From {untrained} % to {last} %. Now you have the words for all that follows: neuron, layer, connection, weight, training, epoch, accuracy.',
    },
  ],
};
