/** The words of the lesson “Choosing k” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Een k kiezen',
  pages: [
    {
      title: 'Drie grenzen',
      text: ['Drie netwerken beginnen met dezelfde verbindingen en verschillen alleen in $k$: {ks}. Bij de kleinste is de grens het gemiddelde zelf.'],
      task: 'Druk op [Run] en wacht tot ze alle drie klaar zijn.',
      said: 'Ze haalden {accuracies}.',
    },
    {
      title: 'Te veel',
      text: ['Kijk naar de verbindingen die elk netwerk doorknipte, in de bijschriften en in de grafiek.'],
      task: 'Kies het netwerk dat het meest doorknipt.',
      question: { label: 'Het meest wordt doorgeknipt met', choices: ['de kleinste k', 'de middelste k', 'de grootste k'] },
      said: 'In zijn laatste epoch knipte het er {cut} door. Waar zoveel verdwijnt, verdwijnt wat er geleerd was mee.',
    },
    {
      title: 'Jouw eigen k',
      text: ['Een te kleine $k$ vergeet, een te grote $k$ vernieuwt nooit. Het artikel zocht de beste met de nauwkeurigheid op de testafbeeldingen, en vond verschillen die kleiner zijn dan het toeval: {noise}'],
      task: 'Versleep de lijn in het histogram van een netwerk, of beweeg de schuif eronder. De zin daar zegt wat er zou verdwijnen. Druk dan op de knop die met de nieuwe $k$ begint, en laat die run tot het einde trainen.',
      said: 'Nu is het {ks}, en de nauwkeurigheden zijn {accuracies}. Eén run van elk zegt weinig; een latere les probeert andere seeds.',
    },
  ],
  sentences: {
    noise: {
      of: 'Each setting was run once, and the same setting run twice differs by 0.1 to 0.5 points. The eleven values of Table 6 have a standard deviation of 0.22 points, so none of these k can be said to be better than another.',
      is: 'Elke instelling is één keer getraind, en dezelfde instelling geeft bij een tweede keer 0.1 tot 0.5 punt verschil. De elf waarden van Tabel 6 hebben een standaardafwijking van 0.22 punt, dus van geen van deze k kun je zeggen dat ze beter is dan een andere.',
    },
  },
};
