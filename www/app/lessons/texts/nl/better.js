/** The words of the lesson “Can centrality do better?” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Kan het beter met centraliteit?',
  pages: [
    {
      title: 'Een mildere regel',
      text: [
        'CenSET knipt alle verbindingen door van neuronen die niet centraal zijn, en leerde in het artikel minder goed dan SET. Maar centraliteit kan ook milder gebruikt worden. Het artikel hoopt daar aan het einde op, en probeert het niet.',
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
        'De pagina [Study] stelt zo’n vraag over gefotografeerde kleding, met instellingen die op achtergehouden plaatjes zijn gekozen, over {seeds} seeds. Een streep is een interval voor andere seeds: waar hij nul niet raakt, is het meer dan geluk.',
        'Zoek op die pagina “What does centrality add by itself?”, en daaronder de regel “{little}”.',
      ],
      task: 'Zeg wat die laat zien.',
      question: { label: 'Na zo weinig training is dezelfde regel met centraliteit', choices: ['beter', 'slechter', 'geen van beide, voor zover aangetoond'] },
      said: 'Het verschil is {adds} punten. Welk deel van de regel dat doet, waar verbindingen verdwijnen of waar ze groeien, zegt deze vergelijking niet. En andere regels van de tabel kunnen iets anders zeggen: wie zegt dat een methode beter is, moet erbij zeggen waar, na hoeveel training, en met hoeveel seeds.',
    },
  ],
};
