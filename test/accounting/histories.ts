// Random histories of the books: fills of all strategies on both tokens of two markets, what
// becomes of their trades, merges, splits, redemptions, income, flows and corrections, in any
// order. Shares are sold and merged whether they are there or not. One market is resolved for YES,
// the other at a fraction.

import fc from 'fast-check';
import { recordEvent } from '../../lib/accounting/ledger.ts';
import { postActivity } from '../../lib/accounting/post-activity.ts';
import { postFills } from '../../lib/accounting/post-fills.ts';
import { STRATEGIES } from '../../lib/domain/order.ts';
import { conditionId, orderId, tokenId, tradeId } from '../../lib/units/ids.ts';
import { priceMicros } from '../../lib/units/price.ts';
import { shareMicros } from '../../lib/units/shares.ts';
import { usdcMicros } from '../../lib/units/usdc.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { market, opened, secondsLater, strategyOf } from './scenario.ts';
import type { Posted } from '../../lib/accounting/ledger.ts';
import type { Activity } from '../../lib/domain/activity.ts';
import type { Fill, TradeStatus } from '../../lib/domain/fill.ts';
import type { EntryOf } from '../../lib/domain/ledger-entry.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';

type Correction = Omit<EntryOf<'correction'>, 'sequence' | 'eventId' | 'at'>;

export type Step =
  | { readonly kind: 'fill'; readonly fill: Fill }
  /** The fill is chosen among all of the history; a status that cannot follow is ignored. */
  | { readonly kind: 'status'; readonly pick: number; readonly status: TradeStatus }
  | { readonly kind: 'activity'; readonly activity: Activity }
  | { readonly kind: 'correction'; readonly correction: Correction };

const size = fc
  .oneof(
    { weight: 1, arbitrary: fc.bigInt(1n, 3n) },
    { weight: 2, arbitrary: fc.bigInt(1n, 300_000_000n) },
    { weight: 4, arbitrary: fc.bigInt(1n, 4n).map((ten) => ten * 10_000_000n) },
  )
  .map(shareMicros);

const limit = fc
  .oneof(
    { weight: 3, arbitrary: fc.bigInt(1n, 99n).map((cent) => cent * 10_000n) },
    { weight: 1, arbitrary: fc.bigInt(1n, 999_999n) },
  )
  .map(priceMicros);

const amount = fc.bigInt(1n, 50_000_000n).map(usdcMicros);
const strategy = fc.constantFrom(...STRATEGIES);
const place = fc.record({
  name: fc.constantFrom('rain', 'snow'),
  outcome: fc.constantFrom('YES' as const, 'NO' as const),
});
const status = fc.constantFrom<TradeStatus>('MATCHED', 'MINED', 'CONFIRMED', 'RETRYING', 'FAILED');
const firstStatus = fc.oneof({ weight: 2, arbitrary: fc.constant('MATCHED' as const) }, status);
const fee = fc.oneof(fc.constant(0n), fc.bigInt(1n, 100_000n)).map(usdcMicros);

export const anyFill: fc.Arbitrary<Fill> = fc
  .record({
    place,
    strategy,
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
    price: limit,
    size,
    fee,
    status: firstStatus,
  })
  .map(({ place: { name, outcome }, strategy: owner, ...rest }) => ({
    ...rest,
    trade: tradeId('unnamed'),
    order: orderId(`${owner}-order`),
    condition: conditionId(name),
    token: tokenId(`${name}-${outcome}`),
    outcome,
    role: 'taker',
    matchedAt: secondsLater(0),
  }));

const anyActivity: fc.Arbitrary<Activity> = fc
  .oneof(
    fc.record({
      kind: fc.constantFrom('merge' as const, 'split' as const),
      condition: fc.constantFrom('rain', 'snow').map(conditionId),
      size,
    }),
    fc
      .record({ place, size, percent: fc.bigInt(0n, 100n) })
      .map(({ place: { name, outcome }, size: redeemed, percent }) => ({
        kind: 'redemption' as const,
        condition: conditionId(name),
        token: tokenId(`${name}-${outcome}`),
        size: redeemed,
        payout: usdcMicros(((redeemed as unknown as bigint) * percent) / 100n),
      })),
    fc.record({
      kind: fc.constantFrom('reward' as const, 'rebate' as const, 'yield' as const),
      amount,
    }),
    fc.record({ kind: fc.constantFrom('deposit' as const, 'withdrawal' as const), amount }),
  )
  .map((event) => ({ key: 'unnamed', at: secondsLater(0), ...event }));

const RESOLVED = {
  universe: universeOf(
    [
      market('rain', { kind: 'resolved', yesPayout: ratio('1') }),
      market('snow', { kind: 'resolved', yesPayout: ratio('0.5') }),
    ],
    [],
  ),
  fair: new Map(),
};

const anyMarketRedemption: fc.Arbitrary<Activity> = fc.record({
  key: fc.constant('unnamed'),
  at: fc.constant(secondsLater(0)),
  kind: fc.constant('market-redemption' as const),
  condition: fc.constantFrom('rain', 'snow').map(conditionId),
  payout: fc.oneof(
    fc.bigInt(0n, 8n).map((five) => usdcMicros(five * 5_000_000n)),
    fc.bigInt(0n, 50_000_000n).map(usdcMicros),
  ),
});

const signed = (most: bigint): fc.Arbitrary<bigint> => fc.bigInt(-most, most);

const anyCorrection: fc.Arbitrary<Correction> = fc
  .record({
    cash: signed(10_000_000n).map(usdcMicros),
    shares: fc.oneof(
      fc.constant({ kind: 'none' as const }),
      fc
        .record({
          place,
          strategy,
          size: signed(100_000_000n).map(shareMicros),
          cost: signed(60_000_000n).map(usdcMicros),
        })
        .map(({ place: { name, outcome }, ...rest }) => ({
          ...rest,
          kind: 'adjusted' as const,
          condition: conditionId(name),
          token: tokenId(`${name}-${outcome}`),
          outcome,
        })),
    ),
  })
  .map((correction) => ({ ...correction, kind: 'correction', note: 'by hand' }));

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: anyFill.map((fill): Step => ({ kind: 'fill', fill })) },
  {
    weight: 6,
    arbitrary: fc
      .record({ pick: fc.nat(30), status })
      .map((chosen): Step => ({ kind: 'status', ...chosen })),
  },
  { weight: 3, arbitrary: anyActivity.map((activity): Step => ({ kind: 'activity', activity })) },
  {
    weight: 1,
    arbitrary: anyCorrection.map((correction): Step => ({ kind: 'correction', correction })),
  },
);

// Trades and activity are named and timed by their place in the history, so that all are different.
const named = (steps: readonly Step[], part: string): readonly Step[] =>
  steps.map((step, index) => {
    const name = `${part}${index}`;
    const at = secondsLater(index + 1);
    if (step.kind === 'fill')
      return { kind: 'fill', fill: { ...step.fill, trade: tradeId(name), matchedAt: at } };
    if (step.kind === 'activity')
      return { kind: 'activity', activity: { ...step.activity, key: name, at } };
    return step;
  });

const steps = (maxLength: number, step = anyStep): fc.Arbitrary<readonly Step[]> =>
  fc.array(step, { minLength: 1, maxLength, size: 'max' });

export const anyHistory: fc.Arbitrary<readonly Step[]> = steps(12).map((all) => named(all, 'step'));

/**
 * Histories in which whole markets are redeemed too. What that takes depends on what is held just
 * then, so that not every law of the others holds.
 */
export const anyRedeemedHistory: fc.Arbitrary<readonly Step[]> = steps(
  12,
  fc.oneof(
    { weight: 4, arbitrary: anyStep },
    {
      weight: 1,
      arbitrary: anyMarketRedemption.map((activity): Step => ({ kind: 'activity', activity })),
    },
  ),
).map((all) => named(all, 'step'));

/** One part of a longer history. */
export const anyPart = (part: string): fc.Arbitrary<readonly Step[]> =>
  steps(6).map((all) => named(all, part));

export const fillsOf = (steps: readonly Step[]): readonly Fill[] =>
  steps.flatMap((step) => (step.kind === 'fill' ? [step.fill] : []));

const stepped = (state: LedgerState, step: Step, fills: readonly Fill[]): Posted => {
  switch (step.kind) {
    case 'fill':
      return postFills(state, [step.fill], strategyOf);
    case 'status': {
      const fill = fills[step.pick % Math.max(fills.length, 1)];
      const seen = fill === undefined ? [] : [{ ...fill, status: step.status }];
      return postFills(state, seen, strategyOf);
    }
    case 'activity':
      return postActivity(state, [step.activity], RESOLVED);
    case 'correction': {
      const eventId = `correction-${String(state.sequence)}`;
      const event = { eventId, at: secondsLater(0), event: step.correction };
      const recorded = recordEvent(state, event);
      return { state: recorded.state, entries: [recorded.entry] };
    }
  }
};

/** Lives through a history; a fill may only change its status once it has been seen. */
export const lived = (steps: readonly Step[], start = opened()): Posted => {
  let books: Posted = { state: start, entries: [] };
  steps.forEach((step, index) => {
    const next = stepped(books.state, step, fillsOf(steps.slice(0, index)));
    books = { state: next.state, entries: [...books.entries, ...next.entries] };
  });
  return books;
};
