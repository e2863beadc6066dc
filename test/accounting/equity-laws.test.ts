import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeEquity } from '../../lib/accounting/equity.ts';
import { postActivity } from '../../lib/accounting/post-activity.ts';
import { feesOf, realizedOf } from '../../lib/accounting/pnl.ts';
import { minus, plus, sum } from '../../lib/units/quantity.ts';
import { shares } from '../../lib/units/shares.ts';
import { ZERO_USDC } from '../../lib/units/usdc.ts';
import { anyHistory, lived } from './histories.ts';
import { book, input, levels, RAIN_BOOK, seen } from './marked-books.ts';
import { MARKETS, NOTHING_FAIR, opened, secondsLater } from './scenario.ts';

const [rain, snow] = MARKETS;

describe('equity of any books', () => {
  // So many sets that the history hardly ever sells what is not there.
  const rich = postActivity(
    opened('100000'),
    [rain, snow].map((one) => ({
      kind: 'split' as const,
      key: one.slug,
      at: secondsLater(0),
      condition: one.condition,
      size: shares('20000'),
    })),
    NOTHING_FAIR,
  ).state;
  const snowBook = book(snow.yes, levels('0.20x1000'), levels('0.25x1000'));
  const marks = anyHistory.map((steps) => {
    const ledger = lived(steps, rich).state;
    return { ledger, marked: computeEquity(input(ledger, { books: seen(RAIN_BOOK, snowBook) })) };
  });

  it('is flows plus realized plus unrealized less fees, to the micro', () => {
    fc.assert(
      fc.property(marks, ({ ledger, marked }) => {
        expect(marked.kind).toBe('known');
        if (marked.kind === 'unknown') return;
        const net = minus(plus(realizedOf(ledger), marked.unrealized), feesOf(ledger));
        expect(marked.equity).toBe(plus(ledger.flows, net));
      }),
      { numRuns: 10_000 },
    );
  });

  it('has an unrealized gain that strategies and markets share without rest', () => {
    fc.assert(
      fc.property(marks, ({ marked }) => {
        if (marked.kind === 'unknown') return;
        expect(sum(ZERO_USDC, Object.values(marked.unrealizedBy))).toBe(marked.unrealized);
        expect(sum(ZERO_USDC, [...marked.unrealizedIn.values()])).toBe(marked.unrealized);
      }),
      { numRuns: 10_000 },
    );
  });
});
