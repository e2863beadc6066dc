// G6: what was put in is no gain, and what the venue paid is no deposit; a micro is seen as well.

import { describe, expect, it } from 'vitest';
import { hex32 } from '../../../lib/simulation/wire/trade-parts.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { BOOKED, BOOKS, itemOf, OPENING, stateWith } from './book-history.ts';
import { historyAmiss } from './g6-books.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { LedgerEntry } from '../../../lib/domain/ledger-entry.ts';

type Credit = Extract<Activity, { readonly amount: unknown }>;

const creditOf = (kind: Credit['kind'], amount: string, at = 9n): Credit => ({
  key: `${kind} ${String(at)}`,
  at: epochMs(at),
  kind,
  amount: usdc(amount),
});

const entryOf = (sequence: number, credit: Credit, kind = credit.kind): LedgerEntry => ({
  sequence,
  eventId: `activity|${hex32(credit.key)}|${kind}|#1`,
  at: credit.at,
  kind,
  amount: credit.amount,
});

const amiss = (
  entries: readonly LedgerEntry[],
  activity: readonly Activity[],
): readonly string[] => {
  const items = { state: stateWith(entries), entries: entries.map(itemOf) };
  return historyAmiss(items, { ...BOOKS, activity });
};

const KINDS = ['deposit', 'withdrawal', 'reward', 'rebate', 'yield'] as const;

describe('G6, money that comes and goes by itself', () => {
  it.each(KINDS)('says nothing where a %s is booked as what it is', (kind) => {
    const credit = creditOf(kind, '3');
    expect(amiss([OPENING, BOOKED, entryOf(3, credit)], [credit])).toEqual([]);
  });

  it.each([
    ['deposit', 'reward'],
    ['deposit', 'rebate'],
    ['deposit', 'yield'],
    ['reward', 'deposit'],
    ['rebate', 'deposit'],
    ['yield', 'deposit'],
    ['reward', 'yield'],
  ] as const)('sees a %s that is booked as a %s', (kind, as) => {
    const credit = creditOf(kind, '3');
    expect(amiss([OPENING, BOOKED, entryOf(3, credit, as)], [credit])).toHaveLength(2);
  });

  it.each(KINDS)('sees a micro more and a micro less of a %s', (kind) => {
    const entries = [OPENING, BOOKED, entryOf(3, creditOf(kind, '3'))];
    expect(amiss(entries, [creditOf(kind, '3.000001')])).toHaveLength(1);
    expect(amiss(entries, [creditOf(kind, '2.999999')])).toHaveLength(1);
  });

  it.each(KINDS)('sees a %s that was never booked, and one that never was', (kind) => {
    const credit = creditOf(kind, '3');
    expect(amiss([OPENING, BOOKED], [credit])).toHaveLength(1);
    expect(amiss([OPENING, BOOKED, entryOf(3, credit)], [])).toHaveLength(1);
  });

  it('tells what it compares', () => {
    const credit = creditOf('deposit', '3');
    expect(amiss([OPENING, BOOKED, entryOf(3, credit, 'reward')], [credit])).toEqual([
      'flows: 100000000 in our books, 103000000 by what the venue has moved',
      'reward: 3000000 in our books, 0 by what the venue has moved',
    ]);
  });

  // The venue tells whole seconds: 1.999 s is 1 s to us.
  it('begins with the second in which the books were opened', () => {
    const entries = [{ ...OPENING, at: epochMs(2_900n) }, BOOKED];
    expect(amiss(entries, [creditOf('deposit', '3', 1_999n)])).toEqual([]);
    expect(amiss(entries, [creditOf('deposit', '3', 2_000n)])).toHaveLength(1);
  });

  it('begins anew where books are opened anew, and leaves what they had booked before', () => {
    const paid = creditOf('reward', '3');
    const [early, late] = [creditOf('deposit', '5', 10n), creditOf('deposit', '7', 60_000n)];
    const booked = [OPENING, BOOKED, entryOf(3, paid)];
    const anew: LedgerEntry = {
      ...OPENING,
      sequence: 4,
      eventId: 'opening|4',
      at: epochMs(60_000n),
      cash: usdc('104'),
    };
    expect(amiss([...booked, anew], [paid, early])).toEqual([]);
    expect(amiss([...booked, anew, entryOf(5, late)], [paid, early, late])).toEqual([]);
    expect(amiss([...booked, anew, entryOf(5, late, 'yield')], [paid, early, late])).toHaveLength(
      2,
    );
    // What was booked as what it is not stays wrong.
    const wrong = [OPENING, BOOKED, entryOf(3, paid, 'rebate'), anew];
    expect(amiss(wrong, [paid])).toHaveLength(2);
  });

  it('counts what was booked in the second of the second opening once', () => {
    const paid = creditOf('reward', '3', 60_100n);
    const anew: LedgerEntry = {
      ...OPENING,
      sequence: 4,
      eventId: 'opening|4',
      at: epochMs(60_900n),
      cash: usdc('99'),
    };
    expect(amiss([OPENING, BOOKED, entryOf(3, paid), anew], [paid])).toEqual([]);
  });

  it('says so where the books were never opened', () => {
    const items = { state: stateWith([]), entries: [] };
    expect(historyAmiss(items, { ...BOOKS, fills: [] })).toContain('the books were never opened');
  });
});
