/** The words of the lesson “Do hubs matter?” in Dutch, see prose.js. */

/** @type {import('../../scene.js').LessonWords} */
export const words = {
  title: 'Doen hubs ertoe?',
  pages: [
    {
      title: 'Twee netwerken',
      text: ['CenSET knipt de verbindingen door van neuronen met een lage Laplace-centraliteit, omdat hubs zouden zijn waar het om gaat. Het artikel vraagt nergens of dat zo is. Jij kunt het vragen: haal een neuron weg, en kijk wat het netwerk nog weet.'],
      task: 'Druk op [Run] en wacht tot beide klaar zijn.',
      said: 'Met al hun neuronen herkennen ze {accuracies} van de testafbeeldingen.',
    },
    {
      title: 'Jouw voorspelling',
      text: ['Een neuron dat is uitgeschakeld, geeft niets door: voor de andere is het alsof het er niet is. Denk na voordat je het probeert: worden de meest centrale neuronen het meest gemist?'],
      task: 'Doe een voorspelling. Elke is goed; de volgende pagina toetst haar.',
      question: { label: 'Hoe centraler een neuron, hoe meer er zonder verloren gaat:', choices: ['altijd, of bijna altijd', 'meestal wel een beetje', 'nauwelijks, of helemaal niet'] },
      said: 'Je voorspelling is bewaard: {guess}.',
    },
    {
      title: 'Elk neuron apart',
      text: [
        'Het tabblad [Knock out], onder [Look closer], schakelt het ene neuron na het andere uit en laat het netwerk steeds alle testafbeeldingen herkennen.',
        'De $ρ$ van Spearman vergelijkt twee volgordes. Ze is één als het meest centrale neuron het meest wordt gemist, het volgende daarna, en zo tot het laatste; waar centraliteit niets zegt, is ze bijna nul.',
      ],
      task: 'Druk op [Knock out each neuron].',
      said: 'Over de verborgen neuronen van {network} is $ρ$ {rho}. Jij had voorspeld: {guess}.',
    },
    {
      title: 'Het neuron dat het meest wordt gemist',
      text: ['Elke stip is een neuron: hoe verder naar rechts, hoe centraler, en hoe hoger, hoe meer er zonder verloren gaat. De meeste kosten bijna niets, hoe centraal ze ook zijn: andere doen hun werk.'],
      task: 'Klik de hoogste stip van de verborgen neuronen aan.',
      said: 'Zonder {missed} verliest het netwerk {lost}. Naar LC is het nummer {place} van {hidden}.',
    },
    {
      title: 'Het een na het ander',
      text: ['Wat één neuron doet, kunnen andere ook. Maar als er meer en meer verdwijnen? Als hubs ertoe doen, valt een netwerk sneller uit elkaar wanneer zij het eerst gaan.'],
      task: 'Druk op [Attack all networks]. Vergelijk de dikke lijn, het meest centrale eerst, met de dunne, het minst centrale eerst.',
      said: 'De helft van de nauwkeurigheid van {attacked} was weg toen {most} van de verborgen neuronen weg was, het meest centrale eerst; met het minst centrale eerst was daar {least} voor nodig. Eén run van elk: met andere seeds, epochs en methoden kan het anders zijn.',
    },
  ],
};
