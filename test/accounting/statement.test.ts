// A statement says what the books say, line by line.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyLedger, recordEvent } from '../../lib/accounting/ledger.ts';
import { statementOf } from '../../lib/accounting/statement.ts';
import { STRATEGIES } from '../../lib/domain/order.ts';
import { conditionId } from '../../lib/units/ids.ts';
import { sum } from '../../lib/units/quantity.ts';
import { formatShares, shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { formatUsdc, usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { anyHistory, lived } from './histories.ts';
import { fill, OPENED } from './scenario.ts';
import type { Activity } from '../../lib/domain/activity.ts';
import type { StatementLine } from '../../lib/accounting/statement.ts';

const opening = recordEvent(emptyLedger(OPENED), {
  eventId: 'opening',
  at: OPENED,
  event: { kind: 'opening', cash: usdc('1000') },
});

const shown = ({ entry, strategy, lots, realized, fee, cash }: StatementLine) => [
  entry.kind,
  strategy,
  lots.map(({ shares, sharesAfter }) => `${formatShares(shares)} to ${formatShares(sharesAfter)}`),
  formatUsdc(realized),
  formatUsdc(fee),
  formatUsdc(cash),
];

describe('a statement', () => {
  it('adds up to the cash, the results, the fees and the lots of the books', () => {
    fc.assert(
      fc.property(anyHistory, (steps) => {
        const { state, entries } = lived(steps, opening.state);
        const lines = statementOf([opening.entry, ...entries]);
        const total = (of: (line: StatementLine) => StatementLine['cash']) =>
          sum(ZERO_USDC, lines.map(of));
        const totals = STRATEGIES.map((strategy) => state.totals[strategy]);
        expect(total(({ cash }) => cash)).toBe(state.cash);
        expect(total(({ realized }) => realized)).toBe(
          sum(
            ZERO_USDC,
            totals.map(({ realized }) => realized),
          ),
        );
        expect(total(({ fee }) => fee)).toBe(
          sum(
            ZERO_USDC,
            totals.map(({ fees }) => fees),
          ),
        );
        const moved = lines.flatMap(({ lots }) => lots.map(({ shares }) => shares));
        const held = [...state.lots.values()].map(({ shares }) => shares);
        expect(sum(ZERO_SHARES, moved)).toBe(sum(ZERO_SHARES, held));
      }),
      { numRuns: 2_000 },
    );
  });

  it('says what was realized on each lot, and takes a failed trade back', () => {
    const steps = [
      fill({ trade: 'a', price: '0.5' }),
      fill({ trade: 'b', price: '0.6', side: 'SELL', fee: '0.1' }),
      fill({ trade: 'c', market: 'snow', price: '0.5', status: 'MATCHED', fee: '0.2' }),
      fill({ trade: 'c', market: 'snow', price: '0.5', status: 'FAILED', fee: '0.2' }),
    ].map((one) => ({ kind: 'fill', fill: one }) as const);
    const { entries } = lived(steps, opening.state);
    expect(statementOf([opening.entry, ...entries]).map(shown)).toEqual([
      ['opening', null, [], '0', '0', '1000'],
      ['fill', 'MM', ['10 to 10'], '0', '0', '-5'],
      ['fill', 'MM', ['-10 to 0'], '1', '0.1', '5.9'],
      ['fill', 'MM', ['10 to 10'], '0', '0.2', '-5.2'],
      ['transition', 'MM', ['-10 to 0'], '0', '-0.2', '5.2'],
    ]);
  });

  it('has the lots that moved alone, by their names', () => {
    const sets = (kind: 'split' | 'merge'): Activity => ({
      kind,
      condition: conditionId('rain'),
      size: shares('4'),
      key: kind,
      at: fill({ at: 2 }).matchedAt,
    });
    const steps = [
      { kind: 'fill', fill: fill({ trade: 'a', strategy: 'ICC' }) },
      { kind: 'fill', fill: fill({ trade: 'b', strategy: 'ICC', market: 'snow' }) },
      { kind: 'activity', activity: sets('split') },
      { kind: 'activity', activity: sets('merge') },
    ] as const;
    const { entries } = lived(steps, opening.state);
    const moved = statementOf([opening.entry, ...entries]).map(({ lots }) =>
      lots.map((lot) => `${lot.token} ${formatShares(lot.shares)}`),
    );
    expect(moved).toEqual([
      [],
      ['rain-YES 10'],
      ['snow-YES 10'],
      ['rain-NO 4', 'rain-YES 4'],
      ['rain-NO -4', 'rain-YES -4'],
    ]);
  });

  it('is empty without entries', () => {
    expect(statementOf([])).toEqual([]);
  });
});
