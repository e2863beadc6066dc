// G1 on what the risk manager remembers: made-up histories, each with one thing that is wrong.

import { describe, expect, it } from 'vitest';
import { remembered } from './g1-remembered.ts';
import { arrived, BID, MARKET, said, sent, stateItem, stored, venueWith } from './histories.ts';
import type { RiskWords } from './risk-words.ts';
import type { Sighting } from './sighting.ts';

describe('G1, the risk manager remembers', () => {
  const saved = (at: number, risk: RiskWords, orders = [BID]): Sighting =>
    stored(at, stateItem({ risk, orders }));

  const global = { kind: 'global' };
  const bids = { kind: 'token-side', token: MARKET.yes, side: 'BUY' };
  const asks = { ...bids, side: 'SELL' };
  const market = { kind: 'market', condition: MARKET.condition };
  const elsewhere = { kind: 'market', condition: 'elsewhere' };
  const late = 90_000;

  const pausedUntil = (until: number, cause = 'funds'): RiskWords => ({
    pause: { cause, until, scope: bids },
  });
  const differing = (matching: number): RiskWords => ({
    differs: { scope: market, halted: true, matching },
  });

  const after = (peak: string, flows: string, equity: string): RiskWords => ({
    peak,
    flows,
    equity,
  });

  it.each<readonly [string, RiskWords, RiskWords, 0 | 1]>([
    ['a peak that rises', { peak: '10' }, { peak: '11' }, 0],
    ['a peak that falls', { peak: '10' }, { peak: '9.999999' }, 1],
    ['a peak that is gone', { peak: '10' }, {}, 1],
    ['a peak that falls with a withdrawal', { peak: '10' }, after('9', '-1', '9'), 0],
    ['a peak that falls with more than it', { peak: '10' }, after('8.999999', '-1', '9'), 1],
    ['a peak that falls in proportion', { peak: '10' }, after('7.5', '-1', '3'), 0],
    ['a peak that falls by more', { peak: '10' }, after('7.499999', '-1', '3'), 1],
    ['a peak that rises with a deposit', { peak: '10' }, after('11', '1', '11'), 0],
    ['a peak that stays behind a deposit', { peak: '10' }, after('10.999999', '1', '11'), 1],
    ['a peak that is gone with money', { peak: '10' }, { flows: '-1' }, 1],
    ['a breaker that closes early', { openUntil: 90_000 }, {}, 1],
    ['a breaker that closes in time', { openUntil: 64_999 }, {}, 0],
    ['a breaker that is to close earlier', { openUntil: 90_000 }, { openUntil: 89_999 }, 1],
    ['a breaker that stays open for longer', { openUntil: 90_000 }, { openUntil: 90_001 }, 0],
    ['a pause that is gone', pausedUntil(90_000), {}, 1],
    ['a pause that is gone in time', pausedUntil(64_999), {}, 0],
    ['a pause that is shorter', pausedUntil(90_000), pausedUntil(89_999), 1],
    ['a pause that is longer', pausedUntil(90_000), pausedUntil(90_001), 0],
    ['a pause of another cause', pausedUntil(90_000), pausedUntil(90_000, 'approval'), 1],
    ['a difference that is gone at once', differing(0), {}, 1],
    ['a difference that has matched once', differing(0), differing(1), 0],
    ['a difference that has matched twice', differing(1), {}, 0],
    ['a broken rule that is forgotten', { integrity: 'broken' }, {}, 1],
  ])('and finds in %s its fault', (...law) => {
    const [, before, next, count] = law;
    const history = [saved(1, before), saved(60_000, next)];
    expect(said(remembered(), history)).toHaveLength(count);
  });

  it.each([
    ['adding', 90_000, 1],
    ['reducing', 90_000, 0],
    ['adding', 5_001, 0],
  ] as const)('and finds in an order that is %s, a breaker open until %i, %i faults', (...law) => {
    const [effect, openUntil, count] = law;
    const words = { ...BID, effect };
    const history = [saved(1, { openUntil }, [words]), sent(4, [words])];
    expect(said(remembered(), history)).toHaveLength(count);
  });

  it.each<readonly [string, RiskWords, 0 | 1]>([
    ['a pause of everything', { pause: { cause: 'funds', until: late, scope: global } }, 1],
    ['a pause of its place', { pause: { cause: 'funds', until: late, scope: bids } }, 1],
    ['a pause of another place', { pause: { cause: 'funds', until: late, scope: asks } }, 0],
    ['a pause that may be over', { pause: { cause: 'funds', until: 5_004, scope: global } }, 0],
    ['a pause that is not over', { pause: { cause: 'funds', until: 5_005, scope: global } }, 1],
    ['post-only mode', { pause: { cause: 'post-only', until: late, scope: global } }, 0],
    ['a market that differs', { differs: { scope: market, halted: true, matching: 0 } }, 1],
    ['cash that differs', { differs: { scope: { kind: 'cash' }, halted: true, matching: 0 } }, 1],
    ['another that differs', { differs: { scope: elsewhere, halted: true, matching: 0 } }, 0],
    ['one that has matched once', { differs: { scope: market, halted: true, matching: 1 } }, 0],
    ['one that differs at first', { differs: { scope: market, halted: false, matching: 0 } }, 0],
    ['a broken rule', { integrity: 'broken' }, 1],
  ])('and finds in an order that adds risk under %s its faults', (_, risk, count) => {
    const words = { ...BID, effect: 'adding' } as const;
    const history = [saved(1, risk, [words]), sent(4, [words])];
    expect(said(remembered(), history)).toHaveLength(count);
    const less = { ...BID, effect: 'reducing' } as const;
    expect(said(remembered(), [saved(1, risk, [less]), sent(4, [less])])).toEqual([]);
  });

  const taking = venueWith({ wasTaken: () => true });

  it.each([
    ['a bid', BID, bids, 'funds', 0],
    ['an offer', { ...BID, side: 'SELL' } as const, bids, 'funds', 1],
    ['a bid', BID, global, 'post-only', 0],
    ['a bid', BID, global, 'region', 1],
    ['an adding bid', BID, global, 'closed-only', 1],
    ['a reducing bid', { ...BID, effect: 'reducing' } as const, global, 'closed-only', 0],
  ] as const)('and finds where %s is taken what it says nothing about: %o', (...law) => {
    const [, words, scope, cause, count] = law;
    const history = [
      saved(1, { pause: { cause, until: late, scope } }, [words]),
      arrived(3, [words]),
      saved(60_000, {}),
    ];
    expect(said(remembered(), history, taking)).toHaveLength(count);
    expect(said(remembered(), history)).toHaveLength(1);
  });

  it('and finds a pause forgotten for an order that was taken before the save before', () => {
    const pause = { cause: 'funds', until: late, scope: bids };
    const history = [
      saved(1, {}),
      arrived(3, [BID]),
      stored(4, stateItem({ risk: { pause }, orders: [BID], version: 2 })),
      stored(60_000, stateItem({ orders: [BID], version: 3 })),
    ];
    expect(said(remembered(), history, taking)).toHaveLength(1);
  });
});
