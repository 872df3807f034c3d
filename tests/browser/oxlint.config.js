// What no JavaScript here may do: leave a promise to itself, keep what nobody uses, and, on the page, ask the oldest
// browsers (`browserslist` in www/package.json) for what they lack. Objects' members are the types' (floor.js).
import { createRequire } from 'node:module';

const { configs } = createRequire(import.meta.url)('eslint-plugin-es-x');

/** Rules against what a version of the language does not have; of methods the types know more than a name says. */
const since = (/** @type {string} */ version) => Object.fromEntries(Object.entries(configs[`flat/restrict-to-es${version}`].rules)
  .filter(([rule]) => !rule.includes('-prototype-')));

export default {
  plugins: ['eslint', 'typescript', 'oxc', 'promise'],
  jsPlugins: [{ name: 'compat', specifier: 'eslint-plugin-compat' }, { name: 'es-x', specifier: 'eslint-plugin-es-x' }],
  categories: { correctness: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  rules: {
    'eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, caughtErrors: 'none' }],
    'typescript/no-floating-promises': ['error', {
      ignoreVoid: false,
      allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test', 'after'] }],
    }],
    // What a listener's promise throws is told as what a listener throws (app/base/escaped-errors.js).
    'typescript/no-misused-promises': ['error', { checksVoidReturn: false }],
    // Of these there is nothing but what is meant.
    'typescript/no-misused-spread': 'off',
    'typescript/require-array-sort-compare': 'off',
    'typescript/restrict-template-expressions': 'off',
    'typescript/unbound-method': 'off',
  },
  // What is asked for only where it is, and done without elsewhere.
  settings: { polyfills: ['navigator.deviceMemory', 'trustedTypes'] },
  overrides: [
    { files: ['**/www/app/**', '**/www/service-worker.js', '**/www/dist/pkg/**'], rules: { ...since('2022'), 'compat/compat': 'error' } },
    { files: ['**/www/start.js', '**/www/404.js'], rules: since('5') },
  ],
};
