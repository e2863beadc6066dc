// The options of `keel start`, parsed strictly: every mistake at once, each with what is allowed.

import { parseArgs } from 'node:util';
import { msOfIso, toTime } from '../tape/numbers.ts';
import { err, ok } from '../units/result.ts';
import { assumeOf, errorsOf, namesIn, onProblemOf, understood } from './option-parts.ts';
import { refused, repeated, seedOf } from './option-parts.ts';
import { VIEW_OPTIONS, viewOptionsOf } from './view-options.ts';
import type { Environment } from '../config/variable.ts';
import type { Overrides } from '../tape/assume.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';
import type { OnProblem, Part } from './option-parts.ts';
import type { ViewOptions } from './view-options.ts';

/** How a recording is read. */
export type RecordingOptions = {
  readonly path: string;
  readonly assume: Overrides;
  readonly onProblem: OnProblem;
};

/** Where the market comes from. */
export type MarketSource =
  | { readonly kind: 'generated'; readonly seed: bigint }
  | ({ readonly kind: 'recording' } & RecordingOptions)
  | { readonly kind: 'live' };

/** How fast the tape's time passes. */
export type Speed =
  | { readonly kind: 'as-fast-as-possible' }
  | { readonly kind: 'multiple'; readonly factor: number };

/** When a session ends before its tape does. */
export type Until =
  | { readonly kind: 'tape-end' }
  | { readonly kind: 'cycles'; readonly count: number }
  | { readonly kind: 'time'; readonly at: EpochMs };

/** What `keel start` was asked for. */
export type StartOptions = {
  readonly source: MarketSource;
  readonly speed: Speed;
  readonly until: Until;
  readonly preset: string | null;
  readonly portfolio: string | null;
  readonly fresh: 'fresh' | 'continue';
  readonly stateFolder: string;
  readonly output: 'terminal' | 'json';
  readonly view: ViewOptions;
  /** The options that were named, without their dashes. */
  readonly named: ReadonlySet<string>;
};

/** The seed of the generated markets when none is given. */
export const DEFAULT_SEED = 1n;

const OPTIONS = {
  data: { type: 'string' },
  source: { type: 'string' },
  speed: { type: 'string' },
  preset: { type: 'string' },
  portfolio: { type: 'string' },
  until: { type: 'string' },
  seed: { type: 'string' },
  fresh: { type: 'boolean', default: false },
  assume: { type: 'string' },
  'on-problem': { type: 'string' },
  state: { type: 'string', default: 'data/state' },
  json: { type: 'boolean', default: false },
  ...VIEW_OPTIONS,
} as const;

type Values = ReturnType<typeof valuesOf>;

const valuesOf = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;

const recordingOf = (path: string, values: Values): Part<MarketSource> => {
  const named =
    path === ''
      ? refused('--data is empty: give the folder of a recorded set or one of its files')
      : ok(path);
  const assume = assumeOf(values.assume);
  const onProblem = onProblemOf(values['on-problem']);
  return named.ok && assume.ok && onProblem.ok
    ? ok({ kind: 'recording', path, assume: assume.value, onProblem: onProblem.value })
    : err(errorsOf(named, assume, onProblem));
};

const sourceOf = (values: Values): Part<MarketSource> => {
  const { data, source, seed } = values;
  if (source !== undefined && source !== 'live')
    return refused(`--source ${source}: allowed is live; leave it out for a tape`);
  if (source === 'live') return ok({ kind: 'live' });
  if (data !== undefined) return recordingOf(data, values);
  const drawn = seedOf(seed ?? DEFAULT_SEED.toString());
  return drawn.ok ? ok({ kind: 'generated', seed: drawn.value }) : drawn;
};

// Options of one source mean nothing with another.
const misplacedIn = (values: Values): readonly string[] => [
  ...(values.source === 'live' && (values.data !== undefined || values.seed !== undefined)
    ? ['--source live takes neither --data nor --seed']
    : []),
  ...(values.data !== undefined && values.seed !== undefined
    ? ['--seed is for generated markets; --data plays a recording']
    : []),
  ...(values.state === '' ? ['--state is empty: give a folder, or leave it out'] : []),
  ...(values.data === undefined && values.assume !== undefined
    ? ['--assume is for recordings: give one with --data']
    : []),
  ...(values.data === undefined && values['on-problem'] !== undefined
    ? ['--on-problem is for recordings: give one with --data']
    : []),
  ...(values.source === 'live' && values.speed !== undefined
    ? ['--speed is for tapes: live data come in their own time']
    : []),
];

const speedOf = ({ speed = 'max' }: Values): Part<Speed> => {
  if (speed === 'max') return ok({ kind: 'as-fast-as-possible' });
  const factor = /^\d{1,6}(\.\d{1,3})?$/.test(speed) ? Number(speed) : 0;
  return factor > 0
    ? ok({ kind: 'multiple', factor })
    : refused(`--speed ${speed}: allowed is max, or a multiple of real time such as 60`);
};

const untilOf = ({ until }: Values): Part<Until> => {
  if (until === undefined) return ok({ kind: 'tape-end' });
  const count = Number(/^(\d{1,9}) ?cycles?$/.exec(until)?.[1] ?? 0);
  if (count > 0) return ok({ kind: 'cycles', count });
  const ms = msOfIso(until);
  return ms === undefined
    ? refused(
        `--until ${until}: allowed is a time in UTC such as 2025-06-19T20:00:00Z, or "120 cycles"`,
      )
    : ok({ kind: 'time', at: toTime(ms) });
};

const fromValues = (
  values: Values,
  names: readonly string[],
): Result<StartOptions, readonly string[]> => {
  const [source, speed, until] = [sourceOf(values), speedOf(values), untilOf(values)];
  const view = viewOptionsOf(values);
  const misplaced = misplacedIn(values);
  if (!source.ok || !speed.ok || !until.ok || !view.ok || misplaced.length > 0)
    return err([...errorsOf(source, speed, until, view), ...misplaced]);
  return ok({
    source: source.value,
    speed: speed.value,
    until: until.value,
    preset: values.preset ?? null,
    portfolio: values.portfolio ?? null,
    fresh: values.fresh ? 'fresh' : 'continue',
    stateFolder: values.state,
    output: values.json ? 'json' : 'terminal',
    view: view.value,
    named: new Set(names),
  });
};

/** Parses the arguments after `keel start`. */
export const parseStartOptions = (
  args: readonly string[],
): Result<StartOptions, readonly string[]> =>
  understood(() => {
    const values = valuesOf(args);
    const names = namesIn(args, OPTIONS);
    const twice = repeated(names);
    return twice.length > 0 ? err(twice) : fromValues(values, names);
  });

/** What the options say, in the words of variables: they stand above the environment. */
export const overridesOf = ({
  preset,
  portfolio,
}: Pick<StartOptions, 'preset' | 'portfolio'>): Environment => ({
  ...(preset !== null && { STRATEGY_PRESET: preset }),
  ...(portfolio !== null && { PORTFOLIO_ID: portfolio }),
});
