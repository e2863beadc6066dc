// The options of `keel sweep`, parsed strictly: every mistake at once, with what is allowed.

import { parseArgs } from 'node:util';
import { PERIOD_LENGTHS } from '../sweep/periods.ts';
import { parseDimension, TRIALS_MAX } from '../sweep/space.ts';
import { SWEEP_BANDS } from '../sweep/sweep-run.ts';
import { FOLDS } from '../sweep/walk-forward.ts';
import { formatRatio } from '../units/ratio.ts';
import { err, ok } from '../units/result.ts';
import { formatUsdc } from '../units/usdc.ts';
import {
  cashOf,
  latencyOf,
  PLAYED_OPTIONS,
  shareOf,
  sourceOf,
  untilOf,
} from './backtest-options.ts';
import { errorsOf, namesIn, refused, repeated, seedOf, understood } from './option-parts.ts';
import { DEFAULT_SEED } from './start-options.ts';
import type { Criterion } from '../sweep/score.ts';
import type { Dimension, Space } from '../sweep/space.ts';
import type { SweepSettings } from '../sweep/sweep-run.ts';
import type { Division } from '../sweep/walk-forward.ts';
import type { EpochMs } from '../units/time.ts';
import type { BacktestSource } from './backtest-options.ts';
import type { Part } from './option-parts.ts';

/** What `keel sweep` was asked for. */
export type SweepOptions = {
  readonly source: BacktestSource;
  readonly space: Space;
  /** Of all runs, but for what the environment says and the period, where none is given. */
  readonly settings: Pick<SweepSettings, 'seed' | 'cash' | 'latency' | 'share' | 'bands'>;
  /** Unit: ms; null: as the length of the tape allows. */
  readonly periodMs: number | null;
  readonly preset: string | null;
  readonly until: EpochMs | null;
  readonly walkForward: Division | null;
  readonly criterion: Criterion;
  /** Null: as many as there are cores. */
  readonly threads: number | null;
  /** How many trials are shown. */
  readonly top: number;
  readonly out: string | null;
  /** Where the jobs are written, for somebody else to run them. */
  readonly jobs: string | null;
  readonly output: 'terminal' | 'json';
};

const OPTIONS = {
  ...PLAYED_OPTIONS,
  vary: { type: 'string', multiple: true },
  random: { type: 'string' },
  'walk-forward': { type: 'string' },
  choose: { type: 'string' },
  period: { type: 'string' },
  threads: { type: 'string' },
  top: { type: 'string' },
  out: { type: 'string' },
  jobs: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof valuesOf>;

const valuesOf = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;

const wholeOf = (name: string, text: string | undefined, most: number): Part<number | null> => {
  if (text === undefined) return ok(null);
  return /^[1-9]\d{0,5}$/.test(text) && Number(text) <= most
    ? ok(Number(text))
    : refused(`--${name} ${text}: allowed is a whole number from 1 to ${String(most)}`);
};

const dimensionsOf = (texts: readonly string[] = []): Part<readonly Dimension[]> => {
  const parsed = texts.map(parseDimension);
  const errors = parsed.flatMap((one) => (one.ok ? [] : [one.error]));
  return errors.length > 0 ? err(errors) : ok(parsed.flatMap((one) => (one.ok ? [one.value] : [])));
};

const spaceOf = ({ vary, random }: Values, seed: bigint): Part<Space> => {
  const dimensions = dimensionsOf(vary);
  const trials = wholeOf('random', random, TRIALS_MAX);
  if (!dimensions.ok || !trials.ok) return err(errorsOf(dimensions, trials));
  const search: Space['search'] =
    trials.value === null
      ? { kind: 'grid' }
      : { kind: 'random', trials: trials.value, seed: seed.toString() };
  return ok({ dimensions: dimensions.value, search });
};

const divisionOf = (text: string | undefined): Part<Division | null> => {
  if (text === undefined) return ok(null);
  const [, by, folds] = /^(time|markets):(\d{1,3})$/.exec(text) ?? [];
  const count = Number(folds);
  return (by === 'time' || by === 'markets') && count >= FOLDS.min && count <= FOLDS.max
    ? ok({ by, folds: count })
    : refused(
        `--walk-forward ${text}: allowed is time:N or markets:N, N from ${String(FOLDS.min)} ` +
          `to ${String(FOLDS.max)}`,
      );
};

const criterionOf = (choice = 'net'): Part<Criterion> =>
  choice === 'net' || choice === 'sharpe'
    ? ok(choice)
    : refused(`--choose ${choice}: allowed is net or sharpe`);

const bandsOf = (choice = 'pessimistic'): Part<SweepSettings['bands']> => {
  if (choice === 'all') return ok(SWEEP_BANDS);
  return choice === 'pessimistic'
    ? ok([choice])
    : refused(`--band ${choice}: allowed is pessimistic, which alone counts, or all`);
};

const periodOf = (choice: string | undefined): Part<number | null> => {
  if (choice === undefined) return ok(null);
  const names = PERIOD_LENGTHS.map(([name]) => name).join(', ');
  const found = PERIOD_LENGTHS.find(([name]) => name === choice);
  return found === undefined
    ? refused(`--period ${choice}: allowed is one of ${names}`)
    : ok(found[1]);
};

const settingsOf = (values: Values, seed: bigint): Part<SweepOptions['settings']> => {
  const [cash, share] = [cashOf(values.cash), shareOf(values.share)];
  const [latency, bands] = [latencyOf(values.latency), bandsOf(values.band)];
  if (!cash.ok || !share.ok || !latency.ok || !bands.ok)
    return err(errorsOf(cash, share, latency, bands));
  return ok({
    seed: seed.toString(),
    cash: cash.value === null ? null : formatUsdc(cash.value),
    latency: latency.value,
    share: formatRatio(share.value),
    bands: bands.value,
  });
};

const TOP = 10;
const THREADS_MAX = 256;

const emptyNames = ({ out, jobs }: Values): Part<null> =>
  [out, jobs].includes('')
    ? refused('--out and --jobs name a file to write: give it, or leave them out')
    : ok(null);

const fromValues = (values: Values): Part<SweepOptions> => {
  const seed = seedOf(values.seed ?? DEFAULT_SEED.toString());
  const drawn = seed.ok ? seed.value : DEFAULT_SEED;
  const [source, space] = [sourceOf(values, drawn), spaceOf(values, drawn)];
  const [settings, division] = [settingsOf(values, drawn), divisionOf(values['walk-forward'])];
  const [criterion, period] = [criterionOf(values.choose), periodOf(values.period)];
  const [threads, top] = [
    wholeOf('threads', values.threads, THREADS_MAX),
    wholeOf('top', values.top, TRIALS_MAX),
  ];
  const [until, named] = [untilOf(values.until), emptyNames(values)];
  const parts = [seed, source, space, settings, division, criterion, period, threads, top, until];
  if (
    !(source.ok && space.ok && settings.ok && division.ok && criterion.ok) ||
    !(seed.ok && period.ok && threads.ok && top.ok && until.ok && named.ok)
  )
    return err(errorsOf(...parts, named));
  return ok({
    source: source.value,
    space: space.value,
    settings: settings.value,
    periodMs: period.value,
    preset: values.preset ?? null,
    until: until.value,
    walkForward: division.value,
    criterion: criterion.value,
    threads: threads.value,
    top: top.value ?? TOP,
    out: values.out ?? null,
    jobs: values.jobs ?? null,
    output: values.json ? 'json' : 'terminal',
  });
};

/** Parses the arguments after `keel sweep`. */
export const parseSweepOptions = (args: readonly string[]): Part<SweepOptions> =>
  understood(() => {
    const values = valuesOf(args);
    const names = namesIn(args, OPTIONS).filter((name) => name !== 'vary');
    const twice = repeated(names);
    return twice.length > 0 ? err(twice) : fromValues(values);
  });
