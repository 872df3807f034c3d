/**
 * What lessons look at: the experiment, its run, the playground, the paper's tables and the study.
 *
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').SoFar} SoFar
 * @typedef {import('../shared/types.js').PlannedLayer} PlannedLayer
 * @typedef {import('../paper/data.js').Table} Table
 * @typedef {import('../paper/data.js').Difference} Difference
 *
 * @typedef {object} Drawn what the visitor has on the drawing pad
 * @property {number} changes how often that changed
 * @property {string[]} says what each network says it is; empty where nothing is drawn or known
 *
 * @typedef {object} Shown what the Lab's pictures show
 * @property {(lane: number) => { snapshot: import('../shared/types.js').Snapshot } | null} shown
 * @property {import('../lanes/selection.js').Selection} selection the neuron that the visitor looks at
 * @property {Pick<import('../closer/knock-out.js').KnockOutTab, 'result' | 'attack'>} knockOut
 * @property {{ known: import('../base/signal.js').Watched<Drawn> }} drawing
 *
 * @typedef {object} PageWords what a page says; another language has others. See prose.js
 * @property {string} title
 * @property {string[]} text
 * @property {string} task what to do
 * @property {{ label: string, choices?: string[] }} [question] `choices`: the answers to choose among; without them a number is asked for
 * @property {string[]} [buttons] what the buttons say that do something in the visitor's place
 * @property {string} said what follows, once it is done
 *
 * @typedef {object} Offer what a button does in the visitor's place
 * @property {boolean} [after] whether it is offered once the task is done, and not before
 * @property {boolean} [run] whether the networks are trained then
 * @property {(scene: Scene) => string} text the experiment to go to
 *
 * @typedef {object} PageDeeds what a page looks at
 * @property {(scene: Scene, entry: any) => boolean} [done] whether it was done; a question's page needs none
 * @property {{ answer: (scene: Scene) => number | undefined, tolerance?: (answer: number) => number }} [question] `answer`: the number, or the
 *   place of the right choice; `tolerance`: how far a number may be off
 * @property {(scene: Scene, say: Sayings) => Record<string, string | undefined>} [facts]
 * @property {(scene: Scene) => any} [enter] what `done` compares with, as things stand when the page opens
 * @property {string} figure a selector of the figure it speaks of, which is in sight when the page opens
 * @property {string} [show] a selector of the control it speaks of, if that is not the figure
 * @property {Offer[]} [offers]
 * @property {string} [view] the view it speaks of; the Lab unless said
 *
 * @typedef {object} PanelWords the words of the panel
 * @property {string} title @property {string} about @property {string} language @property {string} all @property {string} leave
 * @property {string} back @property {string} next @property {string} nextLesson @property {string} check @property {string} show
 * @property {string} more @property {string} less @property {string} task @property {string} done @property {string} before
 * @property {string} early @property {string} choose @property {string} write @property {string} wrong @property {string} and @property {string} nothing
 * @property {(at: number, of: number) => string} page
 * @property {(count: number) => string} pages
 * @property {(count: number) => string} minutes
 * @property {(done: number, of: number) => string} some
 * @property {(more: boolean) => string} off
 * @property {{ [noun in Noun]: [string, string] }} nouns one of them, and many
 *
 * @typedef {'connection' | 'neuron' | 'hidden' | 'point'} Noun
 * @typedef {object} Sayings what facts are made of besides numbers
 * @property {(n: number, noun: Noun) => string} counted
 * @property {(parts: string[]) => string} joined
 * @property {string} nothing
 *
 * @typedef {{ of: string, is: string }} Sentence what the page says in English, and what that is in another language
 * @typedef {{ title: string, pages: PageWords[], sentences?: Record<string, Sentence> }} LessonWords `sentences`: by the fact that says them
 * @typedef {{ panel: PanelWords, lessons: Record<string, LessonWords> }} Texts a language
 * @typedef {{ id: string, minutes: number, experiment?: string, pages: PageDeeds[] }} LessonDeeds `minutes`: that it takes about;
 *   `experiment`: the text of the experiment it is about
 *
 * @typedef {NonNullable<PageWords['question']> & NonNullable<PageDeeds['question']>} Question
 * @typedef {Omit<PageWords, 'question' | 'buttons'> & Omit<PageDeeds, 'question' | 'offers'> & { question?: Question, offers: (Offer & { label: string })[] }} Page one page of a lesson
 * @typedef {Omit<LessonDeeds, 'pages'> & { title: string, pages: Page[], sentences: Record<string, Sentence> }} Lesson
 */

export class Scene {
  /** @type {{ tables: Table[], differences: Difference[] } | null} */
  paper = null;
  /** @type {{ plan: import('../paper/study-data.js').Plan, studied: import('../paper/study-data.js').Studied } | null} */
  study = null;
  /** What the visitor answered last to a question, as it was put. @type {string | null} */
  guess = null;
  /** How many pages of all lessons are done. */
  tour = { done: 0, of: 0 };
  /** What finished runs came to, by seed, of the experiment at hand. @type {Map<string, number[]>} */
  #seeds = new Map();
  /** The experiment that they are of, but for the seed. */
  #of = '';
  #plan;
  #shown;
  #looked;

  /**
   * @param {import('../run/lab.js').Lab} lab
   * @param {Pick<import('../playground/view.js').Playground, 'worked' | 'ids' | 'edges' | 'chosen' | 'done' | 'start'>} playground
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

  /** Whether the neuron that is selected was pressed, and not pointed at in passing. */
  get pinned() {
    return this.#shown.selection.pinned;
  }

  /** What is known of networks without some of their neurons. */
  get knockOut() {
    return this.#shown.knockOut;
  }

  /** What the visitor has drawn, and what the networks say it is. */
  get drawn() {
    return this.#shown.drawing.known.value;
  }

  /** Remembers what the run came to, if it is over. */
  note() {
    if (!this.finished || this.lab.checked.canonical === null) return;
    const of = this.lab.changed('seed', null);
    if (of !== this.#of) this.#seeds.clear();
    this.#of = of;
    this.#seeds.set(this.values.seed, this.lab.checked.lanes.map((_, i) => this.reports(i).at(-1)?.test_accuracy ?? NaN));
  }

  /** What the runs of this experiment with different seeds came to: accuracies, lane by lane. */
  get seeds() {
    return [...this.#seeds.values()];
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
