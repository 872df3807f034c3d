// All end-to-end tests in one process and one browser, the one that BROWSER names, as starting a browser takes as long as
// several tests. `node --test-reporter=spec [--test-name-pattern=…] tests/browser/suite.js [file…]`: all files unless said.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { before, test } from 'node:test';
import { from } from './harness.js';

const FOLDER = new URL('e2e/', import.meta.url);

const named = process.argv.slice(2).map((path) => basename(path));
// No test begins before all files are read: where those read so far have nothing to run, the runner would take itself to be done,
// and the browser of those to come would never be closed.
let read = () => {};
const all = new Promise((done) => (read = () => done(undefined)));
before(() => all);
for (const file of named.length > 0 ? named : readdirSync(FOLDER).filter((name) => name.endsWith('.test.js'))) {
  from(file);
  try {
    await import(new URL(file, FOLDER).href);
  } catch (error) {
    test(`${file} can be read`, () => { throw error; });
  }
}
read();
