// Makes the style sheets of a built page one, in the order in which the page names them: it is painted once all are there, and
// each is asked for by itself.
// `node www/build-styles.js www/dist`
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SHEET = /\s*<link rel="stylesheet" href="([^"]+)">/g;

const [folder] = process.argv.slice(2);
const page = join(folder, 'index.html');
const html = readFileSync(page, 'utf8');
const [first, ...others] = Array.from(html.matchAll(SHEET), ([, path]) => path);
const whole = [first, ...others].map((path) => readFileSync(join(folder, path), 'utf8')).join('');
// Addresses are relative to the sheet that has them.
if (/\burl\(|@import/.test(whole)) throw new Error('a style sheet refers to a file');
writeFileSync(join(folder, first), whole);
writeFileSync(page, html.replace(SHEET, (link, path) => (path === first ? link : '')));
for (const path of others) rmSync(join(folder, path));
