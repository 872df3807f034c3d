/** The words of the lesson “What a hub is” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Wat een hub is',
  pages: [
    {
      title: 'Graad',
      text: [
        'Een netwerk is een graaf: neuronen zijn knooppunten, verbindingen zijn kanten met een gewicht. Een hub is een knooppunt dat belangrijker is dan de meeste.',
        'De eenvoudigste maat is de graad: het aantal kanten aan een knooppunt.',
      ],
      task: 'Kies het knooppunt met de meeste kanten.',
      said: '{most} heeft er {most_degree}. Het ligt ook tussen alle andere in; dat zegt zijn betweenness (BC).',
    },
    {
      title: 'Sterkte',
      text: ['De graad telt een kant met een gewicht vlak bij nul net zo mee als elke andere. De sterkte $x_v$ van een knooppunt $v$ is de som van zijn gewichten. Gewichten van een neuraal netwerk hebben een teken, dus ze kunnen elkaar opheffen.'],
      task: 'Klik in de tekening een gewicht aan en maak het negatief. Let op de sterktes van de twee uiteinden.',
      said: 'De kant {negative} verlaagt nu de sterkte van beide uiteinden, terwijl hun graad gelijk bleef.',
    },
    {
      title: 'Laplace-centraliteit',
      text: ['De Laplace-centraliteit $LC(v)$ neemt de gewichten van een knooppunt mee en ook de sterktes van zijn buren: $LC(v) = x_v² + Σ (w² + 2·w·x_u)$, met een term voor elke buur $u$. Deze graaf is een klein netwerk van drie lagen.'],
      task: 'Kies het knooppunt met de grootste LC. De grijze schijven laten die zien, en de tabel ook.',
      said: '{hub} heeft LC {hub_lc}, met een sterkte van {hub_strength}. Een neuron met sterke kanten naar sterke buren is een hub.',
    },
    {
      title: 'Het andere uiteinde',
      text: ['Met gewichten die een teken hebben, kan LC negatief zijn: een kant naar een buur waarvan de sterkte het andere teken heeft, verlaagt haar. Aan dit uiteinde staan de neuronen waarvan CenSET de verbindingen doorknipt.'],
      task: 'Kies het knooppunt met de laagste LC.',
      said: '{low} heeft LC {low_lc}. De termen staan een voor een naast de tekening.',
    },
  ],
};
