/** A second tab "Knock out", for networks that came in: taken from the page before anything is in the first. */

import { byId, twin } from '../base/dom.js';

export const TWIN = twin(byId('knock-out', HTMLElement), 'look-');
