/** What can be said of a kept run. */

import { count, counted } from '../base/format.js';

/** @typedef {import('./run-database.js').Kept} Kept */

/** The last epoch that all lanes have completed; −1 before the first. @param {Kept} row */
export const completed = (row) => Math.min(...row.lanes.map((lane) => lane?.completed ?? -1));

/** @param {Kept} row */
export const isFinished = (row) => completed(row) >= row.epochs;

/** @param {Kept} row */
export const progress = (row) => (isFinished(row) ? `finished, ${counted(row.epochs, 'epoch')}` : `epoch ${count(Math.max(0, completed(row)))} of ${count(row.epochs)}`);

/** What it takes of the storage, in bytes. @param {Kept} row */
export const size = (row) => row.lanes.reduce((sum, lane) => sum + (lane ? lane.state + lane.pictures : 0), 0);

const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** When it was kept last. @param {Kept} row */
export const date = (row) => moment.format(new Date(row.changed));

/** What an experiment is about, in a few words. @param {import('../shared/types.js').Checked} checked */
export const titleOf = ({ lanes, values }) => `${lanes.map(({ label }) => label).join(', ')} on ${values.data ?? ''}`;
