// A read of own fills changes the books by what they do not know yet.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillHorizon, fillsBegin } from '../../lib/accounting/applied-keys.ts';
import { emptyLedger } from '../../lib/accounting/ledger.ts';
import { postFills } from '../../lib/accounting/post-fills.ts';
import { durationMs, after as laterBy } from '../../lib/units/time.ts';
import { anyHistory, fillsOf } from './histories.ts';
import {
  after,
  bytesOf,
  fill,
  moneyOf,
  OPENED,
  opened,
  secondsLater,
  strategyOf,
} from './scenario.ts';
import type { Fill, TradeStatus } from '../../lib/domain/fill.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';

const RUNS = { numRuns: 10_000 };
const STATUSES: readonly TradeStatus[] = ['MATCHED', 'MINED', 'CONFIRMED', 'RETRYING', 'FAILED'];

// Reads as they come: any fills, some of them several times and in several states.
const anyRead = anyHistory.chain((steps): fc.Arbitrary<readonly Fill[]> => {
  const fills = fillsOf(steps);
  if (fills.length === 0) return fc.constant([]);
  return fc.array(
    fc
      .record({ one: fc.constantFrom(...fills), status: fc.constantFrom(...STATUSES) })
      .map(({ one, status }): Fill => ({ ...one, status })),
    { maxLength: 20 },
  );
});

const follow = (statuses: readonly TradeStatus[], side: 'BUY' | 'SELL' = 'BUY'): LedgerState =>
  after(opened(), ...statuses.map((status) => fill({ status, side })));

const pendingStatus = (state: LedgerState): string =>
  [...state.pending.values()].map((one) => one.status).join();

describe('a read of fills', () => {
  it('applied twice changes the books once', () => {
    fc.assert(
      fc.property(anyRead, (fills) => {
        const { state: once, entries } = postFills(opened(), fills, strategyOf);
        fc.pre(entries.length > 0);
        const twice = postFills(once, fills, strategyOf);
        expect(twice.entries).toEqual([]);
        expect(twice.unposted).toEqual([]);
        expect(bytesOf(twice.state)).toBe(bytesOf(once));
      }),
      RUNS,
    );
  });

  it('gives the same books in any order and with any repetition', () => {
    fc.assert(
      fc.property(
        anyRead.chain((fills) =>
          fc.record({
            fills: fc.constant(fills),
            shuffled: fc.shuffledSubarray([...fills, ...fills], {
              minLength: 2 * fills.length,
            }),
          }),
        ),
        ({ fills, shuffled }) => {
          const { state } = postFills(opened(), fills, strategyOf);
          expect(bytesOf(postFills(opened(), shuffled, strategyOf).state)).toBe(bytesOf(state));
        },
      ),
      RUNS,
    );
  });

  it('never goes back from a final state, whatever is listed before and after', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...STATUSES), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('BUY' as const, 'SELL' as const),
        (statuses, side) => {
          const final = statuses.find((one) => one === 'CONFIRMED' || one === 'FAILED');
          const state = follow(statuses, side);
          const counts = final !== 'FAILED';
          const expected = counts ? follow(['CONFIRMED'], side) : opened();
          expect(bytesOf(moneyOf(state))).toBe(bytesOf(moneyOf(expected)));
          expect(state.pending.size).toBe(final === undefined ? 1 : 0);
        },
      ),
      RUNS,
    );
  });
});

describe('a trade', () => {
  it.each<[readonly TradeStatus[], string]>([
    [['MATCHED'], 'MATCHED'],
    [['RETRYING'], 'RETRYING'],
    [['MATCHED', 'MINED'], 'MINED'],
    [['MATCHED', 'MINED', 'MATCHED'], 'MINED'],
    [['MATCHED', 'RETRYING', 'MATCHED'], 'RETRYING'],
    [['MATCHED', 'MINED', 'RETRYING'], 'RETRYING'],
    [['MINED', 'RETRYING', 'MINED'], 'MINED'],
    [['MINED', 'CONFIRMED'], ''],
    [['CONFIRMED', 'MINED'], ''],
    [['FAILED', 'MATCHED'], ''],
  ])('seen as %s is listed as %s', (statuses, expected) => {
    expect(pendingStatus(follow(statuses))).toBe(expected);
  });

  it.each<[TradeStatus, TradeStatus]>([
    ['MATCHED', 'MINED'],
    ['MINED', 'RETRYING'],
    ['RETRYING', 'CONFIRMED'],
    ['CONFIRMED', 'FAILED'],
  ])('listed in one read as %s and %s is in the later state', (...statuses) => {
    const [, later] = statuses;
    const read = statuses.map((status) => fill({ status }));
    const once = follow([later]);
    expect(postFills(opened(), read, strategyOf).state).toEqual(once);
    expect(postFills(opened(), read.toReversed(), strategyOf).state).toEqual(once);
  });

  it('names every one of its entries differently, although it is retried twice', () => {
    const statuses: readonly TradeStatus[] = ['MINED', 'RETRYING', 'MINED', 'RETRYING', 'FAILED'];
    let state = opened();
    const ids = statuses.flatMap((status) => {
      const read = postFills(state, [fill({ status })], strategyOf);
      state = read.state;
      return read.entries.map((entry) => entry.eventId);
    });
    expect(ids).toEqual([
      't1|MM-o1|0|MINED',
      't1|MM-o1|1|RETRYING',
      't1|MM-o1|2|MINED',
      't1|MM-o1|3|RETRYING',
      't1|MM-o1|4|FAILED',
    ]);
  });

  it('is one fill for each of our orders in it', () => {
    const state = after(opened(), fill({ order: 'a' }), fill({ order: 'b' }));
    expect(state.lots.get('MM|rain-YES')?.shares).toBe(fill({ size: '20' }).size);
  });
});

describe('a fill first seen late', () => {
  const busy = after(opened(), fill({ trade: 'late', at: 10_000 }));
  const at = (offset: bigint, from = fillHorizon(busy)): Fill => ({
    ...fill({ trade: 'x' }),
    matchedAt: laterBy(from, durationMs(offset)),
  });

  it.each([
    ['a millisecond before', -1n, 0, 1],
    ['at', 0n, 1, 0],
    ['a millisecond after', 1n, 1, 0],
  ])('%s the horizon', (...[, offset, entries, unposted]) => {
    const read = postFills(busy, [at(offset)], strategyOf);
    expect(read.entries).toHaveLength(entries);
    expect(read.unposted).toHaveLength(unposted);
  });

  it('is still followed when it was seen before', () => {
    const slow = fill({ trade: 'slow', status: 'MINED' });
    const state = after(opened(), slow, fill({ trade: 'late', at: 10_000 }));
    const read = postFills(state, [{ ...slow, status: 'FAILED' }], strategyOf);
    expect(read.entries).toHaveLength(1);
    expect(postFills(read.state, [slow], strategyOf).entries).toEqual([]);
  });

  it('at the horizon is known there if it was applied before', () => {
    const early = fill({ trade: 'early', at: 1 });
    const state = after(opened(), early, fill({ trade: 'late', at: 1_201 }));
    expect(fillHorizon(state)).toBe(early.matchedAt);
    expect(postFills(state, [early], strategyOf).entries).toEqual([]);
  });

  it('does not fill the memory of final fills', () => {
    expect([...busy.finals.keys()]).toEqual(['late|MM-o1']);
    const fresh = after(opened(), fill({ trade: 'early' }), fill({ trade: 'late', at: 10_000 }));
    expect([...fresh.finals.keys()]).toEqual(['late|MM-o1']);
  });

  it.each([
    ['a millisecond before', -1n, 0],
    ['at', 0n, 1],
  ])('%s the beginning of the books', (_where, offset, entries) => {
    const read = postFills(opened(), [at(offset, fillsBegin(opened()))], strategyOf);
    expect(read.entries).toHaveLength(entries);
    expect(read.unposted).toEqual([]);
  });

  it('waits for the opening of the books', () => {
    const unopened = emptyLedger(OPENED);
    expect(postFills(unopened, [fill()], strategyOf)).toEqual({
      state: unopened,
      entries: [],
      unposted: [],
    });
  });
});

describe('the trade cursor', () => {
  it.each<TradeStatus>(['MATCHED', 'CONFIRMED', 'FAILED'])(
    'stands at the latest match seen, be it %s',
    (status) => {
      const state = after(opened(), fill({ status, at: 50 }), fill({ trade: 't2', at: 20 }));
      expect(state.tradeCursor).toBe(secondsLater(50));
    },
  );
});
