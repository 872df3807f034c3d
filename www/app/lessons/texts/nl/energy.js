/** The words of the lesson “Laplacian energy by hand” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Laplace-energie met de hand',
  pages: [
    {
      title: 'Drie matrices',
      text: [
        'Dit is de graaf achter Tabel 1 van het artikel. De matrix $A$ bevat de gewichten, $X$ heeft de sterktes op de diagonaal, en $L = X − A$ is de Laplace-matrix (vergelijkingen 1 en 2).',
        'Elke rij van $L$ telt op tot hetzelfde getal, bij elke graaf.',
      ],
      task: 'Tel een rij van $L$ op.',
      question: { label: 'Som van een rij van L' },
      said: 'Een knooppunt heeft zijn sterkte op de diagonaal, en daarnaast zijn gewichten met een min ervoor. Ze heffen elkaar op.',
    },
    {
      title: 'Energie',
      text: ['De Laplace-energie is de som van de kwadraten van de eigenwaarden van $L$ (vergelijking 3). Die zijn {eigenvalues}.'],
      task: 'Neem het kwadraat van elke eigenwaarde en tel ze op.',
      question: { label: 'Energie' },
      said: 'De energie is {energy}. Het kan zonder eigenwaarden: de kwadraten van de sterktes ({strengths}), en twee keer het kwadraat van elk gewicht, zijn samen ook {trace}.',
    },
    {
      title: 'Haal een knooppunt weg',
      text: ['Vergelijking 4: de centraliteit van een knooppunt is de energie van de graaf min de energie zonder dat knooppunt.'],
      task: 'Kies een knooppunt en haal het weg, met zijn knop of met Delete. Vergelijk wat er verdwijnt met zijn LC.',
      said: 'De energie is nu {energy}. Wat ze verloor, is wat de LC van het knooppunt had beloofd. Met [Undo] komt het terug.',
    },
    {
      title: 'De kortere weg',
      text: ['Bij een netwerk met duizend neuronen wil niemand voor elk neuron apart eigenwaarden berekenen. De gesloten formule heeft alleen sterktes en gewichten nodig: $LC(v) = x_v² + Σ (w² + 2·w·x_u)$, met een term voor elke buur $u$. Het knooppunt $x1$ heeft er een.'],
      task: 'Reken de LC van $x1$ uit met de gesloten formule: de sterkte in het kwadraat, het gewicht in het kwadraat, en twee keer het gewicht maal de sterkte van de buur.',
      question: { label: 'LC van x1' },
      said: 'Vergelijking 4 geeft hetzelfde: kijk naar de laatste twee kolommen van de tabel. Zo groeit de tijd met het aantal kanten, en scoort deze pagina in elke epoch een heel netwerk.',
    },
  ],
};
