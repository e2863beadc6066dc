// The options of `keel start`, parsed strictly: every mistake at once, each with what is allowed.

import { parseArgs } from 'node:util';
import { err, ok } from '../units/result.ts';
import type { Result } from '../units/result.ts';

/** Where the market comes from. */
export type MarketSource =
  | { readonly kind: 'generated'; readonly seed: bigint }
  | { readonly kind: 'recording'; readonly path: string }
  | { readonly kind: 'live' };

/** How fast the tape's time passes. */
export type Speed =
  | { readonly kind: 'as-fast-as-possible' }
  | { readonly kind: 'multiple'; readonly factor: number };

/** When a session ends before its tape does. */
export type Until =
  | { readonly kind: 'tape-end' }
  | { readonly kind: 'cycles'; readonly count: number }
  | { readonly kind: 'time'; readonly ms: number };

/** What `keel start` was asked for. */
export type StartOptions = {
  readonly source: MarketSource;
  readonly speed: Speed;
  readonly until: Until;
  readonly preset: string | null;
  readonly portfolio: string | null;
  readonly fresh: 'fresh' | 'continue';
  readonly assume: string;
  readonly onProblem: 'go-on' | 'stop';
  readonly stateFolder: string;
  readonly output: 'terminal' | 'json';
};

/** The seed of the generated markets when none is given. */
export const DEFAULT_SEED = 1n;

const OPTIONS = {
  data: { type: 'string' },
  source: { type: 'string' },
  speed: { type: 'string', default: 'max' },
  preset: { type: 'string' },
  portfolio: { type: 'string' },
  until: { type: 'string' },
  seed: { type: 'string' },
  fresh: { type: 'boolean', default: false },
  assume: { type: 'string', default: '' },
  'on-problem': { type: 'string', default: 'go-on' },
  state: { type: 'string', default: 'data/state' },
  json: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof valuesOf>;
type Part<T> = Result<T, string>;

const valuesOf = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;

const sourceOf = (values: Values): Part<MarketSource> => {
  const { data, source, seed } = values;
  if (data !== undefined && seed !== undefined)
    return err('--seed is for generated markets; --data plays a recording');
  if (source !== undefined && source !== 'live')
    return err(`--source ${source}: allowed is live; leave it out for a tape`);
  if (source === 'live' && (data !== undefined || seed !== undefined))
    return err('--source live takes neither --data nor --seed');
  if (source === 'live') return ok({ kind: 'live' });
  if (data !== undefined)
    return data === ''
      ? err('--data is empty: give the folder of a recorded set or one of its files')
      : ok({ kind: 'recording', path: data });
  if (seed === undefined) return ok({ kind: 'generated', seed: DEFAULT_SEED });
  return /^\d{1,18}$/.test(seed)
    ? ok({ kind: 'generated', seed: BigInt(seed) })
    : err(`--seed ${seed}: allowed is a whole number of at most 18 digits`);
};

const speedOf = ({ speed }: Values): Part<Speed> => {
  if (speed === 'max') return ok({ kind: 'as-fast-as-possible' });
  const factor = /^\d{1,6}(\.\d{1,3})?$/.test(speed) ? Number(speed) : 0;
  return factor > 0
    ? ok({ kind: 'multiple', factor })
    : err(`--speed ${speed}: allowed is max, or a multiple of real time such as 60`);
};

const untilOf = ({ until }: Values): Part<Until> => {
  if (until === undefined) return ok({ kind: 'tape-end' });
  const cycles = /^(\d{1,9}) ?cycles?$/.exec(until)?.[1];
  if (cycles !== undefined) return ok({ kind: 'cycles', count: Number(cycles) });
  const ms = /^\d{4}-\d\d-\d\d/.test(until) ? Date.parse(until) : Number.NaN;
  return Number.isNaN(ms)
    ? err(`--until ${until}: allowed is a time such as 2025-06-19T20:00:00Z, or "120 cycles"`)
    : ok({ kind: 'time', ms });
};

const problemOf = (values: Values): Part<StartOptions['onProblem']> => {
  const choice = values['on-problem'];
  return choice === 'go-on' || choice === 'stop'
    ? ok(choice)
    : err(`--on-problem ${choice}: allowed is go-on or stop`);
};

const fromValues = (values: Values): Result<StartOptions, readonly string[]> => {
  const [source, speed, until, onProblem] = [
    sourceOf(values),
    speedOf(values),
    untilOf(values),
    problemOf(values),
  ];
  if (!source.ok || !speed.ok || !until.ok || !onProblem.ok)
    return err([source, speed, until, onProblem].flatMap((part) => (part.ok ? [] : [part.error])));
  return ok({
    source: source.value,
    speed: speed.value,
    until: until.value,
    preset: values.preset ?? null,
    portfolio: values.portfolio ?? null,
    fresh: values.fresh ? 'fresh' : 'continue',
    assume: values.assume,
    onProblem: onProblem.value,
    stateFolder: values.state,
    output: values.json ? 'json' : 'terminal',
  });
};

/** Parses the arguments after `keel start`. */
export const parseStartOptions = (
  args: readonly string[],
): Result<StartOptions, readonly string[]> => {
  try {
    return fromValues(valuesOf(args));
  } catch (error) {
    return err([error instanceof Error ? error.message : String(error)]);
  }
};

/** What `keel start --help` prints. */
export const START_HELP = `keel start: trade on paper, with simulated money and no account

Usage: npm start -- [options]        (or: npx keel start [options])

Without options it plays generated markets as fast as it can and ends with a summary.
A second start goes on where the first one ended.

  --data PATH        play a recording: the folder of a set, or one of its files
  --source live      public market data as it comes, with simulated fills
  --seed N           another run of the generated markets (default ${String(DEFAULT_SEED)})
  --speed X          max (default), or a multiple of real time: 60 plays an hour in a minute
  --until WHEN       end earlier: a time (2025-06-19T20:00:00Z) or a count ("120 cycles")
  --preset NAME      conservative, balanced (default), aggressive, aggressive_enterprise
  --portfolio ID     the portfolio whose state is used; by default one per source
  --fresh            forget that portfolio's paper state first
  --assume LIST      replace what a recording does not say: end=+48h,volume24h=100000
                     (end, gameStart, volume24h, category, feeRate, tick, minSize)
  --on-problem WHAT  go-on (default) or stop at a damaged place of a recording
  --state FOLDER     where the state is kept (default data/state)
  --json             log as JSON lines
  --help             this text

Everything else is configuration: docs/configuration.md. Ctrl-C ends after the running
cycle, with all orders cancelled and the state saved; a second Ctrl-C ends at once.
To halt trading from outside, create the file data/KILL.
`;
