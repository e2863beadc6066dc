import fc from 'fast-check';
import { expect, it } from 'vitest';
import { blockOf, listTokens } from '../../lib/domain/tape-block.ts';
import { RISK_AVERSE } from '../../lib/simulation/fill-model.ts';
import { microsOfShares } from '../../lib/units/shares.ts';
import { at, book, gap, incoming, level, NO, PATIENCE_MS, trade, YES } from './fixtures.ts';
import { FRONT, PROBABLE, sharing, venueUnder } from './fill-models.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { FillModel } from '../../lib/simulation/fill-model.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';

const RUNS = 10_000;
const QUOTES = ['0.49', '0.48', '0.48', '0.47'];

type Draft = (ms: number) => TapeEvent;

const size = fc.constantFrom('0', '3', '10', '40', '80', '99.999999', '150');
const traded = fc.constantFrom('1', '5', '20', '33.333333', '60');
const bidPrice = fc.constantFrom('0.48', '0.48', '0.48', '0.47', '0.49');

const bidDraft = fc.tuple(bidPrice, size).map(
  ([price, left]): Draft =>
    (ms) =>
      level(ms, 'bids', [price, left]),
);
const askDraft = fc.tuple(fc.constantFrom('0.48', '0.5', '0.52'), size).map(
  ([price, left]): Draft =>
    (ms) =>
      level(ms, 'asks', [price, left]),
);
const tradeDraft = fc.tuple(bidPrice, traded).map(
  ([price, volume]): Draft =>
    (ms) =>
      trade(ms, 'SELL', [price, volume]),
);
const bookDraft = fc.tuple(size, size).map(
  ([bids, asks]): Draft =>
    (ms) =>
      book(ms, { bids: [['0.48', bids]], asks: [['0.52', asks]] }),
);

const tape: fc.Arbitrary<readonly TapeEvent[]> = fc
  .array(
    fc.oneof(
      { weight: 10, arbitrary: bidDraft },
      { weight: 8, arbitrary: tradeDraft },
      { weight: 2, arbitrary: askDraft },
      { weight: 1, arbitrary: bookDraft },
      { weight: 1, arbitrary: fc.constant<Draft>((ms) => gap(ms)) },
    ),
    { minLength: 3, maxLength: 20 },
  )
  .map((drafts) => drafts.map((draft, index) => draft(10 + index)));

// Money for all of it, so that no fill ends an order of ours: the orders answer to the tape alone.
const quoting = (model: FillModel): SimulatedVenue => {
  const venue = venueUnder(model);
  for (const [index, price] of QUOTES.entries())
    venue.place(
      incoming(`own-${String(index)}`, { side: 'BUY', price, size: '40', liquidity: 'post-only' }),
    );
  return venue;
};

const filledBy = (venue: SimulatedVenue): ReadonlyMap<string, bigint> => {
  const read = venue.fills(at(0), []);
  const fills = new Map<string, bigint>();
  for (const one of read.kind === 'known' ? read.value : [])
    fills.set(one.order, (fills.get(one.order) ?? 0n) + microsOfShares(one.size));
  return fills;
};

const expectWithin = (less: SimulatedVenue, more: SimulatedVenue): void => {
  const most = filledBy(more);
  for (const [order, filled] of filledBy(less))
    expect(filled, order).toBeLessThanOrEqual(most.get(order) ?? 0n);
};

const totalOf = (venue: SimulatedVenue): bigint =>
  [...filledBy(venue).values()].reduce((sum, filled) => sum + filled, 0n);

it('fills the same whether the tape comes in events or in blocks, under every model', {
  timeout: PATIENCE_MS,
}, () => {
  fc.assert(
    fc.property(tape, fc.constantFrom(RISK_AVERSE, PROBABLE, FRONT), (events, model) => {
      const [plain, columns] = [quoting(model), quoting(model)];
      for (const event of events) plain.apply(event);
      const block = blockOf(events, listTokens([YES, NO]));
      columns.applyBlock(block, 0, at(1_000));
      expect(filledBy(columns)).toEqual(filledBy(plain));
    }),
    { numRuns: RUNS },
  );
});

it.each(['1', '0.5'])(
  'fills no order more under a more pessimistic model, at any moment of any tape (share %s)',
  { timeout: PATIENCE_MS },
  (share) => {
    let differing = 0;
    let looks = 0;
    fc.assert(
      fc.property(tape, (events) => {
        looks += 1;
        const pessimistic = quoting(sharing(RISK_AVERSE, share));
        const base = quoting(sharing(PROBABLE, share));
        const optimistic = quoting(sharing(FRONT, share));
        for (const event of events) {
          for (const venue of [pessimistic, base, optimistic]) venue.apply(event);
          expectWithin(pessimistic, base);
          expectWithin(base, optimistic);
        }
        if (totalOf(pessimistic) < totalOf(base) && totalOf(base) < totalOf(optimistic))
          differing += 1;
      }),
      { numRuns: RUNS },
    );
    expect(differing).toBeGreaterThan(looks / 50);
  },
);
