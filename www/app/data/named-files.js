/** Files that are kept under the names that they came with, as what each of them is says its content. */

import { forget, keep, kept } from './fetch-and-cache.js';

/** The address under which the names of kept files stand. @param {string} data what an experiment calls them */
const listed = (data) => new URL(`../../data/kept/own/${encodeURIComponent(data)}/names.json`, import.meta.url).href;

/** @param {string} data @param {string[]} names */
const addresses = (data, names) => names.map((_, i) => new URL(String(i), listed(data)).href);

/** @param {string} data @param {File[]} files */
export async function keepNamed(data, files) {
  const names = files.map(({ name }) => name);
  await keep(addresses(data, names), files);
  await keep([listed(data)], [new Blob([JSON.stringify(names)])]);
}

/** @param {string} data @returns {Promise<File[] | null>} */
export async function keptNamed(data) {
  const list = await kept([listed(data)]);
  if (!list) return null;
  const names = JSON.parse(await list[0].text());
  const files = await kept(addresses(data, names));
  return files && files.map((file, i) => new File([file], names[i]));
}

/** @param {string} data */
export const forgetNamed = (data) => forget([listed(data)]);
