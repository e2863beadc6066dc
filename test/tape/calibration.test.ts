// Generated markets are held against the recordings: medians and 90th percentiles of what
// strategies depend on must not differ by more than a factor of two. Every recorded set takes part,
// in the population that it belongs to; every market of a population weighs the same.
//
// What is held is the pool of a population, not each of its sets, which differ among themselves by
// more than a factor of two: mlb2025 has five times the depth of tickscope at the median, tickscope
// nine times its book changes, and btc15m four times the trades of crypto-l2. So generated markets
// are like the pool and may be like neither set, which the last rows of each table show as factors.
// The lively pool is not split in two: the six markets of tickscope last a quarter of an hour, too
// little to hold a 90th percentile to, and every generated tape would change, with all that was
// measured on them.

import { beforeAll, describe, expect, it } from 'vitest';
import { present } from '../../lib/units/invariant.ts';
import { NO_OVERRIDES } from '../../lib/tape/assume.ts';
import { CAST } from '../../lib/tape/generator/cast.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { STATISTICS } from './market-gauge.ts';
import { measureTape, pooledQuantiles } from './statistics.ts';
import { openTape } from '../../lib/tape/tape-file.ts';
import { describeWithRecordings } from '../recordings.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { Population } from '../../lib/tape/generator/behaviours.ts';
import type { MarketSamples, Statistic } from './market-gauge.ts';
import type { SetName } from '../../lib/tape/sets.ts';

type Recorded = {
  readonly population: Population;
  readonly sets: readonly SetName[];
  readonly statistics: readonly Statistic[];
};

// The books of the hectic sets are snapshots about a second apart, and the trades of one are the
// newest of each snapshot: their rates are lower bounds. The quiet set holds a snapshot a minute
// and no trades, so that it has neither sizes nor rates.
const RECORDED: readonly Recorded[] = [
  {
    population: 'lively',
    sets: ['mlb2025-ws-book-deltas', 'tickscope-ws-ticks'],
    statistics: STATISTICS,
  },
  {
    population: 'hectic',
    sets: ['btc15m-top5-books-2026-02', 'crypto-l2-and-trades-2025-12'],
    statistics: STATISTICS,
  },
  {
    population: 'quiet',
    sets: ['mlb2026-depth-snapshots'],
    statistics: ['spread', 'depth', 'jump'],
  },
];

const SEEDS = [1, 2, 3];
const SHARES = [0.5, 0.9];
const FACTOR_MAX = 2;
// Prices are decimal, floats are not: twice 0.01 may miss 0.02 by the last bit.
const NOISE = 1e-9;

const isWithinFactor = (one: number, other: number): boolean =>
  Math.max(one, other) <= FACTOR_MAX * Math.min(one, other) + NOISE;

describe('the factor of two', () => {
  it.each([
    [[1, 1.99], true],
    [[1, 2], true],
    [[1, 2.01], false],
    [[2.01, 1], false],
    [[0, 0], true],
    [[0, 0.001], false],
  ] as const)('compares %j: %s', ([one, other], expected) => {
    expect(isWithinFactor(one, other)).toBe(expected);
  });
});

const samplesOf = async (tape: Tape): Promise<readonly MarketSamples[]> => {
  const measurement = measureTape(tape);
  for await (const batch of tape.events()) measurement.take(batch);
  return measurement.samples();
};

const recordedIn = async (folder: string): Promise<readonly MarketSamples[]> => {
  const report = (): void => undefined;
  const tape = await openTape(folder, { onProblem: 'go-on', report, assume: NO_OVERRIDES });
  if (!tape.ok) throw new Error(JSON.stringify(tape.error));
  return samplesOf(tape.value);
};

const populations = new Map(
  CAST.flatMap(({ markets }) => markets.map(({ slug, population }) => [slug, population] as const)),
);

type Made = readonly (readonly [Population | undefined, MarketSamples])[];

const generatedFrom = async (seed: number): Promise<Made> => {
  const tape = generateTape({ seed });
  return (await samplesOf(tape)).map((samples) => {
    const market = present(tape.universe.markets.get(samples.condition), 'it is listed');
    return [populations.get(market.slug), samples];
  });
};

let started: Promise<Made> | undefined;
// One generation serves all populations, and there is none without recordings.
const generated = (): Promise<Made> =>
  (started ??= Promise.all(SEEDS.map(generatedFrom)).then((made) => made.flat()));

const quantilesOf = (markets: readonly MarketSamples[], statistic: Statistic): readonly number[] =>
  pooledQuantiles(
    markets.map((market) => market[statistic]),
    SHARES,
  );

const cell = (value: number): string =>
  (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 1 ? 1 : 4)).padStart(10);

const rowOf =
  (told: readonly Statistic[]) =>
  (name: string, markets: readonly MarketSamples[]): string => {
    const cells = STATISTICS.flatMap((statistic) =>
      told.includes(statistic)
        ? quantilesOf(markets, statistic).map(cell)
        : SHARES.map(() => '-'.padStart(10)),
    );
    return name.padEnd(40) + cells.join('');
  };

// How far apart the furthest of some values are, as a factor; without all of them there is none.
const factorOf = (values: readonly number[]): string => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (least === most) return '1.0'.padStart(10);
  return (least > 0 ? (most / least).toFixed(1) : '-').padStart(10);
};

const factorRowOf =
  (told: readonly Statistic[]) =>
  (name: string, groups: readonly (readonly MarketSamples[])[]): string => {
    const cells = STATISTICS.flatMap((statistic) =>
      SHARES.map((_, index) =>
        told.includes(statistic)
          ? factorOf(groups.map((markets) => quantilesOf(markets, statistic)[index] ?? NaN))
          : '-'.padStart(10),
      ),
    );
    return name.padEnd(40) + cells.join('');
  };

const heading = [
  ' '.repeat(40) + STATISTICS.map((statistic) => statistic.padStart(20)).join(''),
  ' '.repeat(40) + STATISTICS.map(() => '    median       p90').join(''),
].join('\n');

type Folders = ReadonlyMap<SetName, string>;

const describeWithSets = (sets: readonly SetName[], define: (folders: Folders) => void): void => {
  const [set, ...others] = sets;
  if (set === undefined) define(new Map());
  else
    describeWithRecordings(set, (folder) => {
      describeWithSets(others, (folders) => {
        define(new Map([[set, folder], ...folders]));
      });
    });
};

for (const { population, sets, statistics } of RECORDED)
  describeWithSets(sets, (folders) => {
    let recorded: readonly MarketSamples[] = [];
    let made: readonly MarketSamples[] = [];

    beforeAll(async () => {
      const bySet = new Map<SetName, readonly MarketSamples[]>();
      for (const [set, folder] of folders) bySet.set(set, await recordedIn(folder));
      recorded = [...bySet.values()].flat();
      made = (await generated()).flatMap(([kind, samples]) =>
        kind === population ? [samples] : [],
      );
      const [row, factors] = [rowOf(statistics), factorRowOf(statistics)];
      const rows = [
        ...[...bySet].map(([set, markets]) => row(`${set} (${markets.length})`, markets)),
        row(`recorded, together (${recorded.length})`, recorded),
        row(`generated (${made.length})`, made),
        factors('factor between the sets', [...bySet.values()]),
        factors('factor from recorded to generated', [recorded, made]),
      ];
      console.log([`Calibration of ${population} markets`, heading, ...rows].join('\n'));
    }, 240_000);

    it.each(statistics)(
      `hold generated ${population} markets within a factor of two of their %s`,
      (statistic) => {
        const [median = NaN, high = NaN] = quantilesOf(recorded, statistic);
        const [ours = NaN, oursHigh = NaN] = quantilesOf(made, statistic);
        const verdict = {
          median: isWithinFactor(ours, median) ? 'close' : `${ours} for ${median}`,
          p90: isWithinFactor(oursHigh, high) ? 'close' : `${oursHigh} for ${high}`,
        };
        expect(verdict).toEqual({ median: 'close', p90: 'close' });
      },
    );
  });
