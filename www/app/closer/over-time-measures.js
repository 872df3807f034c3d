/** What the tab "Over time" draws epoch by epoch, a line a lane. */

/**
 * @typedef {import('../shared/types.js').LaneInfo} LaneInfo
 * @typedef {import('../shared/types.js').Report} Report
 * @typedef {import('../shared/types.js').Snapshot} Snapshot
 * @typedef {{ info: LaneInfo, reports: Report[], snapshots: Snapshot[], wiring: import('../run/lane-state.js').Lane['wiring'] }} Lane
 */

/** @type {{ quantity: string, title: string, caption: string, values: (lane: Lane) => Float64Array }[]} */
export const MEASURES = [
  {
    quantity: 'gini', title: 'Concentration (Gini)',
    caption: 'Gini coefficient of |LC|: 0 if all neurons are as central, near 1 if a few have it all.',
    values: reported((report) => report.lc_gini),
  },
  {
    quantity: 'top_decile', title: 'Top decile',
    caption: 'The part of all |LC| that the most central tenth of the neurons holds.',
    values: reported((report) => report.lc_top_decile_share),
  },
  {
    quantity: 'hub_overlap', title: 'Hubs that stay',
    caption: 'Jaccard index of the hubs (the most central tenth) and those of the epoch before. Tenths drawn at random give about 0.05.',
    values: reported((report) => report.hub_overlap),
  },
  {
    quantity: 'start_jaccard', title: 'Likeness to the start',
    caption: 'Jaccard index of the places that are connected and those that were in epoch 0.',
    values: ({ wiring }) => wiring.timeline?.start_jaccard() ?? new Float64Array(),
  },
  {
    quantity: 'start_kept', title: 'First connections left',
    caption: 'The part of the connections of epoch 0 that was never cut.',
    values: ({ wiring }) => wiring.timeline?.start_kept() ?? new Float64Array(),
  },
  {
    quantity: 'mean_age', title: 'Mean age',
    caption: 'How many epochs ago the connections grew, on average.',
    values: ({ wiring }) => wiring.timeline?.mean_age() ?? new Float64Array(),
  },
];

/** @param {(report: Report) => number | null} of */
function reported(of) {
  return (/** @type {Lane} */ { reports }) => Float64Array.from(reports, (report) => of(report) ?? NaN);
}
