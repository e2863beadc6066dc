import { describe, expect, it } from 'vitest';
import { turnOfLoop } from '../../lib/adapters/local/waiting.ts';
import { NO_TIMING } from '../../lib/backtest/bands.ts';
import { SILENT } from '../../lib/backtest/run-band.ts';
import { runBacktest } from '../../lib/backtest/run-backtest.ts';
import { SHARE_OF_VOLUME } from '../../lib/simulation/fill-model.ts';
import { ONE, ratio } from '../../lib/units/ratio.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { at, RAIN, tradeOf, universeWith } from './markets.ts';
import { settingsFrom } from './session.ts';
import { steadyBooks, tapeOf } from './tapes.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { Ratio } from '../../lib/units/ratio.ts';

const BOOKS = steadyBooks(RAIN, { bid: '0.4', ask: '0.44' }, { from: 0, to: 400, every: 5 });
// Somebody sells through every bid that we may have at 160 s.
const SALE = tradeOf(RAIN, 161, { taker: 'SELL', price: '0.3', size: '60' });

const resolvedAt = (second: number, yesPayout: Ratio): TapeEvent => ({
  kind: 'status',
  at: at(second),
  condition: RAIN.condition,
  status: { kind: 'resolved', yesPayout },
});

const gapAt = (second: number): TapeEvent => ({
  kind: 'gap',
  at: at(second),
  token: RAIN.yes,
  cause: 'silence',
});

const played = async (after: readonly TapeEvent[], until = 400) => {
  const before = [...BOOKS, SALE].filter((event) => event.at <= at(until));
  const events = [...before, ...after].toSorted(
    (a, b) => Number(a.at > b.at) - Number(a.at < b.at),
  );
  const tape = tapeOf(events, universeWith(RAIN));
  const { bands, warnings } = await runBacktest({
    tape,
    settings: settingsFrom(),
    cash: usdc('10000'),
    seed: 1n,
    from: tape.start,
    until: tape.end,
    turn: turnOfLoop,
    bands: ['pessimistic'],
    timing: NO_TIMING,
    shareMax: SHARE_OF_VOLUME,
    telemetry: SILENT,
    progress: () => undefined,
  });
  const [result] = bands;
  if (result === undefined) throw new Error('a band was run');
  const shares = [...result.outcome.observed.fills.values()].reduce(
    (sum, { size }) => sum + size,
    0,
  );
  return { ...result, warnings, shares: shares / 1_000_000 };
};

describe('what is held when a tape ends', () => {
  it('counts at what its bids would pay until the market is resolved, and says so', async () => {
    const { band, outcome, warnings, shares } = await played([], 175);
    const cost = 10_000 - Number(outcome.last?.record.cash);
    expect(shares).toBe(30);
    expect(Number(band.money.unrealized)).toBeCloseTo(30 * 0.4 - cost, 6);
    expect(warnings.join('\n')).toMatch(/: 1 market is still held and not resolved; it counts/);
  });
  it.each([
    ['that nobody vouched for any more', []],
    ['whose recording has a gap', [gapAt(300)]],
  ])('counts by the last book %s, and says so', async (_what, after) => {
    const tick = { kind: 'tick', at: at(400), condition: RAIN.condition, tick: RAIN.tick } as const;
    const { band, outcome, warnings, shares } = await played([...after, tick], 175);
    const cost = 10_000 - Number(outcome.last?.record.cash);
    expect(outcome.last?.equity.kind).toBe('unknown');
    expect(Number(band.money.unrealized)).toBeCloseTo(shares * 0.4 - cost, 6);
    expect(Number(band.lastBooksEquity)).toBeCloseTo(10_000 + Number(band.money.net), 6);
    expect(warnings.join('\n')).toMatch(/by books that were too old to trade on/);
  });
  it.each([
    ['wins', ONE, 1],
    ['loses', ratio('0'), 0],
    ['is split', ratio('0.5'), 0.5],
  ])('counts at its payout where the market %s with the last event', async (_end, payout, paid) => {
    const { band, outcome, warnings, shares } = await played([resolvedAt(175, payout)], 174);
    const cost = 10_000 - Number(outcome.last?.record.cash);
    expect(shares).toBe(30);
    expect(Number(band.money.net)).toBeCloseTo(30 * paid - cost, 6);
    expect(warnings.join('\n')).not.toMatch(/still held/);
  });
  it('is redeemed where the tape goes on after the market was resolved', async () => {
    const { band, outcome } = await played([resolvedAt(178, ONE)]);
    expect(Number(band.money.realized)).toBeGreaterThan(0);
    expect(outcome.last?.state.ledger.lots.size).toBe(0);
  });
});
