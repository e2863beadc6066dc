// The counts, on made-up histories: each thing that a judge has had before it, and nothing else.

import { describe, expect, it } from 'vitest';
import { GONE_WITHIN_MS } from '../checkers/g4-halted.ts';
import {
  arrived,
  BID,
  minute,
  openOrderOf,
  sent,
  stateItem,
  stored,
  switchTurned,
  venueWith,
} from '../checkers/histories.ts';
import { createTruth } from '../checkers/truth.ts';
import { createTally, neverJudged, NOTHING_JUDGED, together } from './judged.ts';
import type { Attributes } from '../aws/attribute.ts';
import type { Sighting } from '../checkers/sighting.ts';
import type { VenueTruth } from '../checkers/truth.ts';
import type { Judged } from './judged.ts';

const ALL = ['G1', 'G2', 'G4', 'G6'];
const RESTING = venueWith({ openOrders: () => [openOrderOf(BID)] });

const judgedIn = (
  history: readonly Sighting[],
  { venue = RESTING, checkers = ALL }: { venue?: VenueTruth; checkers?: readonly string[] } = {},
): Judged => {
  const [truth, tally] = [createTruth(venue), createTally(checkers)];
  for (const sighting of history) {
    truth.see(sighting);
    tally.see(sighting, truth);
  }
  return tally.judged();
};

const withLedger = (version: number): Attributes => ({
  ...stateItem({ version }),
  ledger: { S: '{}' },
});

describe('what was judged', () => {
  it('is nothing where nothing happens but time', () => {
    expect(judgedIn([minute(60_000), minute(120_000)])).toEqual(NOTHING_JUDGED);
  });

  it('are orders, as many as a request has, once as they leave and once as they arrive', () => {
    const [one, two] = [BID, { ...BID, id: '0x02' }];
    const history = [sent(1, [one, two]), arrived(2, [one, two]), sent(3, [one])];
    expect(judgedIn(history)).toEqual({ ...NOTHING_JUDGED, sent: 3, arrived: 2 });
  });

  it('are states that are saved, and no lease that is taken or kept', () => {
    const history = [
      stored(1, stateItem({ version: 0 })),
      stored(2, withLedger(2), { before: withLedger(1) }),
      stored(3, withLedger(2), { before: withLedger(2) }),
    ];
    expect(judgedIn(history)).toEqual({ ...NOTHING_JUDGED, saves: 1 });
  });

  it.each([
    [GONE_WITHIN_MS - 1, 0],
    [GONE_WITHIN_MS, 0],
    [GONE_WITHIN_MS + 1, 1],
  ])('is a halt that lasts for %i ms: %i', (lasts, halts) => {
    const off = [switchTurned(10 + lasts, 'off'), minute(2 * GONE_WITHIN_MS)];
    const history = [switchTurned(10, 'nonsense'), minute(10 + lasts), ...off];
    expect(judgedIn(history)).toEqual({ ...NOTHING_JUDGED, turned: 1, halts });
  });

  it('is no halt that ends before, and no turn to anything else', () => {
    const later = minute(2 * GONE_WITHIN_MS);
    const history = [switchTurned(10, 'halt'), switchTurned(20, 'off'), later];
    expect(judgedIn(history)).toEqual({ ...NOTHING_JUDGED, turned: 1 });
    expect(judgedIn([switchTurned(10, 'reduce-only'), later])).toEqual(NOTHING_JUDGED);
  });

  it('is no halt that finds nothing of ours at rest', () => {
    const history = [switchTurned(10, 'halt'), minute(2 * GONE_WITHIN_MS)];
    const byHand = venueWith({ ...RESTING, isByHand: () => true });
    for (const venue of [venueWith({}), byHand])
      expect(judgedIn(history, { venue })).toEqual({ ...NOTHING_JUDGED, turned: 1 });
  });

  it('is nothing for which no checker is there', () => {
    const history = [sent(1, [BID]), arrived(2, [BID]), switchTurned(3, 'halt')];
    const checkers = ['G3', 'G4'];
    expect(judgedIn(history, { checkers })).toEqual({ ...NOTHING_JUDGED, turned: 1 });
  });

  it('are requests that a twin has made as well, of invocations in which there is one', () => {
    const tally = createTally(ALL);
    for (const twin of [['a', 'b'], ['a'], []]) tally.seeTwin({ original: ['a', 'b'], twin });
    expect(tally.judged()).toEqual({ ...NOTHING_JUDGED, twins: 2, compared: 3 });
  });
});

it('are books and worths that were compared at rest', () => {
  const tally = createTally(ALL);
  tally.seeRest();
  tally.seeWorth();
  tally.seeWorth();
  expect(tally.judged()).toEqual({ ...NOTHING_JUDGED, rests: 1, worths: 2 });
});

describe('a run', () => {
  const once: Judged = {
    ...{ sent: 1, arrived: 1, worths: 1, turned: 1, halts: 1 },
    ...{ saves: 1, rests: 1, twins: 1, compared: 1 },
  };

  it('of some thousand cycles says what was never judged, and a short one does not', () => {
    const noTwins = { ...once, twins: 0, compared: 0 };
    expect(neverJudged(once, 2_000)).toEqual([]);
    expect(neverJudged(noTwins, 1_999)).toEqual([]);
    expect(neverJudged(noTwins, 2_000)).toEqual([
      'NEVER JUDGED in 2000 cycles: ' +
        'invocations with a twin (G8), requests beside those of a twin (G8)',
    ]);
  });

  it.each(Object.keys(once))('misses %s where all else was judged', (figure) => {
    expect(neverJudged({ ...once, [figure]: 0 }, 20_000)).toHaveLength(1);
  });

  it('has judged what its sections have', () => {
    const two = together(once, { ...once, sent: 41 });
    expect(two).toMatchObject({ sent: 42, compared: 2 });
  });
});
