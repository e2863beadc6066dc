// The PnL summary, word for word.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyLedger } from '../../lib/accounting/ledger.ts';
import { formatSummary } from '../../lib/accounting/summary.ts';
import { minus, plus, sum } from '../../lib/units/quantity.ts';
import { formatDollars, parseUsdc, usdc, usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import { NO_TOTALS } from '../../lib/accounting/totals.ts';
import { OPENED } from './scenario.ts';
import type { Earnings } from '../../lib/accounting/pnl.ts';
import type { SummaryMarks } from '../../lib/accounting/summary.ts';
import type { LedgerState, StrategyTotals } from '../../lib/domain/ledger-state.ts';
import type { Strategy } from '../../lib/domain/order.ts';
import type { UsdcMicros } from '../../lib/units/quantity.ts';

const NOTHING = emptyLedger(OPENED);
const NO_GAINS = { ICC: ZERO_USDC, Protect: ZERO_USDC, MM: ZERO_USDC, FF: ZERO_USDC };

const earned = (
  totals: Partial<Record<Strategy, Partial<StrategyTotals>>>,
  income: Partial<LedgerState['income']> = {},
): Earnings => ({
  totals: {
    ICC: { ...NO_TOTALS, ...totals.ICC },
    Protect: { ...NO_TOTALS, ...totals.Protect },
    MM: { ...NO_TOTALS, ...totals.MM },
    FF: { ...NO_TOTALS, ...totals.FF },
  },
  income: { ...NOTHING.income, ...income },
});

const marked = (gains: Partial<Record<Strategy, UsdcMicros>> = {}): SummaryMarks => {
  const unrealizedBy = { ...NO_GAINS, ...gains };
  return {
    kind: 'known',
    unrealizedBy,
    unrealized: sum(ZERO_USDC, Object.values(unrealizedBy)),
  };
};

const linesOf = (text: string): readonly string[] => text.split('\n');

describe('the summary', () => {
  it('prints the sample of the specification', () => {
    const earnings = earned({
      MM: { realized: usdc('30'), fees: usdc('0.5'), wins: 10, won: usdc('45') },
      FF: { realized: usdc('15.23'), fees: usdc('0.39'), wins: 5, won: usdc('22.5'), losses: 8 },
    });
    const losses = { ...earnings.totals.FF, lost: usdc('16.8') };
    const text = formatSummary(
      { ...earnings, totals: { ...earnings.totals, FF: losses } },
      marked({ MM: usdc('8'), FF: usdc('4.5') }),
    );
    expect(text).toBe(
      [
        '=== PnL Summary ===',
        'Realized: $45.23',
        'Unrealized: $12.50',
        'Fees: $0.89',
        'Net: $56.84',
        'Win Rate: 65.2% (15W / 8L)',
        'Avg Win: $4.50 | Avg Loss: $2.10',
        '--- By Strategy ---',
        '  MM: R=$30.00 U=$8.00',
        '  FF: R=$15.23 U=$4.50',
      ].join('\n'),
    );
  });

  it('says that nothing happened yet', () => {
    expect(formatSummary(NOTHING, marked())).toBe(
      [
        '=== PnL Summary ===',
        'Realized: $0.00',
        'Unrealized: $0.00',
        'Fees: $0.00',
        'Net: $0.00',
        'Win Rate: 0.0% (0W / 0L)',
        'Avg Win: $0.00 | Avg Loss: $0.00',
        '--- By Strategy ---',
        '  MM: R=$0.00 U=$0.00',
        '  FF: R=$0.00 U=$0.00',
      ].join('\n'),
    );
  });

  it('prints income on lines of its own, within Realized', () => {
    const income = { reward: usdc('1.5'), rebate: usdc('0.25'), yield: usdc('0.01') };
    const lines = linesOf(formatSummary(earned({}, income), marked()));
    expect(lines[1]).toBe('Realized: $1.76');
    expect(lines.slice(-3)).toEqual([
      '  Rewards: R=$1.50 U=$0.00',
      '  Rebates: R=$0.25 U=$0.00',
      '  Yield: R=$0.01 U=$0.00',
    ]);
  });

  it.each<[string, Earnings, SummaryMarks, string]>([
    ['realized', earned({ ICC: { realized: usdc('-2') } }), marked(), '  ICC: R=-$2.00 U=$0.00'],
    ['fees', earned({ ICC: { fees: usdc('1') } }), marked(), '  ICC: R=$0.00 U=$0.00'],
    ['a gain', earned({}), marked({ ICC: usdc('1') }), '  ICC: R=$0.00 U=$1.00'],
  ])('has a line for ICC once it has %s', (...[, earnings, marks, line]) => {
    expect(linesOf(formatSummary(earnings, marks)).slice(-1)).toEqual([line]);
  });

  it('has a line for Protect after that of ICC', () => {
    const both = { ICC: { realized: usdc('1') }, Protect: { realized: usdc('2') } };
    expect(linesOf(formatSummary(earned(both), marked())).slice(-2)).toEqual([
      '  ICC: R=$1.00 U=$0.00',
      '  Protect: R=$2.00 U=$0.00',
    ]);
  });

  it('prints the average loss as a positive amount', () => {
    const text = formatSummary(earned({ MM: { losses: 3, lost: usdc('10') } }), marked());
    expect(text).toContain('Win Rate: 0.0% (0W / 3L)\nAvg Win: $0.00 | Avg Loss: $3.33\n');
  });

  it.each([
    [1, 2, '33.3'],
    [2, 1, '66.7'],
    [1, 15, '6.3'],
    [1, 0, '100.0'],
  ])('rounds the win rate of %i wins and %i losses to the nearest tenth', (wins, losses, rate) => {
    const text = formatSummary(earned({ MM: { wins, losses } }), marked());
    expect(text).toContain(`Win Rate: ${rate}% (`);
  });

  it('prints no number for what cannot be valued', () => {
    const earnings = earned(
      { MM: { realized: usdc('3'), fees: usdc('0.5') } },
      { yield: usdc('1') },
    );
    const lines = linesOf(formatSummary(earnings, { kind: 'unknown' }));
    expect(lines.slice(1, 5)).toEqual([
      'Realized: $4.00',
      'Unrealized: unknown',
      'Fees: $0.50',
      'Net: unknown',
    ]);
    expect(lines.slice(-3)).toEqual([
      '  MM: R=$3.00 U=unknown',
      '  FF: R=$0.00 U=unknown',
      '  Yield: R=$1.00 U=$0.00',
    ]);
  });
});

describe('what the summary prints', () => {
  const amount = fc.bigInt(-3_000_000n, 3_000_000n).map(usdcMicros);
  const fees = fc.bigInt(0n, 300_000n).map(usdcMicros);
  const income = fc.oneof(fc.constant(ZERO_USDC), fc.bigInt(0n, 300_000n).map(usdcMicros));
  const figures = fc.record({
    realized: amount,
    fees,
    gain: fc.oneof(fc.constant(ZERO_USDC), amount),
  });
  const anySummary = fc
    .record({
      ICC: figures,
      Protect: figures,
      MM: figures,
      FF: figures,
      income: fc.record({ reward: income, rebate: income, yield: income }),
    })
    .map(({ income: other, ...strategies }) => {
      const { ICC, Protect, MM, FF } = strategies;
      const gains = { ICC: ICC.gain, Protect: Protect.gain, MM: MM.gain, FF: FF.gain };
      return { earnings: earned(strategies, other), marks: marked(gains) };
    });

  const dollars = (text: string | undefined): UsdcMicros => {
    const parsed = parseUsdc((text ?? '').replace('$', ''));
    if (!parsed.ok) throw new Error(`no amount: ${String(text)}`);
    return parsed.value;
  };
  const after = (lines: readonly string[], label: string): UsdcMicros =>
    dollars(lines.find((line) => line.startsWith(label))?.slice(label.length));

  it('adds up: Net is Realized plus Unrealized less Fees', () => {
    fc.assert(
      fc.property(anySummary, ({ earnings, marks }) => {
        const lines = linesOf(formatSummary(earnings, marks));
        const both = plus(after(lines, 'Realized: '), after(lines, 'Unrealized: '));
        expect(after(lines, 'Net: ')).toBe(minus(both, after(lines, 'Fees: ')));
      }),
      { numRuns: 10_000 },
    );
  });

  it('adds up: the lines are the totals', () => {
    fc.assert(
      fc.property(anySummary, ({ earnings, marks }) => {
        const lines = linesOf(formatSummary(earnings, marks));
        const parts = lines.flatMap((line) => {
          const found = /^ {2}\w+: R=(\S+) U=(\S+)$/.exec(line);
          return found === null ? [] : [{ r: dollars(found[1]), u: dollars(found[2]) }];
        });
        const [r, u] = [parts.map((part) => part.r), parts.map((part) => part.u)];
        expect(sum(ZERO_USDC, r)).toBe(after(lines, 'Realized: '));
        expect(sum(ZERO_USDC, u)).toBe(after(lines, 'Unrealized: '));
      }),
      { numRuns: 10_000 },
    );
  });

  it('is Realized and Net to the nearest cent', () => {
    fc.assert(
      fc.property(anySummary, ({ earnings, marks }) => {
        const lines = linesOf(formatSummary(earnings, marks));
        const { totals, income: other } = earnings;
        const all = Object.values(totals);
        const realized = sum(ZERO_USDC, [
          ...all.map((one) => one.realized),
          ...Object.values(other),
        ]);
        const paid = sum(
          ZERO_USDC,
          all.map((one) => one.fees),
        );
        const unrealized = marks.kind === 'known' ? marks.unrealized : ZERO_USDC;
        const net = minus(plus(realized, unrealized), paid);
        expect(lines[1]).toBe(`Realized: ${formatDollars(realized)}`);
        expect(lines[4]).toBe(`Net: ${formatDollars(net)}`);
      }),
      { numRuns: 10_000 },
    );
  });
});
