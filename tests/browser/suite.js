// All end-to-end tests in one process and one browser, the one that BROWSER names, as starting a browser takes as long as
// several tests. `node --test-reporter=spec tests/browser/suite.js [word…]`: a word that is a test file's name without
// .test.js takes that file, any other the tests whose names match it.
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { from, only, registered } from './harness.js';

const FOLDER = new URL('e2e/', import.meta.url);

const words = process.argv.slice(2);
const all = readdirSync(FOLDER).filter((name) => name.endsWith('.test.js')).map((name) => name.replace('.test.js', ''));
const files = words.filter((word) => all.includes(word));
const patterns = words.filter((word) => !all.includes(word));
only(patterns.map((pattern) => new RegExp(pattern)));

for (const file of files.length > 0 ? files : all) {
  from(file);
  try {
    await import(new URL(`${file}.test.js`, FOLDER).href);
  } catch (error) {
    test(`${file}.test.js can be read`, () => { throw error; });
  }
}
if (registered() === 0) test(`there are tests named ${patterns.join(' or ')}`, () => { throw new Error(`there are none; the files are ${all.join(', ')}`); });
