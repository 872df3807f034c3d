/**
 * Which build this file is of: a page and its workers must be of one, as what they send each other, and the module that they
 * share, are of one. A host may be given another build while a page is open, and workers are fetched when a run begins.
 */

/** A hash of the scripts and modules, which www/build writes into all of them in place of this. */
export const BUILD = 'censet-lab-build';

/** The commit that its sources are of, with `-modified` if they differ from it; written by www/build too, and no part of that hash. */
export const COMMIT = 'censet-lab-commit';

/** What is told where the page and a worker are of two builds. */
export const RENEWED = {
  code: 'renewed', field: null, text: 'This page has been renewed on its server since it was opened. Reload it to go on.',
};

/** Throws where whoever asks is of another build. @param {string} build */
export function requireBuild(build) {
  if (build !== BUILD) throw RENEWED;
}
