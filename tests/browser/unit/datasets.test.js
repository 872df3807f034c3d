// The table of sources as the page and its build read it: files are known by their names, told apart, put beside the page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { allowing, atHand, sourcesOf } from '../../../www/build-data.js';
import { datasets } from '../../../www/app/data/datasets.js';

/** @typedef {import('../../../www/app/shared/types.js').Source} Source */

const WWW = fileURLToPath(new URL('../../../www', import.meta.url));
const sources = await sourcesOf(join(WWW, 'dist'));
const read = sources.filter(({ files }) => files !== null);

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'censet-lab-data-')));
after(() => rmSync(folder, { recursive: true }));
let folders = 0;

/** Files of these sizes in a new folder, whose bytes nobody reads. @param {[string, number][]} files */
function filled(files) {
  folders += 1;
  const place = join(folder, String(folders));
  mkdirSync(place);
  for (const [name, size] of files) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), '');
    truncateSync(join(place, name), size);
  }
  return place;
}

/** @param {Source} source @param {number} set @returns {[string, number][]} */
const official = ({ files }, set = 0) => (files?.sets[set].files ?? []).map(({ name, size }) => [name, size]);

/**
 * What is found of a source, and what is said of it.
 * @param {Source} source @param {Record<string, string>} variables @param {string} own
 */
function found(source, variables, own) {
  /** @type {string[]} */
  const said = [];
  const files = atHand(source, sources, variables, own, (text) => said.push(text));
  return { files: Object.keys(files), from: Object.values(files), said: said.join(' ') };
}

test('a file of a dataset is recognised by its name, and for no other of its set', () => {
  assert(read.length >= 2);
  for (const { sets } of datasets(sources)) {
    for (const { files, like } of sets) {
      for (const [i, { name }] of files.entries()) {
        assert.deepEqual(like.flatMap((pattern, j) => (pattern.test(name) ? [j] : [])), [i], name);
        assert(like[i].test(name.toUpperCase()), name);
      }
    }
  }
});

for (const source of read) {
  const { id, title, files } = source;
  const variable = files?.variable ?? '';
  const nowhere = filled([]);

  test(`${title}: each whole set is taken from the folder that the variable names`, () => {
    for (const set of files?.sets.keys() ?? []) {
      const names = official(source, set).map(([name]) => name);
      const place = filled(official(source, set));
      const whole = found(source, { [variable]: place }, nowhere);
      assert.deepEqual(whole.files, names.map((name) => `${id}/${name}`));
      assert.deepEqual(whole.from, names.map((name) => join(place, name)));
      assert.match(whole.said, new RegExp(`^${title}: taken from `));
    }
    const lacking = found(source, { [variable]: nowhere }, nowhere);
    assert.deepEqual(lacking.files, []);
    assert.match(lacking.said, new RegExp(`^Note: ${variable} .* lacks ${title}’s `));
  });

  test(`${title}: without the variable it is taken from its own folder, else by its size where others have its names`, () => {
    const mine = filled(official(source).map(([name, size]) => [`${id}/${name}`, size]));
    assert.equal(found(source, {}, mine).from[0], join(mine, id, official(source)[0][0]));
    const place = filled(official(source));
    assert.equal(found(source, {}, place).files.length, official(source).length);
    for (const other of read.filter((other) => other !== source)) {
      assert.deepEqual(found(other, {}, place).files, [], `${other.title} among the files of ${title}`);
    }
    const copy = filled(official(source).map(([name]) => [name, 1]));
    assert.equal(found(source, {}, copy).files.length, files?.exact ? 0 : official(source).length);
    assert.deepEqual(found(source, {}, nowhere).files, []);
  });

  test(`${title}: a relative path in the variable is meant from where one is`, () => {
    const place = filled([['here/file', 1]]);
    const script = `. "${WWW}/setup.sh"; cd /; printf %s "$${variable}"`;
    const said = execFileSync('bash', ['-c', script], { cwd: place, env: { ...process.env, [variable]: 'here' }, encoding: 'utf8' });
    assert.equal(said, join(place, 'here'));
    const missing = () => execFileSync('bash', ['-c', script], { cwd: place, env: { ...process.env, [variable]: 'nowhere' }, stdio: 'pipe' });
    assert.throws(missing, new RegExp(`${variable} is set, but there is no such folder`));
  });
}

test('the built page may ask the hosts that give out datasets, and no other', () => {
  const hosts = read.flatMap(({ files }) => (files?.remote ? [new URL(files.remote).origin] : []));
  const built = readFileSync(join(WWW, 'dist/index.html'), 'utf8');
  for (const page of [built, allowing(readFileSync(join(WWW, 'index.html'), 'utf8'), sources)]) {
    assert.equal(page.match(/connect-src ([^;]*);/)?.[1], ["'self'", ...new Set(hosts)].join(' '));
  }
  assert.throws(() => allowing('<html>', sources), /no policy/);
});
