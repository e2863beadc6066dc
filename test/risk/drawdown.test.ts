import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeDrawdown, drawdownScale, markSession } from '../../lib/risk/drawdown.ts';
import { formatRatio, ratio, ratioPpm } from '../../lib/units/ratio.ts';
import { epochMs } from '../../lib/units/time.ts';
import { formatUsdc, usdc, usdcMicros, ZERO_USDC } from '../../lib/units/usdc.ts';
import type { Equity } from '../../lib/domain/portfolio.ts';
import type { Session } from '../../lib/domain/risk-state.ts';

const UNKNOWN: Equity = { kind: 'unknown', missing: ['A-YES'] };
const equity = (amount: string): Equity => ({
  kind: 'known',
  equity: usdc(amount),
  unrealized: ZERO_USDC,
});
const NEW: Session = {
  startedAt: epochMs(0n),
  peak: { kind: 'none' },
  lastMark: { kind: 'none' },
  flows: ZERO_USDC,
};
const at = (peak: string, lastMark = peak): Session => ({
  ...NEW,
  peak: { kind: 'marked', equity: usdc(peak) },
  lastMark: { kind: 'marked', equity: usdc(lastMark) },
});
// Marks without flows; '?' is an unknown equity.
const marked = (session: Session, ...marks: readonly string[]): Session =>
  marks.reduce(
    (before, mark) => markSession(before, mark === '?' ? UNKNOWN : equity(mark), before.flows),
    session,
  );
const peakOf = ({ peak }: Session): string =>
  peak.kind === 'marked' ? formatUsdc(peak.equity) : 'none';

describe('the session peak', () => {
  it('is none until two successive cycles have marked', () => {
    expect(peakOf(marked(NEW, '1000'))).toBe('none');
    expect(peakOf(marked(NEW, '1000', '990'))).toBe('990');
  });

  it('rises to what two successive marks agree on', () => {
    expect(peakOf(marked(at('1000'), '1500'))).toBe('1000');
    expect(peakOf(marked(at('1000'), '1500', '1200'))).toBe('1200');
    expect(peakOf(marked(at('1000'), '1200', '1500'))).toBe('1200');
  });

  it('does not rise by one mark between two lower ones', () => {
    expect(peakOf(marked(at('1000'), '5000', '900'))).toBe('1000');
  });

  it('does not rise over an unknown equity', () => {
    expect(peakOf(marked(at('1000'), '1500', '?', '1500'))).toBe('1000');
    expect(peakOf(marked(at('1000'), '1500', '?', '1500', '1400'))).toBe('1400');
  });

  it('never falls by a mark', () => {
    expect(peakOf(marked(at('1000'), '500', '400', '?', '300'))).toBe('1000');
  });

  it('falls to no mark while equity is unknown', () => {
    expect(marked(at('1000'), '?').lastMark).toEqual({ kind: 'none' });
  });
});

describe('a deposit or withdrawal', () => {
  const flow = (session: Session, flows: string, then: string): string =>
    peakOf(markSession(session, equity(then), usdc(flows)));

  it('scales the peak by what it does to equity', () => {
    expect(flow(at('1000', '800'), '400', '1200')).toBe('1500');
    expect(flow(at('1000', '800'), '-400', '400')).toBe('500');
  });

  it('rounds the peak up', () => {
    expect(flow(at('1000', '900'), '100', '1000')).toBe('1111.111112');
  });

  it('waits for the next valid mark', () => {
    const waiting = markSession(at('1000', '800'), UNKNOWN, usdc('400'));
    expect(peakOf(waiting)).toBe('1000');
    expect(peakOf(markSession(waiting, equity('1200'), usdc('400')))).toBe('1500');
  });

  it('does not look like profit between two marks', () => {
    expect(peakOf(markSession(at('1000'), equity('1400'), usdc('400')))).toBe('1400');
  });

  it('moves a peak that cannot be scaled by itself', () => {
    expect(flow(at('0', '0'), '100', '100')).toBe('100');
    expect(flow(at('50', '0'), '100', '100')).toBe('150');
  });

  it('that takes everything leaves no positive peak', () => {
    expect(flow(at('1000', '800'), '-800', '0')).toBe('0');
  });

  it('leaves the drawdown as it was', () => {
    const before = computeDrawdown(at('1000', '800'), equity('800'));
    const after = markSession(at('1000', '800'), equity('1200'), usdc('400'));
    expect(computeDrawdown(after, equity('1200'))).toEqual(before);
  });
});

describe('drawdown', () => {
  it('is the lost share of the peak', () => {
    expect(computeDrawdown(at('1000'), equity('850'))).toBe(ratio('0.15'));
  });

  it('reaches a limit exactly when the loss does', () => {
    expect(computeDrawdown(at('1000'), equity('850.000001'))).toBe(ratio('0.149999'));
    expect(computeDrawdown(at('1000'), equity('849.999999'))).toBe(ratio('0.15'));
  });

  it('is nothing above the peak', () => {
    expect(computeDrawdown(at('1000'), equity('1200'))).toBe(ratio('0'));
  });

  it('is not known without equity or a positive peak', () => {
    expect(computeDrawdown(at('1000'), UNKNOWN)).toBeNull();
    expect(computeDrawdown(NEW, equity('1000'))).toBeNull();
    expect(computeDrawdown(at('0'), equity('1000'))).toBeNull();
  });
});

describe('the scale of new-risk sizes', () => {
  it.each([
    ['0', '1'],
    ['0.075', '0.5'],
    ['0.1275', '0.15'],
    ['0.127499', '0.150006'],
    ['0.15', '0.15'],
    ['0.9', '0.15'],
  ])('at a drawdown of %s under a limit of 0.15 is %s', (drawdown, expected) => {
    expect(formatRatio(drawdownScale(ratio(drawdown), ratio('0.15')))).toBe(expected);
  });

  it('is whole where no drawdown is known', () => {
    expect(drawdownScale(null, ratio('0.15'))).toBe(ratio('1'));
  });

  it('falls with the drawdown and stays within its range', () => {
    const ppm = fc.bigInt({ min: 0n, max: 1_000_000n });
    fc.assert(
      fc.property(ppm, ppm, fc.bigInt({ min: 1n, max: 999_999n }), (a, b, limit) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const [more, less] = [low, high].map((value) =>
          drawdownScale(ratioPpm(value), ratioPpm(limit)),
        );
        expect(more !== undefined && less !== undefined && more >= less).toBe(true);
        expect(less !== undefined && less >= ratio('0.15')).toBe(true);
        expect(more !== undefined && more <= ratio('1')).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('laws of the session', () => {
  it('the peak is at least every pair of successive marks and at most the highest mark', () => {
    const mark = fc.option(fc.bigInt({ min: 0n, max: 10_000_000n }), { nil: null });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 12 }), (marks) => {
        const last = marks.reduce<Session>(
          (session, one) =>
            markSession(
              session,
              one === null
                ? UNKNOWN
                : { kind: 'known', equity: usdcMicros(one), unrealized: ZERO_USDC },
              ZERO_USDC,
            ),
          NEW,
        );
        const pairs = marks.flatMap((one, index) => {
          const next = marks[index + 1] ?? null;
          return one === null || next === null ? [] : [one < next ? one : next];
        });
        const expected = pairs.reduce((most, one) => (one > most ? one : most), 0n);
        const peak = last.peak.kind === 'marked' ? last.peak.equity : ZERO_USDC;
        expect(peak).toBe(usdcMicros(expected));
      }),
      { numRuns: 10_000 },
    );
  });
});
