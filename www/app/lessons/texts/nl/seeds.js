/** The words of the lesson “Difference or luck?” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Verschil of geluk?',
  pages: [
    {
      title: 'Eén run',
      text: [
        'SET en CenSET beginnen met dezelfde verbindingen en zien dezelfde plaatjes. Dus wat er aan het einde verschilt, komt door de methode. Of toch niet?',
      ],
      task: 'Druk op [Run] en wacht tot beide klaar zijn.',
      said: 'SET haalde {set} %, CenSET {censet} %: een verschil van {difference} punten. Schrijf het op, en denk na: zou je het in een artikel afdrukken?',
    },
    {
      title: 'Een andere seed',
      text: [
        'De seed bepaalt de eerste verbindingen, de volgorde van de plaatjes, en waar nieuwe verbindingen groeien. Geen seed is beter dan een andere. Een methode die beter is, hoort met elke seed beter te zijn.',
        'Voltooide runs tot nu toe: {runs} van {wanted}.',
      ],
      task: 'Doe hetzelfde met de volgende seed, en daarna nog een keer, tot er {wanted} runs zijn.',
      buttons: ['Volgende seed trainen'],
      said: 'SET min CenSET, run voor run: {differences} punten. Tussen het grootste en het kleinste van die verschillen zitten {spread} punten, en er is niets veranderd behalve het toeval.',
    },
    {
      title: 'Wat je mag zeggen',
      text: [
        'Verschillen tussen seeds heten ruis. Jouw runs gaven verschillen van {differences} punten, en die liggen {spread} punten uit elkaar.',
        'De weergave [Compare many] traint zelf veel seeds, en zegt welke verschillen groter zijn dan de ruis.',
      ],
      task: 'Kies wat eruit volgt.',
      question: {
        label: 'Eén run van elk gaf een verschil dat kleiner is dan de ruis. Dus',
        choices: ['de methode die voor lag, is beter', 'het kan geluk zijn: er zijn meer seeds nodig', 'de seed met het grootste verschil is de goede'],
      },
      said: 'Het artikel trainde elke instelling één keer. Of de kleine verschillen meer zijn dan geluk, is er niet uit af te lezen; hier kun je het uitzoeken.',
    },
  ],
};
