// The brake on losses, on made-up states: at, below and above what may be lost.

import { expect, it } from 'vitest';
import { braked } from './g1-braked.ts';
import { BID, said, stateItem, stored } from './histories.ts';
import type { RiskWords } from './risk-words.ts';

const QUARTER = 250_000n;

it.each<readonly [string, RiskWords, 0 | 1]>([
  ['a micro less than a quarter is lost', { peak: '40', equity: '30.000001' }, 0],
  ['a quarter is lost', { peak: '40', equity: '30' }, 1],
  ['more than a quarter is lost', { peak: '40', equity: '-1' }, 1],
  ['a quarter is lost, and the breaker open', { peak: '40', equity: '30', openUntil: 1 }, 0],
  ['what is left is not known', { peak: '40' }, 0],
  ['there is no peak', { equity: '30' }, 0],
  ['there is nothing to lose', { peak: '0', equity: '-1' }, 0],
])('where %s', (_what, risk, count) => {
  const history = [stored(1, stateItem({ risk, orders: [BID] }))];
  expect(said(braked(QUARTER), history)).toHaveLength(count);
});
