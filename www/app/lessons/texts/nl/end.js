/** The words of the lesson “What you have learned” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Wat je hebt geleerd',
  pages: [
    {
      title: 'Twee regels',
      text: [
        'Een ijl netwerk heeft maar weinig van alle mogelijke verbindingen, en leert bijna even goed. Het begint met munten die worden opgegooid, en na elke epoch knipt het een paar verbindingen door en laat het er evenveel op gelote plaatsen groeien.',
        'Dat hebben SET en CenSET gemeen. Ze verschillen in één regel: wat er wordt doorgeknipt.',
      ],
      task: 'Kies waarin ze verschillen.',
      question: {
        label: 'Na een epoch knipt',
        choices: [
          'SET neuronen weg, en CenSET losse gewichten',
          'SET toevallige gewichten door, en CenSET de grootste',
          'SET gewichten dicht bij nul door, en CenSET alle verbindingen van neuronen met een lage centraliteit',
        ],
      },
      said: 'SET vraagt van elk gewicht hoe groot het is. CenSET vraagt van elk neuron hoe centraal het is in het hele netwerk, en knipt de verbindingen door van wie onder $μ − kσ$ ligt. De neuronen blijven, en nieuwe verbindingen kunnen ze weer vinden.',
    },
    {
      title: 'Wat er gevonden is',
      text: [
        'Laplace-centraliteit is wat de energie van een graaf daalt als een knooppunt verdwijnt; om haar te berekenen zijn sterktes en gewichten genoeg. CenSET stopt als er geen neuron meer onder zijn grens ligt, en een kleine $k$ knipt zoveel door dat verloren gaat wat er geleerd was.',
        'In het artikel was CenSET iets minder nauwkeurig dan SET. Of een netwerk zijn hubs het meest mist, heb je zelf geprobeerd.',
      ],
      task: 'Kies wat een eerlijke vergelijking nodig heeft.',
      question: {
        label: 'Methode A is beter dan methode B als ze',
        choices: [
          'in één run beter was',
          'met verschillende seeds, en verder alles gelijk, meer beter was dan de ruis groot is',
          'beter was op de testafbeeldingen waarmee haar beste instelling ook is gekozen',
        ],
      },
      said: 'Je hebt {done} van de {pages} pagina’s van deze rondleiding gedaan. En nu? Vergelijk eigen instellingen onder [Compare many], bouw grafen in de [Centrality sandbox], of lees onder [Paper] het artikel naast wat hier gemeten is.',
    },
  ],
};
