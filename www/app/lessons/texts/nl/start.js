/** The words of the lesson “The Erdős–Rényi start” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Het begin volgens Erdős en Rényi',
  pages: [
    {
      title: 'Een munt voor elke plaats',
      text: [
        'Welke verbindingen er in het begin zijn, wordt aan het toeval overgelaten, zoals in een toevallige graaf van Erdős en Rényi: voor elke plaats wordt een munt opgegooid. Tussen lagen van $n_in$ en $n_out$ neuronen valt die op kop met kans $p = ε(n_in + n_out) / (n_in · n_out)$.',
        'Hier is $ε$ = {epsilon}. De eerste laag verbindt {n_in} invoerneuronen met {n_out} neuronen, dus er zijn {possible} plaatsen en $p$ = {p}.',
      ],
      task: 'Reken uit hoeveel verbindingen de eerste laag gemiddeld krijgt: $p$ keer het aantal plaatsen, en dat is $ε(n_in + n_out)$.',
      question: { label: 'Verbindingen, gemiddeld' },
      said: '{expected}: dat is zowel {possible} keer {p} als $ε(n_in + n_out)$. Het groeit met de som van de twee lagen, niet met hun product: hoe groter een laag, hoe ijler ze is.',
    },
    {
      title: 'Toeval, en nog eens toeval',
      text: [
        'In de ijle lagen samen verwacht je {expected_all} verbindingen. Dit netwerk heeft er {connections}, want munten blijven munten.',
        'De seed, een startgetal, bepaalt hoe ze vallen.',
      ],
      task: 'Druk op [New seed] en let op het aantal verbindingen.',
      said: 'Andere munten, een ander netwerk: nu {connections} verbindingen.',
    },
    {
      title: 'Twee keer hetzelfde toeval',
      text: ['Elk toevalsgetal hier volgt uit de seed. Dezelfde seed geeft hetzelfde netwerk, tot op de laatste bit: zijn digest, een naam voor die bits, is {digest}.'],
      task: 'Druk op [Reset], waardoor het netwerk opnieuw wordt gemaakt, en vergelijk de digest.',
      said: 'De digest is {digest}: precies hetzelfde netwerk. Alle ijle netwerken van een experiment beginnen gelijk, dus wat later verschilt, komt door de methode.',
    },
    {
      title: 'Meer of minder',
      text: ['De parameter $ε$ bepaalt hoe ijl het netwerk is. Hij is nu {epsilon}, zoals in Tabel 3 van het artikel.'],
      task: 'Geef $ε$ een andere waarde, hier of in het formulier, en kijk hoe de tekening verandert.',
      buttons: ['Halveer $ε$', 'Verdubbel $ε$'],
      said: 'Met $ε$ = {epsilon} zijn er {connections} verbindingen; je verwacht er {expected_all}.',
    },
  ],
};
