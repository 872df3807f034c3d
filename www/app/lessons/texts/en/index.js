/** The lessons in English. */

import { words as better } from './better.js';
import { words as censet } from './censet.js';
import { words as dense } from './dense.js';
import { words as end } from './end.js';
import { words as energy } from './energy.js';
import { words as hub } from './hub.js';
import { words as k } from './k.js';
import { words as matter } from './matter.js';
import { words as network } from './network.js';
import { panel } from './panel.js';
import { words as paper } from './paper.js';
import { words as seeds } from './seeds.js';
import { words as set } from './set.js';
import { words as start } from './start.js';
import { words as stops } from './stops.js';

/** @type {import('../../scene.js').Texts} */
export const texts = { panel, lessons: { network, dense, start, set, hub, censet, stops, k, energy, seeds, matter, paper, better, end } };
