// The oldest browsers: what the page says of them, and that its document and its module ask them for nothing they lack.
// Its scripts and style sheets are the types' and the linters'.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';
import { FLOOR, TABLES, isLacking, types, withoutLacking } from '../floor.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');

test('the page and the README name them as they are', () => {
  const { chrome, edge, firefox, safari, safari_ios: phone } = Object.fromEntries(FLOOR);
  assert.equal(edge, chrome);
  assert.equal(phone, safari);
  const sentence = `in Chrome and Edge since version ${chrome}, in Firefox since ${firefox} and in Safari since ${safari}.`;
  assert(read('www/index.html').includes(`<p id="browsers">It works ${sentence}</p>`));
  assert(read('README.md').replace(/\s+/g, ' ').includes(sentence));
  // Nobody else does: scripts ask the page. Only the report on a browser has what that calls itself.
  const scripts = readdirSync(join(root, 'www/app'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js') && path !== join('platform', 'engine.js')).map((path) => `www/app/${path}`);
  for (const path of ['www/start.js', 'www/service-worker.js', ...scripts]) assert.doesNotMatch(read(path).replace(/\/\*[^]*?\*\/|\/\/.*/g, ''), /\b(Chrome|Firefox|Safari)\b/, path);
});

test('their types have what they have, and no more', () => {
  const { 'dom.d.ts': dom } = types();
  const within = (/** @type {string} */ name) => dom.match(new RegExp(`^interface ${name} [^]*?^}`, 'm'))?.[0] ?? '';
  for (const [owner, has, lacks] of [
    ['Element', 'closest', 'checkVisibility'], ['Navigator', 'clipboard', 'login'], ['NavigatorLocks', 'locks', 'none'], ['HTMLDialogElement', 'showModal', 'requestClose'],
    ['Document', 'hasFocus', 'startViewTransition'], ['ParentNode', 'replaceChildren', 'moveBefore'], ['Body', 'arrayBuffer', 'bytes'],
    ['GlobalEventHandlers', 'onpointermove', 'onbeforetoggle'],
  ]) {
    assert.match(within(owner), new RegExp(`^ {4}(readonly )?${has}\\b`, 'm'));
    assert.doesNotMatch(within(owner), new RegExp(`^ {4}(readonly )?${lacks}\\b`, 'm'));
  }
  assert.match(dom, /^declare function structuredClone\b/m);
  assert.doesNotMatch(dom, /^declare (var|function) (URLPattern|requestIdleCallback|scheduler)\b/m);
  const kept = 'interface AbortSignal {\n}\n\ndeclare var AbortSignal: {\n    timeout(): AbortSignal;\n};\n';
  assert.equal(withoutLacking(kept.replace('};', '    any(): AbortSignal;\n};')), kept);
});

test('no element or attribute of the document is newer', () => {
  const { elements, global_attributes: everywhere } = TABLES.html;
  const tags = [...read('www/index.html').replace(/<!--[^]*?-->/g, '').matchAll(/<([a-z]\w*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g)];
  assert(tags.length > 300);
  for (const [tag, name, attributes] of tags) {
    assert(!isLacking(elements[name]), tag);
    for (const [, attribute] of attributes.matchAll(/([\w-]+)(?:="[^"]*")?/g)) assert(!isLacking(elements[name]?.[attribute] ?? everywhere[attribute]), `${attribute} of ${tag}`);
  }
});

test('no selector asks for what is within', () => {
  const paths = readdirSync(join(root, 'www/app'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
  assert.deepEqual(paths.filter((path) => read(`www/app/${path}`).includes(':has(')), []);
});

/** What the tables call a feature of modules, by wabt's name. */
const FEATURES = {
  exceptions: 'exception-handling', sat_float_to_int: 'non-trapping-float-to-int-conversions', sign_extension: 'sign-extension-operations',
  simd: 'fixed-width-SIMD', threads: 'threads-and-atomics', function_references: 'typedFunctionReferences', multi_value: 'multi-value',
  tail_call: 'tail-calls', bulk_memory: 'bulk-memory-operations', reference_types: 'reference-types', gc: 'garbage-collection',
  memory64: 'memory64', extended_const: 'extended-constant-expressions', relaxed_simd: 'relaxed-SIMD',
};

test('the wasm modules need nothing that one of them lacks', async () => {
  const { readWasm } = await wabt();
  const folder = join(root, 'www/dist/pkg');
  const modules = readdirSync(folder).filter((name) => name.endsWith('.wasm'));
  assert(modules.length > 0);
  const theirs = Object.fromEntries(Object.entries(FEATURES).map(([name, key]) => {
    assert(TABLES.webassembly[key]?.__compat, key);
    return [name, !isLacking(TABLES.webassembly[key])];
  }));
  assert.deepEqual([theirs.simd, theirs.relaxed_simd, theirs.tail_call], [true, false, false]);
  const valid = (/** @type {string} */ name, /** @type {Record<string, boolean>} */ features) => {
    const module = readWasm(readFileSync(join(folder, name)), features);
    // Its types know nothing of the features it takes.
    /** @type {any} */ (module).validate(features);
    module.destroy();
  };
  const all = { mutable_globals: true, annotations: false, code_metadata: false, ...theirs };
  for (const name of modules) valid(name, all);
  // It would be noticed.
  assert(modules.some((name) => {
    try {
      valid(name, { ...all, simd: false });
      return false;
    } catch {
      return true;
    }
  }));
});

test('the linters find what they are for', async () => {
  const config = (/** @type {string} */ name) => fileURLToPath(new URL(`../${name}.config.js`, import.meta.url));
  const { default: stylelint } = await import('stylelint');
  const { results } = await stylelint.lint({
    code: 'p { color: light-dark(red, blue); }\np:has(i) { color: red; }\n', codeFilename: join(root, 'www/style.css'), configFile: config('stylelint'),
  });
  const warned = results.flatMap(({ warnings }) => warnings.map(({ rule, line }) => `${rule} ${line}`)).sort();
  assert.deepEqual(warned, ['plugin/no-unsupported-browser-features 2', 'plugin/use-baseline 1', 'plugin/use-baseline 2']);

  const folder = mkdtempSync(join(tmpdir(), 'censet-lab-lint-'));
  try {
    mkdirSync(join(folder, 'www/app'), { recursive: true });
    copyFileSync(join(root, 'www/package.json'), join(folder, 'www/package.json'));
    writeFileSync(join(folder, 'www/app/bad.js'), 'async function work() {}\nwork();\nPromise.withResolvers();\nnew URLPattern();\nconst unused = 1;\n');
    const programs = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
    const { stdout } = spawnSync(join(programs, 'oxlint'), ['-c', config('oxlint'), '-f', 'unix', folder],
      { encoding: 'utf8', env: { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` } });
    const found = [...stdout.matchAll(/bad\.js:(\d+):.*\[Error\/(.*)\]/g)].map(([, line, rule]) => `${line} ${rule}`).sort();
    assert.deepEqual(found, ['2 typescript(no-floating-promises)', '3 es-x(no-promise-withresolvers)', '4 compat(compat)', '5 eslint(no-unused-vars)']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
