// The results of a search as a file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupsCsv } from '../../../www/app/search/tables.js';

/** @param {Partial<import('../../../www/app/shared/types.js').SearchGroup>} more */
const group = (more) => ({
  experiment: 'v=1&lanes=set', lane: 'set', name: 'set', seeds: [1, 2], epochs: 30, mean: 80, final_mean: 81, std: 0.5, difference: 0, against_baseline: 'itself', against_best: 'itself', best: true, ...more,
});

test('a search without validation images has the columns that it always had, and epochs and their last behind them', () => {
  assert.equal(groupsCsv([group({})]), `group,lane,experiment,seeds,accuracy_mean,accuracy_std,minus_set,against_set,best,against_best,epochs,accuracy_final
set,set,v=1&lanes=set,1 2,80,0.5,0,itself,true,itself,30,81
`);
});

test('where some groups hold images back, both accuracies stand there', () => {
  const [header, held, other] = groupsCsv([group({ validation: { mean: 79, std: null } }), group({ best: false, against_best: 'apart' })]).split('\n');
  assert(header.endsWith(',accuracy_final,validation_mean,validation_std'), header);
  assert(held.endsWith(',itself,30,81,79,'), held);
  assert(other.endsWith(',apart,30,81,,'), other);
});
