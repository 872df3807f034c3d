/** The words of the lesson “What the paper found” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Wat het artikel vond',
  pages: [
    {
      title: 'De uitkomst',
      text: ['Tabel 4 vergelijkt de methoden op hun best. Voor FashionMNIST staat er {mlp} % bij de MLP, {set} % bij SET en {censet} % bij CenSET.'],
      task: 'Reken uit hoeveel punten CenSET onder SET ligt.',
      question: { label: 'Punten onder SET' },
      said: '{below} punten. En dat is CenSET met zijn beste $k$. {static}',
    },
    {
      title: 'Twee programma’s',
      text: [
        'Het artikel beschrijft het ene programma, en de code die erbij is gepubliceerd is een ander. {direction}',
        '{truncation}',
        '{output}',
      ],
      task: 'Open het experiment achter een getal: klik een afgedrukte nauwkeurigheid in Tabel 4 aan. Het gaat open in het Lab, zoals de code het draaide.',
      said: 'Het formulier toont nu de voorinstelling {preset}. Hier kun je het trainen, en door dat ene woord te veranderen vergelijken met wat de tekst beschrijft.',
    },
    {
      title: 'Wat er gemeten is',
      text: [
        'De andere vraag van het artikel is hoe centraliteit verandert. {set_graph}',
        '{mlp_graph}',
        '{half}',
      ],
      task: 'Kies wat daaruit volgt voor de hoogtes van LC in Tabel 4.',
      question: { label: 'De LC’s van de drie methoden in Tabel 4', choices: ['kun je vergelijken zoals ze er staan', 'horen bij verschillende grafen en zijn niet te vergelijken', 'horen bij dezelfde graaf, na verschillende epochs'] },
      said: 'Elke gaat over een andere graaf. Op deze pagina is LC altijd die van het netwerk zelf; de weergave Paper laat beide naast elkaar zien. Dat hubs tijdens het trainen meer gaan opvallen, kun je hier bij elke methode zien.',
    },
  ],
  sentences: {
    static: {
      of: 'At the best k, so few neurons lie below the threshold that the network barely changes: a recorded run with k = 3 pruned 9 neurons in 300 epochs. What is compared with SET is close to a sparse network that is never rewired.',
      is: 'Bij de beste k liggen er zo weinig neuronen onder de grens dat het netwerk nauwelijks verandert: een bewaarde run met k = 3 snoeide 9 neuronen in 300 epochs. Wat met SET wordt vergeleken, is bijna een ijl netwerk dat nooit opnieuw wordt aangelegd.',
    },
    direction: {
      of: 'The text says that Laplacian centrality takes no notice of a connection’s direction. The code built a graph of arrows, so a neuron’s score knows only the connections that leave it, and the last hidden layer always scores 0.',
      is: 'De tekst zegt dat Laplace-centraliteit niet let op de richting van een verbinding. De code maakte een graaf van pijlen, dus de score van een neuron kent alleen de verbindingen die eruit vertrekken, en de laatste verborgen laag scoort altijd 0.',
    },
    truncation: {
      of: 'In the definition a neuron’s strength is the plain sum of its weights. The library that the code called cuts the neuron’s own strength to a whole number before squaring it, so 0.9 counts as 0.',
      is: 'In de definitie is de sterkte van een neuron gewoon de som van zijn gewichten. De bibliotheek die de code gebruikte, kapt de eigen sterkte af tot een geheel getal voordat ze het kwadraat neemt, dus 0.9 telt als 0.',
    },
    output: {
      of: 'The text counts the neurons of all layers. The code’s graph ends with the last hidden layer: 1,268 neurons for FashionMNIST, not 1,278.',
      is: 'De tekst telt de neuronen van alle lagen. De graaf van de code eindigt met de laatste verborgen laag: 1,268 neuronen voor FashionMNIST, niet 1,278.',
    },
    set_graph: {
      of: 'For SET the code put the layers in wrong places: pixels and hidden neurons share vertices, and the third layer of connections is missing. SET’s centralities are those of this graph, taken after the epoch’s cut (CenSET’s are taken before), not those of its network.',
      is: 'Bij SET zette de code de lagen op verkeerde plaatsen: pixels en verborgen neuronen delen knooppunten, en de derde laag verbindingen ontbreekt. De centraliteiten van SET zijn die van deze graaf, genomen na het snoeien van de epoch (die van CenSET ervóór), en niet die van zijn netwerk.',
    },
    mlp_graph: {
      of: 'For the MLP the code used the first layer of connections twice, the second time in a wrong place, and never the other layers. Its centralities therefore say nothing about the second and third layer.',
      is: 'Bij de MLP gebruikte de code de eerste laag verbindingen twee keer, de tweede keer op een verkeerde plaats, en de andere lagen nooit. Zijn centraliteiten zeggen dus niets over de tweede en derde laag.',
    },
    half: {
      of: 'The code wrote the mean centrality of MLP and SET twice an epoch, and the tables were read as if it had been written once. All these means belong to half the epoch they stand beside; CenSET’s column is right, and so are the standard deviations but for one copied from its neighbour.',
      is: 'De code schreef de gemiddelde centraliteit van MLP en SET twee keer per epoch op, en de tabellen zijn gelezen alsof dat één keer was. Al deze gemiddelden horen bij de helft van de epoch waar ze naast staan; de kolom van CenSET klopt, en de standaardafwijkingen ook, op één na die van zijn buur is overgenomen.',
    },
  },
};
