/** The words of the lesson “Can centrality do better?” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Kan het beter met centraliteit?',
  pages: [
    {
      title: 'Een mildere regel',
      text: [
        'CenSET snoeit alle verbindingen van neuronen die niet centraal zijn, en leert minder goed dan SET. Maar centraliteit kan ook milder gebruikt worden. Het artikel hoopt daar aan het einde op, en probeert het niet.',
        'Beide netwerken hier geven de verbindingen op waarvan het gewicht het minst is veranderd sinds ze groeiden. Het tweede kijkt ook naar centraliteit: verbindingen tussen centrale neuronen blijven langer, en nieuwe groeien naar centrale neuronen toe.',
      ],
      task: 'Druk op [Run] en wacht tot beide klaar zijn.',
      said: 'Zonder centraliteit werd {without} % van de testplaatjes goed herkend, met centraliteit {central} %.',
    },
    {
      title: 'Met andere seeds',
      text: ['Eén run kan geluk zijn. Voltooide runs tot nu toe: {runs} van {wanted}.'],
      task: 'Doe hetzelfde met de volgende seed, en daarna nog een keer, tot er {wanted} runs zijn.',
      buttons: ['Volgende seed trainen'],
      said: 'Met centraliteit min zonder, run voor run: {differences} punten.',
    },
    {
      title: 'Veel seeds',
      text: [
        'De pagina [Study] vraagt hetzelfde met veel seeds, met andere plaatjes, en nadat elke regel eerst is afgesteld. Een streep is een interval: waar hij nul niet raakt, is een verschil aangetoond.',
        'Zoek de vraag wat centraliteit op zichzelf toevoegt, en daar de regel “{little}”.',
      ],
      task: 'Zeg wat die laat zien.',
      question: { label: 'Na zo weinig training is dezelfde regel met centraliteit', choices: ['beter', 'slechter', 'geen van beide, voor zover aangetoond'] },
      said: 'Het verschil is {little_adds} punten. Een netwerk met weinig verbindingen leert eerder als de nieuwe groeien waar hubs zijn.',
    },
    {
      title: 'Op den duur',
      text: ['Kijk nu bij dezelfde vraag naar netwerken die tot het einde trainen: de regel “{long}”.'],
      task: 'Zeg wat die laat zien.',
      question: { label: 'Na volledige training is dezelfde regel met centraliteit', choices: ['beter', 'slechter', 'geen van beide, voor zover aangetoond'] },
      said: 'Het verschil is {long_adds} punten. Een regel kan vroeg helpen en aan het einde niet: wie zegt dat een regel beter is, moet zeggen waar.',
    },
  ],
};
