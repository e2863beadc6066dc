import { describe, expect, it } from 'vitest';
import { known } from '../../lib/domain/observed.ts';
import { apiReadsOf, checkApiHealth, healthAfter } from '../../lib/risk/api-health.ts';
import { tokenId } from '../../lib/units/ids.ts';
import { epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { contextWith, failure, LIMITS, NOW, quotes, UNIVERSE } from './contexts.ts';
import type { Snapshot } from '../../lib/domain/snapshot.ts';
import type { ApiReads } from '../../lib/risk/api-health.ts';
import type { CauseCheck } from '../../lib/risk/breakers.ts';

const at = (offset: bigint) => epochMs(msOfEpoch(NOW) + offset);

describe('API health', () => {
  const reads = (clob: [number, number], gamma: [number, number]): ApiReads => ({
    clob: { succeeded: clob[0], failed: clob[1] },
    gamma: { succeeded: gamma[0], failed: gamma[1] },
  });
  const MOMENT = { now: NOW, limits: LIMITS };
  const check = (age: bigint, seen: ApiReads): CauseCheck =>
    checkApiHealth({ clobOkAt: at(-age), gammaOkAt: NOW, gammaFailures: 0 }, seen, MOMENT);

  it.each([
    [60_000n, 'unclear'],
    [60_001n, 'unhealthy'],
  ])('without a successful CLOB read for %i ms is %s', (age, kind) => {
    expect(check(age, reads([0, 4], [1, 0])).kind).toBe(kind);
  });

  it.each([
    [1, 'unclear'],
    [2, 'unhealthy'],
    [3, 'unhealthy'],
  ])('with %i failed attempts is %s', (failed, kind) => {
    expect(check(75_000n, reads([0, failed], [1, 0])).kind).toBe(kind);
  });

  it('explains itself', () => {
    const both = { clobOkAt: at(-75_500n), gammaOkAt: at(-90_000n), gammaFailures: 2 };
    expect(checkApiHealth(both, reads([0, 4], [0, 1]), MOMENT)).toEqual({
      kind: 'unhealthy',
      detail:
        'no successful CLOB read for 75s, 4 attempts failed; ' +
        'no successful Gamma read for 90s, 2 attempts failed (limit 60s)',
    });
  });

  it.each([
    [60_000n, 2, 'unclear'],
    [60_001n, 1, 'unclear'],
    [60_001n, 2, 'unhealthy'],
    [7_200_000n, 120, 'unhealthy'],
  ])('without Gamma for %i ms and failing in %i cycles in a row is %s', (age, failures, kind) => {
    const health = { clobOkAt: NOW, gammaOkAt: at(-age), gammaFailures: failures };
    expect(checkApiHealth(health, reads([4, 0], [0, 1]), MOMENT).kind).toBe(kind);
  });

  it('adds no failures of the API that answers to those of the silent one', () => {
    const noGamma = { clobOkAt: NOW, gammaOkAt: at(-61_000n), gammaFailures: 1 };
    expect(checkApiHealth(noGamma, reads([4, 2], [0, 1]), MOMENT)).toEqual({ kind: 'unclear' });
    const noClob = { clobOkAt: at(-61_000n), gammaOkAt: at(-50_000n), gammaFailures: 9 };
    expect(checkApiHealth(noClob, reads([0, 1], [0, 1]), MOMENT)).toEqual({ kind: 'unclear' });
  });

  it('is healthy where both were read in this cycle', () => {
    expect(check(0n, reads([1, 3], [1, 0])).kind).toBe('healthy');
    expect(check(0n, reads([1, 0], [0, 1])).kind).toBe('unclear');
    expect(check(0n, reads([0, 1], [1, 0])).kind).toBe('unclear');
  });

  it('remembers when each API was last read', () => {
    const before = { clobOkAt: at(-1n), gammaOkAt: at(-2n), gammaFailures: 3 };
    expect(healthAfter(before, reads([1, 0], [0, 1]), NOW)).toEqual({
      clobOkAt: NOW,
      gammaOkAt: at(-2n),
      gammaFailures: 4,
    });
    expect(healthAfter(before, reads([0, 1], [1, 0]), NOW)).toEqual({
      clobOkAt: at(-1n),
      gammaOkAt: NOW,
      gammaFailures: 0,
    });
  });

  it('counts the reads of a snapshot by API', () => {
    const { mode, balances } = contextWith();
    const snapshot: Snapshot = {
      now: NOW,
      killSwitch: { kind: 'read', position: 'off', source: 'data/KILL' },
      mode,
      universe: known(UNIVERSE, NOW),
      books: new Map([
        [tokenId('A-YES'), quotes(tokenId('A-YES'), '0.4', '0.5')],
        [tokenId('A-NO'), failure('TIMEOUT')],
      ]),
      openOrders: failure('TIMEOUT'),
      fills: known([], NOW),
      activity: failure('SERVER'),
      balances,
      prints: failure('SERVER'),
      targets: failure('SERVER'),
    };
    expect(apiReadsOf(snapshot)).toEqual(reads([4, 2], [1, 0]));
  });
});
