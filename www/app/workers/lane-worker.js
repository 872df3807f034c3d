/** Trains one lane, with the workers' module. */

import * as bindings from '../../pkg/censet_worker.js';
import { serveLane, trained } from './lane.js';

serveLane(bindings, (request) => trained(request, bindings));
