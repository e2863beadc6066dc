// A read of the wallet's other events changes the books by what they do not know yet.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityHorizon } from '../../lib/accounting/applied-keys.ts';
import { emptyLedger, recordEvent } from '../../lib/accounting/ledger.ts';
import { postActivity } from '../../lib/accounting/post-activity.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { shares } from '../../lib/units/shares.ts';
import { durationMs, after as laterBy } from '../../lib/units/time.ts';
import { formatUsdc, usdc } from '../../lib/units/usdc.ts';
import { anyHistory } from './histories.ts';
import {
  after,
  bytesOf,
  fairAt,
  fill,
  MARKETS,
  NOTHING_FAIR,
  OPENED,
  opened,
  secondsLater,
  UNIVERSE,
} from './scenario.ts';
import type { ActivityContext } from '../../lib/accounting/post-activity.ts';
import type { Activity } from '../../lib/domain/activity.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { EpochMs } from '../../lib/units/time.ts';

const RUNS = { numRuns: 10_000 };
const [rain] = MARKETS;
const NO_MARKETS = { universe: universeOf([], []), fair: new Map() };

const reward = (key = 'r', at: EpochMs = secondsLater(1)): Activity => ({
  key,
  at,
  kind: 'reward',
  amount: usdc('1'),
});

const sets = (kind: 'merge' | 'split', size = '10'): Activity => ({
  key: kind,
  at: secondsLater(5),
  kind,
  condition: rain.condition,
  size: shares(size),
});

const redemption: Activity = {
  key: 'redeemed',
  at: secondsLater(5),
  kind: 'redemption',
  condition: rain.condition,
  token: rain.yes,
  size: shares('10'),
  payout: usdc('10'),
};

const posted = (state: LedgerState, ...activity: readonly Activity[]): LedgerState =>
  postActivity(state, activity, NOTHING_FAIR).state;

const pair = after(
  opened(),
  fill({ trade: 'y', strategy: 'MM', price: '0.6' }),
  fill({ trade: 'n', strategy: 'Protect', price: '0.2', outcome: 'NO' }),
);

describe('a read of activity', () => {
  const anyRead = anyHistory.map((steps) =>
    steps.flatMap((step) => (step.kind === 'activity' ? [step.activity] : [])),
  );

  it('applied twice changes the books once', () => {
    fc.assert(
      fc.property(anyRead, (activity) => {
        const once = posted(opened(), ...activity);
        const twice = postActivity(once, activity, NOTHING_FAIR);
        expect(twice.entries).toEqual([]);
        expect(bytesOf(twice.state)).toBe(bytesOf(once));
      }),
      RUNS,
    );
  });

  it('gives the same books in any order and with any repetition', () => {
    fc.assert(
      fc.property(
        anyRead.chain((activity) =>
          fc.record({
            activity: fc.constant(activity),
            shuffled: fc.shuffledSubarray([...activity, ...activity], {
              minLength: 2 * activity.length,
            }),
          }),
        ),
        ({ activity, shuffled }) => {
          const state = posted(opened(), ...activity);
          expect(bytesOf(posted(opened(), ...shuffled))).toBe(bytesOf(state));
        },
      ),
      RUNS,
    );
  });

  it('books events of the same moment in the order of their keys', () => {
    const read = postActivity(opened(), [reward('b'), reward('a')], NOTHING_FAIR);
    expect(read.entries.map((entry) => entry.eventId)).toEqual(['activity|a', 'activity|b']);
  });

  it.each<[string, Activity]>([
    ['an amount', { ...reward(), kind: 'yield', amount: usdc('0') }],
    ['a size', sets('merge', '0')],
  ])('passes over events with %s of zero', (_what, activity) => {
    const state = opened();
    expect(postActivity(state, [activity], NOTHING_FAIR)).toEqual({
      state,
      entries: [],
      unposted: [],
    });
  });

  it.each(['deposit', 'withdrawal', 'reward', 'rebate', 'yield'] as const)(
    'books a %s as what it is',
    (kind) => {
      const one: Activity = { ...reward(), kind, amount: usdc('2') };
      expect(postActivity(opened(), [one], NOTHING_FAIR).entries).toEqual([
        { sequence: 2, eventId: 'activity|r', at: one.at, kind, amount: usdc('2') },
      ]);
    },
  );

  it('waits for the opening of the books', () => {
    const unopened = emptyLedger(OPENED);
    const read = postActivity(unopened, [reward()], NOTHING_FAIR);
    expect(read).toEqual({ state: unopened, entries: [], unposted: [] });
  });

  it.each([
    ['a millisecond before', -1n, 0],
    ['at', 0n, 1],
  ])('books what happened %s the opening', (_where, offset, entries) => {
    const one = reward('r', laterBy(OPENED, durationMs(offset)));
    const read = postActivity(opened(), [one], NOTHING_FAIR);
    expect(read.entries).toHaveLength(entries);
    expect(read.unposted).toEqual([]);
  });

  // The feed tells whole seconds: what came in the rest of that one bears its begin.
  // Simulated section 151213728973480.
  it.each([
    [-1n, 0],
    [0n, 1],
    [1n, 1],
  ])('books what is stamped %i ms after the second in which the books opened', (ms, entries) => {
    const amid = recordEvent(emptyLedger(OPENED), {
      eventId: 'opening',
      at: laterBy(OPENED, durationMs(409n)),
      event: { kind: 'opening', cash: usdc('100') },
    }).state;
    const one = reward('r', laterBy(OPENED, durationMs(ms)));
    expect(postActivity(amid, [one], NOTHING_FAIR).entries).toHaveLength(entries);
  });

  it.each([
    ['a millisecond before', -1n, 0],
    ['at', 0n, 1],
  ])(
    'books what is first seen %s the horizon, and hands back the rest',
    (...[, offset, booked]) => {
      const busy = posted(opened(), reward('late', secondsLater(10_000)));
      const one = reward('r', laterBy(activityHorizon(busy), durationMs(offset)));
      const read = postActivity(busy, [one], NOTHING_FAIR);
      expect(read.entries).toHaveLength(booked);
      expect(read.unposted).toHaveLength(1 - booked);
    },
  );

  it('knows at the horizon what it has booked', () => {
    const early = reward('early', secondsLater(1));
    const state = posted(opened(), early, reward('late', secondsLater(3_601)));
    expect(activityHorizon(state)).toBe(early.at);
    expect(postActivity(state, [early], NOTHING_FAIR).entries).toEqual([]);
  });

  it('forgets keys that lie behind the horizon', () => {
    const state = posted(opened(), reward('early'), reward('late', secondsLater(10_000)));
    expect([...state.activityKeys.keys()]).toEqual(['activity|late']);
  });
});

describe('a merge', () => {
  it('divides its dollar at the fair price', () => {
    const fair: ActivityContext['fair'] = new Map([[rain.condition, fairAt('0.5')]]);
    const { state } = postActivity(pair, [sets('merge')], { universe: UNIVERSE, fair });
    expect(formatUsdc(state.totals.MM.realized)).toBe('-1');
    expect(formatUsdc(state.totals.Protect.realized)).toBe('3');
  });

  it('is booked for tokens that only the books know', () => {
    const elsewhere = [
      fill({ trade: 'x', market: 'hail', outcome: 'YES' }),
      fill({ trade: 'z', market: 'hail', outcome: 'NO' }),
    ];
    const read = postActivity(after(pair, ...elsewhere), [sets('merge')], NO_MARKETS);
    expect(read.entries).toMatchObject([{ yes: rain.yes, no: rain.no }]);
  });

  it.each<[string, LedgerState]>([
    ['no lots', opened()],
    ['a YES lot only', after(opened(), fill())],
    ['a NO lot only', after(opened(), fill({ outcome: 'NO' }))],
  ])('is handed back when neither markets nor %s name its tokens', (_what, state) => {
    const read = postActivity(state, [sets('merge')], NO_MARKETS);
    expect(read).toEqual({ state, entries: [], unposted: [sets('merge')] });
  });
});

describe('a redemption', () => {
  it('is booked for a token of the known markets', () => {
    expect(posted(pair, redemption).lots.has('MM|rain-YES')).toBe(false);
  });

  it('is booked for a token that only the books know', () => {
    const read = postActivity(pair, [redemption], NO_MARKETS);
    expect(read.state.lots.has('MM|rain-YES')).toBe(false);
  });

  it('takes the outcome of its token from the books', () => {
    const ofNo: Activity = { ...redemption, token: rain.no };
    const read = postActivity(pair, [ofNo], NO_MARKETS);
    expect(read.entries).toMatchObject([{ token: rain.no, outcome: 'NO' }]);
  });

  it('is handed back when nobody names its token', () => {
    expect(postActivity(opened(), [redemption], NO_MARKETS).unposted).toEqual([redemption]);
  });
});
