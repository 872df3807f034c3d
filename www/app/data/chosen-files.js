/**
 * The files of a dataset that the visitor has chosen so far: those whose names say which they are, each in its place, and
 * those of which only the content can tell.
 */

import { megabytes } from '../base/format.js';

/** @typedef {import('../shared/types.js').LabError} LabError */
/** @typedef {import('../shared/types.js').DataFile} DataFile */
/** @typedef {import('./dataset-loader.js').Described} Described */

export class ChosenFiles {
  #described;
  /** @type {(File | null)[][]} by set, in its order */
  #places;
  /** @type {Map<string, File>} those whose names say nothing, by name */
  #others = new Map();

  /** @param {Described} described */
  constructor(described) {
    this.#described = described;
    this.#places = described.sets.map(({ files }) => files.map(() => null));
  }

  /**
   * Adds some; one of a name that is there takes its place. Throws a sentence if one is too large to be any.
   * @param {File[]} files
   */
  add(files) {
    const { name, sets, most } = this.#described;
    for (const file of files) {
      if (file.size > most) {
        /** @type {LabError} */
        const error = { code: 'file', field: file.name, text: `${file.name} has ${megabytes(file.size)}, more than any file of ${name} has, even unpacked.` };
        throw error;
      }
      const set = sets.findIndex(({ like }) => like.some((pattern) => pattern.test(file.name)));
      if (set < 0) this.#others.set(file.name, file);
      else this.#places[set][sets[set].like.findIndex((pattern) => pattern.test(file.name))] = file;
    }
  }

  /**
   * The set that is there as a whole, if all names say what they are, and one is.
   * @returns {{ official: DataFile[], files: File[] } | null}
   */
  get whole() {
    const set = this.#others.size > 0 ? -1 : this.#places.findIndex((chosen) => chosen.every((file) => file !== null));
    return set < 0 ? null : { official: this.#described.sets[set].files, files: this.#places[set].filter((file) => file !== null) };
  }

  /** Whether the names of some say nothing. */
  get unnamed() {
    return this.#others.size > 0;
  }

  /** All of them, under the names by which the data worker knows them. */
  get all() {
    const known = this.#places.flatMap((chosen, i) => chosen.flatMap((file, j) => (file === null ? [] : [new File([file], calledIn(this.#described.sets[i].files, j, file))])));
    return [...known, ...this.#others.values()];
  }

  /** Whether no set has as few files as these. */
  get few() {
    const { length } = this.all;
    return this.#described.sets.every(({ files }) => length < files.length);
  }

  /** Whether some set has more files than these. */
  get mayGrow() {
    const { length } = this.all;
    return this.#described.sets.some(({ files }) => length < files.length);
  }

  /** How many there are, and what is missing if their names tell: a sentence. */
  get soFar() {
    const { sets } = this.#described;
    if (this.unnamed) {
      const { length } = this.all;
      const [of] = sets.map(({ files }) => files.length).filter((size) => size > length).sort((a, b) => a - b);
      return `${length} of the ${numeral(of)} files chosen; ${numeral(of - length)} ${of - length === 1 ? 'is' : 'are'} still missing.`;
    }
    // The set that lacks least is the one in the making.
    const lacks = this.#places.map((chosen, i) => sets[i].files.filter((_, j) => chosen[j] === null).map((file) => file.name));
    const some = lacks.map((missing, i) => ({ missing, of: sets[i].files.length })).filter(({ missing, of }) => missing.length < of);
    const { missing, of } = some.sort((a, b) => a.missing.length - b.missing.length)[0];
    return `${of - missing.length} of the ${numeral(of)} files chosen; still missing: ${missing.join(', ')}.`;
  }
}

/**
 * What the data worker is told of the name of a file: one of a set goes by its official name, one that is all there is by its own.
 * @param {DataFile[]} official
 * @param {number} place
 * @param {File} file
 */
export const calledIn = (official, place, file) => (official.length > 1 ? official[place].name : file.name);

/** Numbers of files, as they are written out. */
const NUMERALS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** @param {number} n */
const numeral = (n) => NUMERALS[n] ?? String(n);
