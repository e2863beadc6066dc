// Of merges that nobody has booked yet the system may know the first ones, or none.

import { expect, it } from 'vitest';
import { tradeId } from '../../../lib/units/ids.ts';
import { shares } from '../../../lib/units/shares.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { followBooks } from './booked.ts';
import { FILL } from './fill-history.ts';
import { MARKET, stateItem, venueWith } from './histories.ts';
import { createPossibleBooks } from './possible-books.ts';
import { createTruth } from './truth.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Fill } from '../../../lib/domain/fill.ts';

const NO = { token: MARKET.no, outcome: 'NO' } as const;
const { condition } = MARKET;

const mergeAt = (at: bigint, size: string): Activity => ({
  kind: 'merge',
  at: epochMs(at),
  key: `merge ${size}`,
  condition,
  size: shares(size),
});

const MERGES = [mergeAt(6n, '1'), mergeAt(7n, '2')];

const open = () => {
  const fills: Fill[] = [FILL, { ...FILL, ...NO, trade: tradeId('t2') }];
  const truth = createTruth(venueWith({ fills: () => fills, activity: () => MERGES }));
  const booked = followBooks();
  const books = createPossibleBooks(booked);
  const sharesBy = (known: number): readonly string[] =>
    books(truth, (one) => MERGES.indexOf(one) < known).map(({ byToken }) =>
      String((byToken.get(MARKET.yes)?.shares ?? 0n) / 1_000_000n),
    );
  return { fills, truth, booked, books, sharesBy };
};

it.each([
  [0, ['10', '9', '7', '10', '9', '7']],
  [1, ['9', '7', '9', '7']],
  [2, ['7']],
])('with %i of two merges known, shares may be %j', (known, expected) => {
  expect(open().sharesBy(known)).toEqual(expected);
});

it('looks again when something is filled, fails or is booked, and not else', () => {
  const { fills, truth, booked, books } = open();
  const look = () => books(truth, () => true);
  const seen = [look()];
  expect(look()).toBe(seen[0]);
  fills.push({ ...FILL, trade: tradeId('t3') });
  seen.push(look());
  fills.splice(2, 1, { ...FILL, trade: tradeId('t3'), status: 'FAILED' });
  seen.push(look());
  const outbox = { S: JSON.stringify([{ kind: 'merge', sequence: 3, condition }]) };
  booked.saved({ ...stateItem({}), outbox });
  seen.push(look());
  expect(new Set(seen).size).toBe(4);
});
