// What may be traded by each cause alone, and that the strictest wins.

import { describe, expect, it } from 'vitest';
import { known } from '../../lib/domain/observed.ts';
import { stateByMode, stateByRisk, stricter } from '../../lib/risk/trading-state.ts';
import { usdcMicros } from '../../lib/units/usdc.ts';
import { CALM, failure, NOW } from './contexts.ts';
import type { TradingState } from '../../lib/domain/risk-state.ts';
import type { VenueMode } from '../../lib/domain/venue-outcome.ts';

const STATES: readonly TradingState[] = ['ACTIVE', 'REDUCE_ONLY', 'HALTED'];

describe('of two trading states', () => {
  it('the stricter wins, on either side', () => {
    const pairs = STATES.map((a) => STATES.map((b) => stricter(a, b)));
    expect(pairs).toEqual([
      ['ACTIVE', 'REDUCE_ONLY', 'HALTED'],
      ['REDUCE_ONLY', 'REDUCE_ONLY', 'HALTED'],
      ['HALTED', 'HALTED', 'HALTED'],
    ]);
  });
});

describe('the mode of the venue', () => {
  it.each<[VenueMode, TradingState]>([
    ['normal', 'ACTIVE'],
    ['post-only', 'ACTIVE'],
    ['closed-only', 'REDUCE_ONLY'],
    ['cancel-only', 'HALTED'],
    ['disabled', 'HALTED'],
  ])('%s leaves trading %s', (mode, state) => {
    expect(stateByMode(known(mode, NOW))).toBe(state);
  });

  it('is the affair of the gate where it is not known', () => {
    expect(stateByMode(failure('TIMEOUT'))).toBe('ACTIVE');
  });
});

describe("the session's peak", () => {
  it.each([
    [{ kind: 'none' }, 'ACTIVE'],
    [{ kind: 'marked', equity: usdcMicros(-1n) }, 'REDUCE_ONLY'],
    [{ kind: 'marked', equity: usdcMicros(0n) }, 'REDUCE_ONLY'],
    [{ kind: 'marked', equity: usdcMicros(1n) }, 'ACTIVE'],
  ] as const)('of %o leaves trading %s', (peak, state) => {
    expect(stateByRisk({ ...CALM, session: { ...CALM.session, peak } })).toBe(state);
  });
});
