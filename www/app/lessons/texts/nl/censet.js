/** The words of the lesson “One CenSET rewiring” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'CenSET snoeit één keer',
  pages: [
    {
      title: 'Trainen',
      text: ['CenSET heeft dezelfde vier fasen als SET: trainen, scoren, snoeien, groeien. Het kiest alleen anders: het kijkt naar neuronen, niet naar losse gewichten.'],
      task: 'Druk één keer op [Step phase], om te trainen.',
      said: 'Het getrainde netwerk herkent {accuracy} % van de testafbeeldingen.',
    },
    {
      title: 'Scoren',
      text: ['Het hele netwerk, met de laatste laag erbij, geldt als één gewogen graaf, en elk neuron krijgt zijn Laplace-centraliteit $LC(v)$. De richting telt niet mee.'],
      task: 'Druk op [Step phase], om te scoren. Het histogram laat zien hoeveel neuronen welke LC hebben.',
      said: 'Over alle neuronen is het gemiddelde $μ$ = {mean} en de standaardafwijking $σ$ = {std}.',
    },
    {
      title: 'De grens',
      text: ['Neuronen onder de grens $μ − kσ$ worden gesnoeid: hun verbindingen worden doorgeknipt. Hier is $k$ = {k}, $μ$ = {mean} en $σ$ = {std}.'],
      task: 'Reken uit waar de grens ligt, op drie decimalen.',
      question: { label: 'μ − kσ' },
      said: 'Ze ligt bij {threshold}. Een grotere $k$ schuift haar naar links, waar minder neuronen zijn.',
    },
    {
      title: 'Het laagste neuron',
      text: ['Het verst onder de grens ligt {lowest}, met een LC van {lowest_lc}. Het tabblad [Neuron], onder [Look closer], zegt waaruit die bestaat: de eigen sterkte in het kwadraat, de gewichten in het kwadraat, en wat de sterktes van de buren erbij doen of eraf halen.'],
      task: 'Kies in dat tabblad laag {layer} en neuron {index}, of kies het in de tekening van het netwerk.',
      said: 'Alleen het deel van de buren kan onder nul komen: daar hebben gewichten en sterktes een verschillend teken. Het neuron heeft {degree}; die in de ijle lagen verdwijnen als het wordt gesnoeid.',
    },
    {
      title: 'Snoeien',
      text: ['Elk neuron onder de grens verliest al zijn verbindingen in de ijle lagen, inkomende en uitgaande, hoe groot hun gewichten ook zijn.'],
      task: 'Druk op [Step phase] tot het netwerk gesnoeid is.',
      said: 'Onder de grens: {pruned} neuronen. Met hen verdwenen {removed} verbindingen.',
    },
    {
      title: 'Groeien',
      text: ['Er groeien evenveel verbindingen als er zijn doorgeknipt, op gelote lege plaatsen van hun laag. Een gesnoeid neuron kan nieuwe krijgen.'],
      task: 'Druk nog een keer op [Step phase], of tot de epoch compleet is.',
      said: 'Er zijn er {grown} gegroeid. Geen neuron gaat voorgoed verloren: snoeien is een nieuwe start voor de neuronen met een lage centraliteit.',
    },
  ],
};
