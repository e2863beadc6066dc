// What stops a portfolio from losing more, on paper and live: the operator's switch, a limit that
// is lowered below what is held, and a drawdown that opens its breaker.

import { expect, it } from 'vitest';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { hours } from '../../lib/units/time.ts';
import { deedsIn, expectSame } from './likeness.ts';
import { playTwins } from './twins.ts';
import type { Hands, Played } from './twins.ts';

const hourOf = (seed: number) => generateTape({ seed, duration: hours(1) });

const PATIENCE_MS = 120_000;

// The trading state of each cycle by its first letter.
const statesOf = ({ records }: Played): string =>
  records.map(({ tradingState }) => tradingState.charAt(0)).join('');

const placedIn = ({ records }: Played, states: readonly string[]): number =>
  records
    .filter(({ tradingState }) => states.includes(tradingState))
    .reduce((sum, { placed }) => sum + placed, 0);

// From which cycle on the kill switch stands where.
const POSITIONS: ReadonlyMap<number, Parameters<Hands['killSwitch']['set']>[0]> = new Map([
  [14, 'halt'],
  [18, 'off'],
  [22, 'reduce-only'],
  [26, 'failed'],
  [29, 'off'],
]);

it(
  'the kill switch stops everything and lets go of it again over HTTP as on paper',
  async () => {
    const before = ({ cycle, killSwitch }: Hands): void => {
      const position = POSITIONS.get(cycle);
      if (position !== undefined) killSwitch.set(position);
    };
    const twins = await playTwins({ tape: hourOf(3), cyclesMax: 32, before });
    expectSame(twins);
    const { live } = twins;
    expect(statesOf(live)).toBe('A'.repeat(13) + 'HHHH' + 'AAAA' + 'RRRR' + 'HHH' + 'AAAA');
    expect(placedIn(live, ['HALTED'])).toBe(0);
    expect(placedIn(live, ['REDUCE_ONLY'])).toBeGreaterThan(0);
    expect(live.records.slice(-4).every(({ placed }) => placed > 0)).toBe(true);
  },
  PATIENCE_MS,
);

const TIGHT = { MAX_EXPOSURE_PER_MARKET_USD: '20', MAX_EXPOSURE_USD: '20' };
const LOWERED_AT = 16;

it(
  'inventory control sells down to a lowered limit over HTTP as on paper',
  async () => {
    const before = ({ cycle, change }: Hands): void => {
      if (cycle === LOWERED_AT) change(TIGHT);
    };
    const twins = await playTwins({ tape: hourOf(3), cyclesMax: 26, before });
    expectSame(twins);
    const { live } = twins;
    expect(deedsIn(live)).toContain('ICC SELL');
    const exposures = live.records.map(({ exposure }) => Number(exposure));
    expect(exposures[LOWERED_AT - 2]).toBeGreaterThan(20);
    // What cannot be sold within the slippage waits until it can.
    expect(exposures.at(-1)).toBeLessThanOrEqual(20);
  },
  PATIENCE_MS,
);

it(
  'a drawdown opens its breaker, closes it and opens it again over HTTP as on paper',
  async () => {
    const env = { MAX_DRAWDOWN_PCT: '1', PAPER_BALANCE_USD: '1000' };
    const twins = await playTwins({ tape: hourOf(8), env, cash: '1000', cyclesMax: 36 });
    expectSame(twins);
    expect(statesOf(twins.live)).toMatch(/^A+R+A+R+$/);
    const breakers = twins.live.ends.map(({ state }) => state.risk.breakers.DRAWDOWN.kind);
    expect(breakers).toContain('open');
  },
  PATIENCE_MS,
);
