// The benchmark works in a folder of its own: what its modules import is copied there with them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

test('the benchmark takes along all that its modules import', () => {
  const [, copied] = /^cp (.*\.js) "\$site\/"$/m.exec(readFileSync(`${ROOT}tests/bench/run`, 'utf8')) ?? [];
  const paths = (copied ?? '').split(' ').flatMap((path) => {
    const [, folder, names] = /^(.*)\{(.*)\}\.js$/.exec(path) ?? [];
    return names ? names.split(',').map((name) => `${folder}${name}.js`) : [path];
  });
  assert(paths.length > 5 && paths.includes('tests/browser/browsers.js'), `${paths}`);
  const names = paths.map((path) => path.replace(/.*\//, ''));
  for (const path of paths) {
    const imported = Array.from(readFileSync(ROOT + path, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g), ([, to]) => to);
    for (const to of imported) assert(/^\.\/[\w-]+\.js$/.test(to) && names.includes(to.slice(2)) || /webkit/.test(to), `${path} imports ${to}`);
  }
});
