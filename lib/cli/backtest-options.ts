// The options of `keel backtest`, parsed strictly: every mistake at once, with what is allowed.

import { parseArgs } from 'node:util';
import { NO_TIMING, TYPICAL_TIMING, BAND_NAMES } from '../backtest/bands.ts';
import { PRESET_NAMES } from '../config/presets.ts';
import { SHARE_OF_VOLUME } from '../simulation/fill-model.ts';
import { msOfIso, toTime } from '../tape/numbers.ts';
import { ONE, parseRatio, ppmOf } from '../units/ratio.ts';
import { err, ok } from '../units/result.ts';
import { isPositive } from '../units/quantity.ts';
import { parseUsdc } from '../units/usdc.ts';
import {
  assumeOf,
  durationOf,
  errorsOf,
  namesIn,
  onProblemOf,
  understood,
} from './option-parts.ts';
import { refused, repeated, seedOf } from './option-parts.ts';
import { DEFAULT_SEED } from './start-options.ts';
import type { BandName, Timing } from '../backtest/bands.ts';
import type { DurationMs, UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { EpochMs } from '../units/time.ts';
import type { Part } from './option-parts.ts';
import type { RecordingOptions } from './start-options.ts';

/** The market of a backtest. */
export type BacktestSource =
  | { readonly kind: 'generated'; readonly seed: bigint; readonly duration: DurationMs | null }
  | ({ readonly kind: 'recording' } & RecordingOptions);

/** What `keel backtest` was asked for. */
export type BacktestOptions = {
  readonly source: BacktestSource;
  /** Of everything that is drawn. */
  readonly seed: bigint;
  /** Several presets, or the configured one. */
  readonly presets: readonly string[] | 'configured';
  readonly cash: UsdcMicros | null;
  readonly timing: Timing;
  readonly bands: readonly BandName[];
  readonly shareMax: Ratio;
  readonly until: EpochMs | null;
  readonly task: 'run' | 'check-lookahead';
  readonly output: 'terminal' | 'json';
  /** Where what the cycles of the first band say is written, as `keel start --json` says it. */
  readonly log: string | null;
  /** Where the page is written. */
  readonly page: string | null;
};

/** What is played, from where and how: the same for each run of a sweep. */
export const PLAYED_OPTIONS = {
  data: { type: 'string' },
  seed: { type: 'string' },
  hours: { type: 'string' },
  preset: { type: 'string' },
  cash: { type: 'string' },
  latency: { type: 'string' },
  band: { type: 'string' },
  share: { type: 'string' },
  until: { type: 'string' },
  assume: { type: 'string' },
  'on-problem': { type: 'string' },
} as const;

const OPTIONS = {
  ...PLAYED_OPTIONS,
  'check-lookahead': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  out: { type: 'string' },
  log: { type: 'string' },
} as const;

type Values = ReturnType<typeof valuesOf>;

const valuesOf = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;

/** The options that name a market. */
export type SourceValues = Pick<Values, 'data' | 'hours' | 'assume' | 'on-problem'>;

/** Reads which market is meant. */
export const sourceOf = (values: SourceValues, seed: bigint): Part<BacktestSource> => {
  const { data } = values;
  const duration = durationOf(values.hours);
  const assume = assumeOf(values.assume);
  const onProblem = onProblemOf(values['on-problem']);
  const errors = [
    ...(data === '' ? ['--data is empty: give the folder of a set or one of its files'] : []),
    ...(data !== undefined && values.hours !== undefined
      ? ['--hours is for generated markets; a recording has its own span']
      : []),
    ...(data === undefined && (values.assume ?? values['on-problem']) !== undefined
      ? ['--assume and --on-problem are for recordings: give one with --data']
      : []),
    ...errorsOf(duration, assume, onProblem),
  ];
  if (errors.length > 0 || !duration.ok || !assume.ok || !onProblem.ok) return err(errors);
  return data === undefined
    ? ok({ kind: 'generated', seed, duration: duration.value })
    : ok({ kind: 'recording', path: data, assume: assume.value, onProblem: onProblem.value });
};

const presetsOf = (preset: string | undefined): BacktestOptions['presets'] => {
  if (preset === undefined) return 'configured';
  return preset === 'all' ? PRESET_NAMES : [preset];
};

/** Reads the opening cash. */
export const cashOf = (text: string | undefined): Part<UsdcMicros | null> => {
  if (text === undefined) return ok(null);
  const cash = parseUsdc(text);
  return cash.ok && isPositive(cash.value)
    ? ok(cash.value)
    : refused(`--cash ${text}: allowed is an amount of dollars above 0, such as 10000`);
};

/** Reads how long calls take. */
export const latencyOf = (choice = 'typical'): Part<'none' | 'typical'> =>
  choice === 'none' || choice === 'typical'
    ? ok(choice)
    : refused(`--latency ${choice}: allowed is none or typical`);

const timingOf = (choice: string | undefined): Part<Timing> => {
  const latency = latencyOf(choice);
  if (!latency.ok) return latency;
  return ok(latency.value === 'none' ? NO_TIMING : TYPICAL_TIMING);
};

const bandsOf = (choice = 'all'): Part<readonly BandName[]> => {
  const found = BAND_NAMES.filter((name) => choice === 'all' || name === choice);
  return found.length > 0
    ? ok(found)
    : refused(`--band ${choice}: allowed is all, ${BAND_NAMES.join(', ')}`);
};

/** Reads the share of volume. */
export const shareOf = (text: string | undefined): Part<Ratio> => {
  if (text === undefined) return ok(SHARE_OF_VOLUME);
  const share = parseRatio(text);
  return share.ok && ppmOf(share.value) > 0n && ppmOf(share.value) <= ppmOf(ONE)
    ? ok(share.value)
    : refused(`--share ${text}: allowed is a share of volume above 0, to 1, such as 0.25`);
};

/** Reads the time to end at. */
export const untilOf = (text: string | undefined): Part<EpochMs | null> => {
  if (text === undefined) return ok(null);
  const ms = msOfIso(text);
  return ms === undefined
    ? refused(`--until ${text}: allowed is a time in UTC such as 2025-06-19T20:00:00Z`)
    : ok(toTime(ms));
};

const fromValues = (values: Values): Part<BacktestOptions> => {
  const seed = seedOf(values.seed ?? DEFAULT_SEED.toString());
  const source = sourceOf(values, seed.ok ? seed.value : DEFAULT_SEED);
  const [cash, timing, bands] = [
    cashOf(values.cash),
    timingOf(values.latency),
    bandsOf(values.band),
  ];
  const [shareMax, until] = [shareOf(values.share), untilOf(values.until)];
  const empty = [values.out, values.log].includes('')
    ? ['--out and --log name a file to write: give it, or leave them out']
    : [];
  if (
    !seed.ok ||
    !source.ok ||
    !cash.ok ||
    !timing.ok ||
    !bands.ok ||
    !shareMax.ok ||
    !until.ok ||
    empty.length > 0
  )
    return err([...errorsOf(seed, source, cash, timing, bands, shareMax, until), ...empty]);
  return ok({
    source: source.value,
    seed: seed.value,
    presets: presetsOf(values.preset),
    cash: cash.value,
    timing: timing.value,
    bands: bands.value,
    shareMax: shareMax.value,
    until: until.value,
    task: values['check-lookahead'] ? 'check-lookahead' : 'run',
    output: values.json ? 'json' : 'terminal',
    log: values.log ?? null,
    page: values.out ?? null,
  });
};

/** Parses the arguments after `keel backtest`. */
export const parseBacktestOptions = (args: readonly string[]): Part<BacktestOptions> =>
  understood(() => {
    const values = valuesOf(args);
    const twice = repeated(namesIn(args, OPTIONS));
    return twice.length > 0 ? err(twice) : fromValues(values);
  });
