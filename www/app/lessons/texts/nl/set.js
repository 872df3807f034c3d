/** The words of the lesson “One SET rewiring in slow motion” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'SET snoeit één keer, in slow motion',
  pages: [
    {
      title: 'Trainen',
      text: [
        'Sparse Evolutionary Training (SET) legt na elke epoch een deel van het netwerk opnieuw aan. Hier halen we één epoch uit elkaar: trainen, scoren, snoeien, groeien. Op de pagina heten ze train, score, prune en regrow.',
        'Trainen verandert alleen gewichten. De {connections} verbindingen blijven waar ze zijn.',
      ],
      task: 'Druk één keer op [Step phase].',
      said: 'Het netwerk heeft elke trainingsafbeelding één keer gezien en herkent {accuracy} % van de testafbeeldingen.',
    },
    {
      title: 'Snoeien',
      text: [
        'Nu is elk gewicht uitgeprobeerd. SET gaat ervan uit dat een gewicht dicht bij nul weinig doet, en doet een deel $ζ$ = {zeta} ervan weg: in elke ijle laag de kleinste van de positieve gewichten en de grootste van de negatieve.',
        'Onderweg meet het scoren hoe centraal elk neuron is; SET gebruikt dat niet.',
      ],
      task: 'Druk op [Step phase] tot het netwerk gesnoeid is.',
      said: 'SET knipte {removed} verbindingen door. Ze zijn in de tekening gemarkeerd.',
    },
    {
      title: 'Groeien',
      text: ['Er groeien nu evenveel verbindingen als er zijn doorgeknipt, op plaatsen die worden geloot uit alle lege. Ook een plaats die net is leeggemaakt, kan worden geloot.'],
      task: 'Druk nog een keer op [Step phase], of tot de epoch compleet is.',
      said: 'Er zijn {grown} verbindingen gegroeid. Het trainen zal leren aan welke je iets hebt.',
    },
    {
      title: 'Wat gelijk blijft',
      text: ['Het netwerk begon met {connections} verbindingen. Kijk hoeveel het er na de eerste epoch heeft, in het bijschrift onder de tekening of onder [Numbers].'],
      task: 'Kies wat een epoch van SET met het aantal verbindingen doet.',
      question: { label: 'Na een epoch van SET heeft het netwerk', choices: ['minder verbindingen', 'evenveel verbindingen', 'meer verbindingen'] },
      said: 'Het aantal blijft, de plaatsen veranderen. Zo zoekt SET een goede vorm terwijl het netwerk leert, voor een vaste prijs. (Na de laatste epoch groeit er niets meer: niets zou dat nog trainen.)',
    },
  ],
};
