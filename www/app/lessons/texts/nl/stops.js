/** The words of the lesson “Why CenSET stops” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Waarom CenSET stopt',
  pages: [
    {
      title: 'Een vast deel tegenover een vaste grens',
      text: ['SET knipt in elke epoch hetzelfde deel van de gewichten door. CenSET knipt door wat onder $μ − kσ$ ligt, hier met $k$ = {k}, en dat kan niets zijn.'],
      task: 'Druk op [Run] en volg de grafiek [Connections cut], van doorgeknipte verbindingen.',
      said: 'SET knipte in totaal {set_removed} verbindingen door, CenSET {censet_removed}.',
    },
    {
      title: 'Terugkijken',
      text: ['De voortgangsbalk is een schuif, [Look back]: hij haalt in alle figuren een eerdere epoch terug. In de tabel onder [Numbers] staan de verbindingen die elk netwerk weghaalde.'],
      task: 'Zoek de laatste epoch waarin CenSET iets weghaalde, en ga er met de schuif naartoe. Het histogram laat het zien.',
      said: 'In epoch {last_cut} lagen links van de grens bij {last_line}: {last_pruned}, rood in het histogram. In epoch {epochs} ligt de grens bij {threshold}.',
    },
    {
      title: 'Niets onder de grens',
      text: ['SET heeft in elke epoch iets om door te knippen. CenSET niet.'],
      task: 'Tel in de tabel in hoeveel epochs CenSET geen verbinding weghaalde. Sla epoch 0, vóór het trainen, over.',
      question: { label: 'Epochs zonder knip' },
      said: 'In {idle} van de {epochs} epochs, en bij SET in {set_idle}. Weinig neuronen liggen ver onder het gemiddelde; zijn die eenmaal gesnoeid, dan komt $σ$ tot rust en valt er haast geen meer onder de grens. Paragraaf 7.2 van het artikel ziet daarin een reden waarom CenSET minder nauwkeurig is dan SET: het krijgt geen nieuwe verbindingen om uit te proberen.',
    },
  ],
};
