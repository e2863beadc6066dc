// G6 while it storms: books that do not add up are seen in the state in which they are saved.

import { expect, it } from 'vitest';
import { addingUp } from './g6-adding-up.ts';
import { said, stateItem, stored } from './histories.ts';
import type { Sighting } from './sighting.ts';

const LEDGER = {
  cash: '92.49',
  lots: [['key', { token: 't', shares: '10', cost: '10' }]],
  flows: '100',
  totals: { MM: { realized: '2', fees: '0.01' } },
  income: { reward: '0.5' },
  pending: [],
};

const saved = (cash: string, version = 2, schema = 4): Sighting => {
  const ledger = { S: JSON.stringify({ ...LEDGER, cash }) };
  return stored(1, { ...stateItem({ version, schema }), ledger });
};

const journalled = (): Sighting => {
  const item = { ...stateItem({}), ledger: { S: JSON.stringify({ ...LEDGER, cash: '0' }) } };
  return stored(1, item, { before: stateItem({}) });
};

it.each([
  ['92.49', 0],
  ['92.490001', 1],
  ['92.489999', 1],
])('flows, gains, income, fees and costs make a cash of %s with %i faults', (cash, count) => {
  expect(said(addingUp(), [saved(cash)])).toHaveLength(count);
});

it('looks at each state that is saved, not at journals, nor at what a newer function reads', () => {
  expect(said(addingUp(), [saved('0'), journalled(), saved('0', 3)])).toHaveLength(2);
  expect(said(addingUp(), [saved('0', 2, 5)])).toEqual([]);
});

it('says nothing while there are no books', () => {
  expect(said(addingUp(), [stored(1, stateItem({ version: 2 }))])).toEqual([]);
});
