/** The words of the lesson “What a network is” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Wat een netwerk is',
  pages: [
    {
      title: 'Neuronen in lagen',
      text: [
        'Dit netwerk moet zeggen wat er op een plaatje staat: een jas, een tas, een schoen. Het bestaat uit neuronen, de stippen. Een neuron bevat een getal, meer niet.',
        'Neuronen staan in lagen. De {inputs} neuronen van de eerste laag, links, bevatten hoe licht elke pixel van het plaatje is. De tien van de laatste laag, rechts, staan voor tien soorten kleding: het neuron met het grootste getal is het antwoord. Elke laag daartussen maakt haar getallen uit die van de laag ervoor.',
      ],
      task: 'Klik een neuron aan in de tekening. Met het toetsenbord: ga naar de tekening en druk op een pijltje, en daarna op Enter.',
      said: 'Dat is {neuron}. Het heeft {degree}, die je nu ziet.',
    },
    {
      title: 'Verbindingen en gewichten',
      text: [
        'Een neuron hoort andere neuronen via zijn verbindingen. Elke verbinding heeft een gewicht: een getal dat zegt hoe zwaar het ene neuron meetelt voor het volgende, en of het diens getal omhoog duwt (positief) of omlaag (negatief).',
        'Wat een netwerk weet, zit in zijn gewichten en nergens anders. Stel dat elk van de {inputs} neuronen van de eerste laag verbonden was met elk van de {n_out} neuronen van de volgende. Hoeveel gewichten zijn dat?',
      ],
      task: 'Reken het uit: het ene getal keer het andere.',
      question: { label: 'Mogelijke verbindingen tussen de twee lagen' },
      said: '{possible}, en dat voor maar twee lagen. Dit netwerk is ijl (in het Engels: sparse): in alle lagen vóór de laatste heeft het {connections} verbindingen, en de meeste plaatsen zijn leeg. Deze pagina gaat over de vraag welke plaatsen je moet vullen.',
    },
    {
      title: 'Trainen',
      text: [
        'In het begin zijn de gewichten toevallig, en gokt het netwerk: {untrained} % is goed, en met puur geluk is dat een op de tien.',
        'Bij het trainen krijgt het {images} plaatjes te zien waarvan bekend is wat erop staat. Steeds na een paar plaatjes schuift elk gewicht een klein beetje, zodat het antwoord minder fout was geweest. Zijn alle plaatjes één keer geweest, dan is er een epoch voorbij. Daarna meten andere plaatjes, de testafbeeldingen, hoe goed het netwerk is: van die leert het nooit.',
      ],
      task: 'Druk één keer op [Step epoch], om één epoch te trainen.',
      said: 'Eén epoch bracht het van {untrained} % naar {first} %. Niemand heeft gezegd wat een jas is: het heeft zijn gewichten verschoven.',
    },
    {
      title: 'Epoch na epoch',
      text: [
        'Meer epochs, betere gewichten, tot er weinig meer te winnen is. De nauwkeurigheid, het deel van de testafbeeldingen dat goed wordt herkend, tekent een lijn.',
        'Ondertussen doet dit netwerk iets wat de meeste niet doen: na elke epoch knipt het een paar verbindingen door, en laat het er elders evenveel groeien. Rode lijnen zijn doorgeknipt, groene zijn gegroeid. Hoe het kiest, daarover gaan de volgende lessen.',
      ],
      task: 'Druk op [Run], en wacht tot alle {epochs} epochs voorbij zijn.',
      said: 'Van {untrained} % naar {last} %. Nu ken je de woorden voor alles wat volgt: neuron, laag, verbinding, gewicht, trainen, epoch, nauwkeurigheid.',
    },
  ],
};
