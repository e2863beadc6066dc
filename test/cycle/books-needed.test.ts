import { describe, expect, it } from 'vitest';
import { initialState } from '../../lib/cycle/initial-state.ts';
import { tokensFor } from '../../lib/cycle/look.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { at, marketNamed, START, universeWith } from '../backtest/markets.ts';
import { settingsFrom } from '../backtest/session.ts';
import type { StrategyMemory } from '../../lib/domain/strategy-memory.ts';

const BUSY = marketNamed('busy');
// Traded too little to be quoted.
const QUIET = marketNamed('quiet', { volume24h: usdc('10') });
const UNIVERSE = universeWith(BUSY, QUIET);

const needed = (memory: Partial<StrategyMemory>): readonly string[] => {
  const settings = settingsFrom();
  const fresh = initialState(settings.identity, START);
  const state = { ...fresh, memory: { ...fresh.memory, ...memory } };
  return tokensFor(settings, state, at(0))(UNIVERSE).map(String);
};

describe('the books that a cycle needs', () => {
  it('are those of the markets that could be quoted', () => {
    expect(needed({})).toEqual(['busy-yes', 'busy-no']);
  });

  it('are also those of markets in which a followed wallet traded', () => {
    const followedMarkets = new Map([[QUIET.condition, at(-60)]]);
    expect(needed({ followedMarkets })).toEqual(['quiet-yes', 'quiet-no', 'busy-yes', 'busy-no']);
  });
});
