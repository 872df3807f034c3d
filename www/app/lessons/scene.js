/**
 * What lessons look at: the experiment, its run, the playground and the paper's tables.
 *
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').SoFar} SoFar
 * @typedef {import('../shared/types.js').PlannedLayer} PlannedLayer
 * @typedef {import('../paper/data.js').Table} Table
 * @typedef {import('../paper/data.js').Difference} Difference
 *
 * @typedef {object} Shown what the Lab's pictures show
 * @property {(lane: number) => { snapshot: import('../shared/types.js').Snapshot } | null} shown
 * @property {import('../lanes/selection.js').Selection} selection the neuron that the visitor looks at
 * @property {Pick<import('../closer/knock-out.js').KnockOutTab, 'result' | 'attack'>} knockOut
 *
 * @typedef {object} PageWords what a page says; another language has others. See prose.js
 * @property {string} title
 * @property {string[]} text
 * @property {string} task what to do
 * @property {{ label: string, choices?: string[] }} [question] `choices`: the answers to choose among; without them a number is asked for
 * @property {string} said what follows, once it is done
 *
 * @typedef {object} PageDeeds what a page looks at
 * @property {(scene: Scene, entry: any) => boolean} [done] whether it was done; a question's page needs none
 * @property {{ answer: (scene: Scene) => number | undefined, tolerance?: (answer: number) => number }} [question] `answer`: the number, or the
 *   place of the right choice; `tolerance`: how far a number may be off
 * @property {(scene: Scene) => Record<string, string | undefined>} [facts]
 * @property {(scene: Scene) => any} [enter] what `done` compares with, as things stand when the page opens
 * @property {string} [show] a selector of the place it speaks of
 * @property {string} [view] the view it speaks of; the Lab unless said
 *
 * @typedef {{ title: string, pages: PageWords[] }} LessonWords
 * @typedef {{ id: string, experiment?: string, pages: PageDeeds[] }} LessonDeeds `experiment`: the text of the experiment it is about
 *
 * @typedef {NonNullable<PageWords['question']> & NonNullable<PageDeeds['question']>} Question
 * @typedef {Omit<PageWords, 'question'> & Omit<PageDeeds, 'question'> & { question?: Question }} Page one page of a lesson
 * @typedef {Omit<LessonDeeds, 'pages'> & { title: string, pages: Page[] }} Lesson
 */

export class Scene {
  /** @type {{ tables: Table[], differences: Difference[] } | null} */
  paper = null;
  /** What the visitor answered last to a question, as it was put. @type {string | null} */
  guess = null;
  #plan;
  #shown;
  #looked;

  /**
   * @param {import('../run/lab.js').Lab} lab
   * @param {import('../playground/view.js').Playground} playground
   * @param {(text: string) => PlannedLayer[]} plan
   * @param {Shown} shown
   * @param {import('../lanes/looked-at.js').LookedAt} looked
   */
  constructor(lab, playground, plan, shown, looked) {
    this.lab = lab;
    this.playground = playground;
    this.#plan = plan;
    this.#shown = shown;
    this.#looked = looked;
  }

  get run() {
    return this.lab.run;
  }

  get values() {
    return this.lab.checked.values;
  }

  /** The sparse layers as planned. */
  get plan() {
    const { canonical } = this.lab.checked;
    return canonical === null ? [] : this.#plan(canonical);
  }

  /** Phases that all lanes have done, four an epoch. */
  get phases() {
    return this.run?.phases ?? -1;
  }

  get finished() {
    return this.run?.state === 'finished';
  }

  /**
   * The reports of a lane, by epoch.
   * @param {number} lane
   * @returns {Report[]}
   */
  reports(lane) {
    return this.run?.lanes[lane]?.reports ?? [];
  }

  /**
   * What is known of a lane's first epoch, phase by phase or as a whole.
   * @param {number} lane
   * @returns {Partial<SoFar & Report>}
   */
  first(lane) {
    const soFar = this.run?.lanes[lane]?.soFar;
    return this.reports(lane)[1] ?? (soFar?.epoch === 1 ? soFar : {});
  }

  /** The epoch that the pictures show. */
  get epoch() {
    return this.#looked.epoch.value ?? this.run?.completed ?? 0;
  }

  /**
   * What the picture of a lane shows.
   * @param {number} lane
   */
  snapshot(lane) {
    return this.#shown.shown(lane)?.snapshot ?? null;
  }

  /**
   * The neuron that is selected in a lane, or null.
   * @param {number} lane
   */
  selected(lane) {
    const { selection } = this.#shown;
    return selection.lane === lane ? selection.neuron : null;
  }

  /** What is known of networks without some of their neurons. */
  get knockOut() {
    return this.#shown.knockOut;
  }

  /**
   * A printed number of the paper.
   * @param {number} table
   * @param {string} row
   * @param {RegExp} lanes of the cell's experiment
   */
  printed(table, row, lanes) {
    const cells = this.paper?.tables.find(({ number }) => number === table)?.rows.find(({ head }) => head === row)?.cells ?? [];
    const quantities = cells.filter(({ experiment }) => lanes.test(experiment ?? '')).flatMap((cell) => cell.quantities ?? []);
    return quantities.find(({ statistic }) => statistic === 'accuracy')?.paper;
  }

  /**
   * What a difference between paper and code is.
   * @param {string} id
   */
  difference(id) {
    return this.paper?.differences.find((one) => one.id === id)?.text;
  }
}
