/** The words of the lesson “Dense against sparse” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Dicht tegenover ijl',
  pages: [
    {
      title: 'De meeste plaatsen blijven leeg',
      text: [
        'Een multi-layer perceptron (MLP) is dicht: elk neuron is verbonden met elk neuron van de volgende laag. Vóór zijn laatste laag heeft dit netwerk {dense} verbindingen, elk met een gewicht dat het moet leren.',
        'Het netwerk ernaast is ijl (sparse). Het heeft dezelfde neuronen, maar slechts {sparse} verbindingen. Beide tekeningen laten de sterkste als lijnen zien; hoe donkerder de achtergrond tussen twee lagen, hoe meer van alle mogelijke verbindingen er zijn.',
      ],
      task: 'Reken uit hoeveel van de honderd dichte verbindingen het ijle netwerk er heeft.',
      question: { label: 'Procent van de dichte verbindingen' },
      said: 'Het is {share} %. Het geheugen en de tijd voor een trainingsstap krimpen met het aantal verbindingen.',
    },
    {
      title: 'Leert het even goed?',
      text: [
        'Beide netwerken zien dezelfde plaatjes in dezelfde volgorde. Een netwerk dat vanaf het begin ijl is, is een gewaagd idee: niemand weet nog welke verbindingen nodig zullen zijn.',
        'Zeg bij jezelf welke nauwkeurigheid je verwacht, en laat ze dan allebei leren.',
      ],
      task: 'Druk op [Run] en volg de grafiek [Accuracy], van de nauwkeurigheid, tot beide klaar zijn.',
      said: 'Het dichte netwerk haalde {mlp_accuracy} %, het ijle {set_accuracy} %, met {share} % van de verbindingen. Een epoch duurde op jouw computer {mlp_seconds} s tegenover {set_seconds} s. Wordt het verschil kleiner als ze langer trainen? Laat ze doorgaan.',
      buttons: ['Train nog {more} epochs'],
    },
    {
      title: 'Vraag het ze zelf',
      text: [
        'Beide netwerken hebben geleerd van kleine plaatjes van kleding. Een plaatje van jou hebben ze nog nooit gezien.',
        'Teken met de muis of je vinger: een broek is makkelijk, een tas of een overhemd is lastiger. Ze antwoorden allebei terwijl je tekent. Wie alleen met toetsen werkt, neemt in plaats daarvan een van de testafbeeldingen. Zijn de netwerken nog niet getraind, druk dan eerst op [Run].',
      ],
      task: 'Teken iets onder [Draw something], of klik een testafbeelding daarnaast aan.',
      said: 'Ze zeggen {says}. Een tekening lijkt niet op de plaatjes waarvan ze leerden: dan hebben ook goede netwerken het vaak mis, en zijn ze toch heel zeker van hun zaak.',
    },
  ],
};
