import { describe, expect, it } from 'vitest';
import { turnOfLoop } from '../../lib/adapters/local/waiting.ts';
import { tradesAs } from '../../lib/backtest/baseline-trader.ts';
import { bandModel, TYPICAL_TIMING } from '../../lib/backtest/bands.ts';
import { runBand, SILENT } from '../../lib/backtest/run-band.ts';
import { BASELINE_NAMES, baselineNamed } from '../../lib/baselines/standard.ts';
import { portfolioOf } from '../../lib/cycle/books.ts';
import { computeExposures } from '../../lib/risk/exposure.ts';
import { SHARE_OF_VOLUME } from '../../lib/simulation/fill-model.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { isPositive } from '../../lib/units/quantity.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { hours } from '../../lib/units/time.ts';
import { PATIENCE_MS } from '../simulation/fixtures.ts';
import { settingsFrom } from './session.ts';
import type { BandOutcome, BandRun, Trader } from '../../lib/backtest/run-band.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { BaselineName } from '../../lib/baselines/standard.ts';

const TAPE = generateTape({ seed: 3n, duration: hours(1) });
const SETTINGS = settingsFrom();
const { limits } = SETTINGS;

type Run = {
  readonly outcome: BandOutcome;
  readonly states: readonly PortfolioState[];
  readonly records: readonly CycleRecord[];
};

const run = async (name: BaselineName): Promise<Run> => {
  const states: PortfolioState[] = [];
  const records: CycleRecord[] = [];
  const watched: Trader = (place) => {
    const runOnce = tradesAs(baselineNamed(name, limits.exposurePerMarketMax))(place);
    return async () => {
      const end = await runOnce();
      if (end.kind === 'saved') states.push(end.state);
      return end;
    };
  };
  const band: BandRun = {
    tape: TAPE,
    settings: SETTINGS,
    cash: usdc('10000'),
    model: bandModel('pessimistic', SHARE_OF_VOLUME, TYPICAL_TIMING),
    seed: 1n,
    from: TAPE.start,
    until: TAPE.end,
    turn: turnOfLoop,
    history: { entries: () => undefined, record: (record) => records.push(record) },
    telemetry: SILENT,
    lens: (venue) => venue,
    progress: () => undefined,
  };
  return { outcome: await runBand(band, watched), states, records };
};

describe.each(BASELINE_NAMES)('the baseline %s', { timeout: PATIENCE_MS }, (name) => {
  it('trades without ever risking more than the limits allow, in any scope', async () => {
    const { outcome, states, records } = await run(name);
    const { universe } = outcome;
    for (const state of states) {
      const { total, byMarket, byCategory, byEvent } = computeExposures({
        ...portfolioOf(state),
        universe,
      });
      expect(total <= limits.exposureMax).toBe(true);
      for (const one of byMarket.values()) expect(one <= limits.exposurePerMarketMax).toBe(true);
      for (const one of byEvent.values()) expect(one <= limits.exposurePerEventMax).toBe(true);
      for (const one of byCategory.values())
        expect(one <= limits.exposurePerCategoryMax).toBe(true);
    }
    expect(outcome.observed.queue.placed).toBeGreaterThan(20);
    expect(outcome.observed.fills.size).toBeGreaterThan(0);
    expect(records.flatMap(({ reports, mismatches }) => [...reports, ...mismatches])).toEqual([]);
    expect(outcome.failure).toBeNull();
  });
  it('keeps books that the venue agrees with, and leaves nothing resting', async () => {
    const { outcome, states } = await run(name);
    expect(states.at(-1)?.intents).toEqual([]);
    const [first, last] = [states[0], outcome.last];
    expect(first?.ledger.sequence).toBeGreaterThan(0);
    expect(outcome.mark?.equity.kind).toBe('known');
    expect(
      [...(last?.state.ledger.lots.values() ?? [])].some((lot) => isPositive(lot.shares)),
    ).toBe(true);
  });
  it('does the same twice', async () => {
    const [first, second] = [await run(name), await run(name)];
    expect(second.records).toEqual(first.records);
    expect(second.outcome.observed).toEqual(first.outcome.observed);
  });
});
