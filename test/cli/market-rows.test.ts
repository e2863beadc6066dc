// The table of markets and the summary are one set of books, and add up to one another in print.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeEquity } from '../../lib/accounting/equity.ts';
import { emptyLedger, recordEvent } from '../../lib/accounting/ledger.ts';
import { formatSummary } from '../../lib/accounting/summary.ts';
import { marketRows } from '../../lib/cli/market-rows.ts';
import { minus, plus, sum } from '../../lib/units/quantity.ts';
import { formatDollars, usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { anyHistory, lived } from '../accounting/histories.ts';
import { book, input, levels, RAIN_BOOK, seen } from '../accounting/marked-books.ts';
import { fill, MARKETS, OPENED, UNIVERSE } from '../accounting/scenario.ts';
import type { MarketFacts, ShownEarnings } from '../../lib/cli/market-rows.ts';
import type { Book } from '../../lib/domain/book.ts';
import type { Step } from '../accounting/histories.ts';

const [, snow] = MARKETS;
const SNOW_BOOK = book(snow.yes, levels('0.20x1000'), levels('0.25x1000'));
const BOTH = [RAIN_BOOK, SNOW_BOOK];

const opening = recordEvent(emptyLedger(OPENED), {
  eventId: 'opening',
  at: OPENED,
  event: { kind: 'opening', cash: usdc('1000') },
});

const factsOf = (steps: readonly Step[], books: readonly Book[]): MarketFacts => {
  const { state, entries } = lived(steps, opening.state);
  return {
    ledger: state,
    equity: computeEquity(input(state, { books: seen(...books) })),
    entries: [opening.entry, ...entries],
    universe: UNIVERSE,
  };
};

const dollars = (amount: ShownEarnings['net']): string =>
  amount === null ? 'unknown' : formatDollars(amount);

describe('the rows of the markets', () => {
  it('add up along each row', () => {
    fc.assert(
      fc.property(anyHistory, fc.subarray(BOTH), (steps, books) => {
        const { rows, total } = marketRows(factsOf(steps, books));
        for (const { realized, unrealized, fees, net } of [...rows, total]) {
          if (unrealized === null) expect(net).toBeNull();
          else expect(net).toBe(minus(plus(realized, unrealized), fees));
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('add up to what the summary prints', () => {
    fc.assert(
      fc.property(anyHistory, fc.subarray(BOTH), (steps, books) => {
        const facts = factsOf(steps, books);
        const { rows, total } = marketRows(facts);
        expect(formatSummary(facts.ledger, facts.equity)).toContain(
          `Realized: ${dollars(total.realized)}\nUnrealized: ${dollars(total.unrealized)}\n` +
            `Fees: ${dollars(total.fees)}\nNet: ${dollars(total.net)}\n`,
        );
        const column = (of: (row: ShownEarnings) => ShownEarnings['net']) =>
          sum(
            ZERO_USDC,
            rows.map((row) => of(row) ?? ZERO_USDC),
          );
        expect(column((row) => row.realized)).toBe(total.realized);
        expect(column((row) => row.fees)).toBe(total.fees);
        if (total.unrealized === null) return;
        expect(column((row) => row.unrealized)).toBe(total.unrealized);
        expect(column((row) => row.net)).toBe(total.net);
      }),
      { numRuns: 10_000 },
    );
  });

  it('know the gain of every market that can be valued, and of no other', () => {
    const bought = (market: 'rain' | 'snow'): Step => ({
      kind: 'fill',
      fill: fill({ trade: market, market, size: '10', price: '0.4' }),
    });
    const { rows, total } = marketRows(factsOf([bought('rain'), bought('snow')], [RAIN_BOOK]));
    expect(rows.map(({ name, unrealized, held }) => [name, dollars(unrealized), held])).toEqual([
      ['rain', '$1.00', '10 YES'],
      ['snow', 'unknown', '10 YES'],
    ]);
    expect([total.unrealized, total.net]).toEqual([null, null]);
  });
});
