import { describe, expect, it } from 'vitest';
import { clearMismatch, countVerdicts } from '../../lib/risk/mismatches.ts';
import { conditionId } from '../../lib/units/ids.ts';
import type { Verdict } from '../../lib/accounting/compare-venue.ts';
import type { Mismatch, MismatchScope } from '../../lib/domain/risk-state.ts';

const CASH: MismatchScope = { kind: 'cash' };
const A: MismatchScope = { kind: 'market', condition: conditionId('A') };

// One cycle per letter: d differs, m matches, - gives no verdict.
const after = (cycles: string, scope: MismatchScope = A): readonly Mismatch[] =>
  cycles.split('').reduce<readonly Mismatch[]>((before, cycle) => {
    const verdicts: readonly Verdict[] =
      cycle === '-' ? [] : [{ scope, kind: cycle === 'd' ? 'differs' : 'matches', detail: 'why' }];
    return countVerdicts(before, verdicts).mismatches;
  }, []);
const halted = (cycles: string): boolean => after(cycles).some((one) => one.halted);

describe('a difference between books and venue', () => {
  it.each([
    ['d', false],
    ['dd', true],
    ['ddd', true],
    ['dmd', false],
    ['d-d', true],
    ['ddm', true],
    ['ddmm', false],
    ['ddmdm', true],
    ['ddmdmm', false],
    ['ddm-m', false],
    ['m', false],
  ])('seen as %s halts: %s', (cycles, expected) => {
    expect(halted(cycles)).toBe(expected);
  });

  it('leaves nothing behind once it is cleared', () => {
    expect(after('ddmm')).toEqual([]);
  });

  it('is forgotten by a match before it has halted', () => {
    expect(after('dm')).toEqual([]);
  });

  it('counts each scope by itself', () => {
    const first = countVerdicts(
      [],
      [
        { scope: CASH, kind: 'differs', detail: 'cash' },
        { scope: A, kind: 'matches', detail: '' },
      ],
    );
    const second = countVerdicts(first.mismatches, [
      { scope: CASH, kind: 'matches', detail: '' },
      { scope: A, kind: 'differs', detail: 'shares' },
    ]);
    expect(second.mismatches).toEqual([
      { scope: A, differingCycles: 1, matchingCycles: 0, halted: false, detail: 'shares' },
    ]);
  });

  it('is told when it halts and when it clears, and not between', () => {
    const said = (before: string, cycle: 'differs' | 'matches', scope: MismatchScope = A) =>
      countVerdicts(after(before, scope), [{ scope, kind: cycle, detail: 'why' }]).messages;
    expect(said('d', 'differs')).toEqual([
      { level: 'error', message: '[RiskManager] Halted market A: why' },
    ]);
    expect(said('dd', 'differs')).toEqual([]);
    expect(said('dd', 'matches')).toEqual([]);
    expect(said('ddm', 'matches')).toEqual([
      { level: 'info', message: '[RiskManager] Resumed market A: books and venue agree' },
    ]);
    expect(said('d', 'differs', CASH)).toEqual([
      { level: 'error', message: '[RiskManager] Halted cash: why' },
    ]);
  });

  it("is cleared by an operator's correction, of its own scope alone", () => {
    const both = [...after('dd'), ...after('dd', CASH)];
    expect(clearMismatch(both, CASH)).toEqual(after('dd'));
  });
});
