// A redemption of a whole market takes from the books what it took from the wallet, once.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityHorizon } from '../../lib/accounting/applied-keys.ts';
import { emptyLedger, recordEvent } from '../../lib/accounting/ledger.ts';
import { sharesOfToken } from '../../lib/accounting/lots.ts';
import { resolvedValue } from '../../lib/accounting/market-value.ts';
import { postActivity } from '../../lib/accounting/post-activity.ts';
import { rebuild } from '../../lib/accounting/verify.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { tradeId } from '../../lib/units/ids.ts';
import { minus, plus } from '../../lib/units/quantity.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { formatShares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { after as laterBy, durationMs } from '../../lib/units/time.ts';
import { formatUsdc, usdc } from '../../lib/units/usdc.ts';
import { anyFill, lived } from './histories.ts';
import {
  after,
  bytesOf,
  fill,
  market,
  MARKETS,
  NOTHING_FAIR,
  OPENED,
  opened,
  secondsLater,
} from './scenario.ts';
import type { ActivityContext } from '../../lib/accounting/post-activity.ts';
import type { Activity } from '../../lib/domain/activity.ts';
import type { LedgerEntry } from '../../lib/domain/ledger-entry.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { UsdcMicros } from '../../lib/units/quantity.ts';
import type { EpochMs } from '../../lib/units/time.ts';

const [rain] = MARKETS;

const opening = recordEvent(emptyLedger(OPENED), {
  eventId: 'opening',
  at: OPENED,
  event: { kind: 'opening', cash: usdc('1000') },
});

const resolvedAt = (yesPayout: string): ActivityContext => ({
  universe: universeOf([market('rain', { kind: 'resolved', yesPayout: ratio(yesPayout) })], []),
  fair: new Map(),
});

const paying = (payout: UsdcMicros, at: EpochMs = secondsLater(5)): Activity => ({
  key: 'redeemed',
  at,
  kind: 'market-redemption',
  condition: rain.condition,
  payout,
});
const redemption = (payout: string, at?: EpochMs): Activity => paying(usdc(payout), at);
const reward = { key: 'reward', kind: 'reward', amount: usdc('1') } as const;

// 10 YES for $6 and 7 NO for $1.40, of two strategies.
const BOTH = after(
  opened(),
  fill({ trade: 'y', strategy: 'MM', price: '0.6', size: '10' }),
  fill({ trade: 'n', strategy: 'Protect', price: '0.2', size: '7', outcome: 'NO' }),
);
const YES_ONLY = after(opened(), fill({ size: '10' }));
const NO_ONLY = after(opened(), fill({ size: '10', outcome: 'NO' }));
const SHORT_NO = after(BOTH, fill({ trade: 's', side: 'SELL', outcome: 'NO', size: '8' }));

const takenBy = (entries: readonly LedgerEntry[]): readonly string[] =>
  entries.map((entry) =>
    entry.kind === 'redemption'
      ? `${formatShares(entry.size)} ${entry.outcome} for ${formatUsdc(entry.payout)}`
      : entry.kind,
  );

const taken = (state: LedgerState, payout: string, context: ActivityContext) =>
  takenBy(postActivity(state, [redemption(payout)], context).entries);

describe('a redemption of a market', () => {
  it.each<[string, LedgerState, string, string, readonly string[]]>([
    ['YES won', BOTH, '1', '10', ['10 YES for 10', '7 NO for 0']],
    ['NO won', BOTH, '0', '7', ['10 YES for 0', '7 NO for 7']],
    ['both were paid', BOTH, '0.5', '8.5', ['10 YES for 5', '7 NO for 3.5']],
    ['both were paid unequally', BOTH, '0.25', '7.75', ['10 YES for 2.5', '7 NO for 5.25']],
    ['YES won, and is held alone', YES_ONLY, '1', '10', ['10 YES for 10']],
    ['YES lost, and is held alone', YES_ONLY, '0', '0', ['10 YES for 0']],
    ['NO won, and is held alone', NO_ONLY, '0', '10', ['10 NO for 10']],
    ['NO lost, and is held alone', NO_ONLY, '1', '0', ['10 NO for 0']],
    ['YES won, and NO was sold short', SHORT_NO, '1', '10', ['10 YES for 10']],
    ['both were paid, and nothing is held', opened(), '0.5', '0', []],
  ])('takes all that is held where %s', (...[, state, yesPayout, payout, expected]) => {
    expect(taken(state, payout, resolvedAt(yesPayout))).toEqual(expected);
  });

  it.each<[string, string, readonly string[]]>([
    ['1', '9.999999', ['9.999999 YES for 9.999999', '7 NO for 0']],
    ['1', '10', ['10 YES for 10', '7 NO for 0']],
    ['1', '10.000001', ['10.000001 YES for 10.000001', '7 NO for 0']],
    ['1', '0', ['7 NO for 0']],
    ['0', '6.999999', ['10 YES for 0', '6.999999 NO for 6.999999']],
    ['0', '7.000001', ['10 YES for 0', '7.000001 NO for 7.000001']],
    ['0', '0', ['10 YES for 0']],
  ])(
    'at %s of another sum takes what that pays, and all that lost: %s',
    (yesPayout, payout, expected) => {
      expect(taken(BOTH, payout, resolvedAt(yesPayout))).toEqual(expected);
    },
  );

  it('pays the fractions of a cent of each outcome down', () => {
    const odd = after(
      opened(),
      fill({ trade: 'y', size: '1.000001' }),
      fill({ trade: 'n', size: '1.000001', outcome: 'NO' }),
    );
    const expected = ['1.000001 YES for 0.5', '1.000001 NO for 0.5'];
    expect(taken(odd, '1', resolvedAt('0.5'))).toEqual(expected);
    expect(taken(odd, '1.000001', resolvedAt('0.5'))).toEqual([]);
  });

  it('leaves the shares that books lack to inventory control', () => {
    const { state } = postActivity(opened(), [redemption('10')], resolvedAt('1'));
    expect([...state.lots.keys()]).toEqual(['ICC|rain-YES']);
  });

  it.each<[string, string, ActivityContext]>([
    ['of a fraction, a micro less', '8.499999', resolvedAt('0.5')],
    ['of a fraction, a micro more', '8.500001', resolvedAt('0.5')],
    ['of a negative sum', '-0.000001', resolvedAt('1')],
    ['of a market that takes orders', '10', NOTHING_FAIR],
    ['of a market that nobody knows', '10', { universe: universeOf([], []), fair: new Map() }],
  ])('is handed back: %s', (_what, payout, context) => {
    const row = redemption(payout);
    const read = postActivity(BOTH, [row], context);
    expect(read).toEqual({ state: BOTH, entries: [], unposted: [row] });
  });

  it('that was handed back is booked once its market is shown as resolved', () => {
    const early = postActivity(BOTH, [redemption('10')], NOTHING_FAIR);
    expect(taken(early.state, '10', resolvedAt('1'))).toEqual(['10 YES for 10', '7 NO for 0']);
  });

  it.each([
    ['a millisecond before', -1n, 0],
    ['at', 0n, 2],
    ['a millisecond after', 1n, 2],
  ])('that was handed back is booked %s the horizon', (...[, offset, booked]) => {
    const late: Activity = { ...reward, at: secondsLater(10_000) };
    const { state } = postActivity(BOTH, [late], NOTHING_FAIR);
    const row = redemption('10', laterBy(activityHorizon(state), durationMs(offset)));
    const read = postActivity(state, [row], resolvedAt('1'));
    expect(read.entries).toHaveLength(booked);
    expect(read.unposted).toHaveLength(booked === 0 ? 1 : 0);
  });

  it('names its entries by their outcomes', () => {
    const { entries } = postActivity(BOTH, [redemption('10')], resolvedAt('1'));
    const names = ['activity|redeemed|YES', 'activity|redeemed|NO'];
    expect(entries.map(({ eventId }) => eventId)).toEqual(names);
  });

  it.each([
    ['YES', YES_ONLY],
    ['NO', NO_ONLY],
  ] as const)('of %s alone is booked once, whatever is held later', (outcome, state) => {
    const worthless = resolvedAt(outcome === 'YES' ? '0' : '1');
    const once = postActivity(state, [redemption('0')], worthless).state;
    const again = after(once, fill({ trade: 'later' }), fill({ trade: 'more', outcome: 'NO' }));
    expect(taken(again, '0', worthless)).toEqual([]);
  });
});

describe('any holdings that are redeemed', () => {
  const anyCase = fc.record({
    fills: fc.array(anyFill, { minLength: 1, maxLength: 6 }).map((fills) =>
      fills.map((one, index) => ({
        ...one,
        condition: rain.condition,
        token: one.outcome === 'YES' ? rain.yes : rain.no,
        trade: tradeId(`t${String(index)}`),
        side: 'BUY' as const,
        status: 'CONFIRMED' as const,
        matchedAt: secondsLater(1),
      })),
    ),
    yesPayout: fc.constantFrom('0', '0.000001', '0.333333', '0.5', '1'),
  });

  it('leave the books for what they are worth, in any order and with any repetition', () => {
    fc.assert(
      fc.property(anyCase, fc.boolean(), ({ fills, yesPayout }, isReversed) => {
        const context = resolvedAt(yesPayout);
        const books = lived(
          fills.map((one) => ({ kind: 'fill', fill: one })),
          opening.state,
        );
        const { lots, cash } = books.state;
        const held = { YES: sharesOfToken(lots, rain.yes), NO: sharesOfToken(lots, rain.no) };
        const value = resolvedValue(held, ratio(yesPayout));
        const payout = plus(value.YES, value.NO);
        const rows = [paying(payout), { ...reward, at: secondsLater(9) }, paying(payout)];
        const read = postActivity(books.state, isReversed ? rows.toReversed() : rows, context);
        expect(sharesOfToken(read.state.lots, rain.yes)).toBe(ZERO_SHARES);
        expect(sharesOfToken(read.state.lots, rain.no)).toBe(ZERO_SHARES);
        expect(minus(read.state.cash, cash)).toBe(plus(payout, reward.amount));
        const again = postActivity(read.state, rows, context);
        expect(again).toEqual({ state: read.state, entries: [], unposted: [] });
        const rebuilt = rebuild([opening.entry, ...books.entries, ...read.entries]);
        expect(rebuilt.ok && bytesOf(rebuilt.value)).toBe(bytesOf(read.state));
      }),
      { numRuns: 5_000 },
    );
  });
});
