// Every strategy on real markets. What a recording lacks is assumed, and thresholds are lowered to
// force what a few minutes would not show; risk rules, post-only and the queue are as they ship.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { describeWithRecordings } from '../recordings.ts';
import { complaint } from './laws.ts';
import { openOn, playScenario, recordedTape } from './recorded.ts';
import { fillsOf, madeMarkets, quotesByMarket, roundTrips } from './results.ts';
import { playOn, settingsFrom } from './session.ts';
import type { Played } from './lawful-play.ts';
import type { SavedCycle } from './session.ts';

const ASSUME = 'end=+48h,gameStart=none,volume24h=100000';
const PATIENCE_MS = 300_000;

// The markets of each set in which market making was seen at work.
const made = new Map<string, readonly string[]>();

const expectLawful = (played: Played | undefined): void => {
  expect(played?.broken).toEqual([]);
  expect(played?.records.flatMap(({ mismatches }) => mismatches)).toEqual([]);
};

const gamesIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.csv.gz'));

describeWithRecordings('mlb2025-ws-book-deltas', (folder) => {
  const games = new Map<string, Played>();

  beforeAll(async () => {
    for (const game of gamesIn(folder))
      games.set(game, await playScenario({ path: join(folder, game), assume: ASSUME, env: {} }));
    const records = [...games.values()].flatMap((played) => played.records);
    made.set('mlb2025-ws-book-deltas', madeMarkets(records));
  }, PATIENCE_MS);

  it.each(gamesIn(folder))('%s breaks no law in any cycle', (game) => {
    expectLawful(games.get(game));
  });

  it('are quoted on both sides and filled in at least eight games', () => {
    expect(made.get('mlb2025-ws-book-deltas')?.length).toBeGreaterThanOrEqual(8);
  });

  it('let stops fire', () => {
    const records = [...games.values()].flatMap((played) => played.records);
    expect(fillsOf(records, 'Protect', 'SELL')).toBeGreaterThan(0);
  });

  it('let inventory control bring a position under a limit that was lowered', async () => {
    const path = join(folder, gamesIn(folder).find((name) => name.includes('sd-lad')) ?? '');
    const tape = await recordedTape({ path, assume: ASSUME });
    const session = openOn(tape, {});
    const tight = { MAX_EXPOSURE_PER_MARKET_USD: '20', MAX_EXPOSURE_USD: '20' };
    const broken: string[] = [];
    let settings = session.settings;
    const exposureOf = ({ record }: SavedCycle): number => Number(record.exposure);
    let least = Number.POSITIVE_INFINITY;
    const lowering = { ...session, saved: () => session.saved(settings) };
    await playOn(lowering, { tape }, (end) => {
      if (settings === session.settings) {
        const found = complaint(session, end);
        if (found !== '') broken.push(found);
        if (exposureOf(end) > 60) settings = settingsFrom(tight);
      } else least = Math.min(least, exposureOf(end));
    });
    expect(broken).toEqual([]);
    expect(fillsOf(session.records, 'ICC', 'SELL')).toBeGreaterThan(0);
    expect(least).toBeLessThanOrEqual(20);
  });
});

describeWithRecordings('tickscope-ws-ticks', (folder) => {
  // A quarter of an hour is short: cycles are, too, and what counts as large or as held long is
  // less than at the default thresholds.
  const env = {
    CYCLE_SECONDS: '15',
    WHALE_USD: '100',
    MIN_MOVE_CENTS: '1',
    TAKE_PROFIT_CENTS: '1',
    MAX_HOLD_MINUTES: '3',
  };
  let played: Played | undefined;

  beforeAll(async () => {
    played = await playScenario({ path: folder, assume: ASSUME, env });
    made.set('tickscope-ws-ticks', madeMarkets(played.records));
  }, PATIENCE_MS);

  it('break no law in any cycle', () => {
    expectLawful(played);
  });

  it('are quoted on both sides and filled in', () => {
    expect(made.get('tickscope-ws-ticks')?.length).toBeGreaterThanOrEqual(1);
  });

  it('let flow following enter and leave twice', () => {
    expect(roundTrips(played?.records ?? [], 'FF')).toBeGreaterThanOrEqual(2);
  });
});

describeWithRecordings('crypto-l2-and-trades-2025-12', (folder) => {
  // Their books are thinner than the balanced preset takes.
  const env = { STRATEGY_PRESET: 'aggressive', CYCLE_SECONDS: '15' };
  let played: Played | undefined;

  beforeAll(async () => {
    played = await playScenario({ path: folder, assume: ASSUME, env });
    made.set('crypto-l2-and-trades-2025-12', madeMarkets(played.records));
  }, PATIENCE_MS);

  it('break no law in any cycle', () => {
    expectLawful(played);
  });

  it('are quoted on both sides and filled in', () => {
    expect(made.get('crypto-l2-and-trades-2025-12')?.length).toBeGreaterThanOrEqual(2);
  });
});

describeWithRecordings('crypto-l2-and-trades-2025-12', (folder) => {
  // The fee of these markets is more than the moves that a quarter of an hour has: without it, and
  // with every larger trade for a whale, one can be followed.
  const env = {
    STRATEGY_PRESET: 'aggressive',
    CYCLE_SECONDS: '5',
    WHALE_USD: '50',
    MIN_MOVE_CENTS: '1',
    TAKE_PROFIT_CENTS: '1',
    MAX_HOLD_MINUTES: '3',
  };

  it(
    'let flow following enter and leave where no fee is taken',
    async () => {
      const played = await playScenario({ path: folder, assume: `${ASSUME},feeRate=0`, env });
      expectLawful(played);
      expect(roundTrips(played.records, 'FF')).toBeGreaterThanOrEqual(1);
    },
    PATIENCE_MS,
  );
});

describeWithRecordings('btc15m-top5-books-2026-02', (folder) => {
  // Their books are a cent wide and seldom deep, so that there is nothing to quote on a grid of
  // cents. On the finer grid that is assumed the quotes stand before everybody else's: what they
  // earn says nothing, but every rule has its turn in a market that moves by cents a second.
  const env = { STRATEGY_PRESET: 'aggressive', CYCLE_SECONDS: '15' };
  let played: Played | undefined;

  beforeAll(async () => {
    played = await playScenario({ path: folder, assume: `${ASSUME},tick=0.001`, env });
    made.set('btc15m-top5-books-2026-02', madeMarkets(played.records));
  }, PATIENCE_MS);

  it('break no law in any cycle', () => {
    expectLawful(played);
  });

  it('are quoted on both sides and filled in all three', () => {
    expect(made.get('btc15m-top5-books-2026-02')?.length).toBe(3);
  });
});

describeWithRecordings('mlb2026-depth-snapshots', (folder) => {
  // A snapshot is known at its moment only, and no trade is recorded: many markets are quoted for a
  // cycle, and nothing can fill.
  let played: Played | undefined;

  beforeAll(async () => {
    const path = join(folder, 'books-2026-W13.jsonl.gz');
    const assume = 'end=+60d,gameStart=none,volume24h=100000';
    played = await playScenario({ path, assume, env: { STRATEGY_PRESET: 'aggressive' } });
  }, PATIENCE_MS);

  it('break no law in any cycle', () => {
    expectLawful(played);
  });

  it('are quoted on both sides in at least fifty', () => {
    const quoted = [...quotesByMarket(played?.records ?? []).values()];
    expect(quoted.filter(({ bids, asks }) => bids > 0 && asks > 0).length).toBeGreaterThan(50);
  });
});

const SETS_MADE = [
  'mlb2025-ws-book-deltas',
  'tickscope-ws-ticks',
  'crypto-l2-and-trades-2025-12',
  'btc15m-top5-books-2026-02',
];

const nested = (sets: readonly string[], define: () => void): void => {
  const [first, ...others] = sets;
  if (first === undefined) define();
  else describeWithRecordings(first, () => nested(others, define));
};

nested(SETS_MADE, () => {
  it('are quoted on both sides and filled in at least twelve markets', () => {
    expect([...made.keys()].toSorted()).toEqual(SETS_MADE.toSorted());
    expect(new Set([...made.values()].flat()).size).toBeGreaterThanOrEqual(12);
  });
});
