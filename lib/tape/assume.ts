// What a recording lacks may be said on the command line: `end=+48h,volume24h=100000`. Said values
// win over recorded and assumed ones, and every listing marks them as overridden.

import { CATEGORIES } from '../domain/category.ts';
import { parseTick, TICKS } from '../units/price.ts';
import { ONE, parseRatio } from '../units/ratio.ts';
import { err, ok } from '../units/result.ts';
import { parseShares, ZERO_SHARES } from '../units/shares.ts';
import { after, durationMs } from '../units/time.ts';
import { parseUsdc, ZERO_USDC } from '../units/usdc.ts';
import { msOfIso, toTime } from './numbers.ts';
import type { Category } from '../domain/category.ts';
import type { Tick } from '../units/price.ts';
import type { DurationMs, ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';

/** A point in time, absolute or counted from the start of the tape. */
export type Moment =
  | { readonly kind: 'at'; readonly at: EpochMs }
  | { readonly kind: 'after-start'; readonly delay: DurationMs };

/** Metadata said by the user; a value holds for every market of the tape. */
export type Overrides = {
  readonly end?: Moment;
  readonly gameStart?: Moment | { readonly kind: 'none' };
  readonly volume24h?: UsdcMicros;
  readonly category?: Category;
  readonly feeRate?: Ratio;
  readonly tick?: Tick;
  readonly sizeMin?: ShareMicros;
};

/** Nothing said. */
export const NO_OVERRIDES: Overrides = {};

/** Why an `--assume` text is refused: one entry for each wrong item. */
export type AssumeError = {
  readonly kind: 'UNKNOWN_KEY' | 'REPEATED_KEY' | 'MALFORMED_VALUE';
  readonly item: string;
  readonly allowed: string;
};

const DURATION = /^\+(\d{1,6})(s|m|h|d)$/;
const UNIT_MS: ReadonlyMap<string, bigint> = new Map([
  ['s', 1_000n],
  ['m', 60_000n],
  ['h', 3_600_000n],
  ['d', 86_400_000n],
]);

const momentIn = (text: string): Moment | undefined => {
  const match = DURATION.exec(text);
  const unit = UNIT_MS.get(match?.[2] ?? '');
  if (match !== null && unit !== undefined)
    return { kind: 'after-start', delay: durationMs(BigInt(match[1] ?? '') * unit) };
  const ms = msOfIso(text);
  return ms === undefined ? undefined : { kind: 'at', at: toTime(ms) };
};

const positive = <T>(parsed: Result<T, unknown>, accepts: (value: T) => boolean): T | undefined =>
  parsed.ok && accepts(parsed.value) ? parsed.value : undefined;

type Key = {
  readonly allowed: string;
  readonly read: (text: string) => Overrides | undefined;
};

const wrapped = <T>(value: T | undefined, wrap: (value: T) => Overrides): Overrides | undefined =>
  value === undefined ? undefined : wrap(value);

const moments =
  '+<number><s|m|h|d> after the start of the tape, or an ISO time like 2026-04-01T18:00:00Z';
const KEYS: ReadonlyMap<string, Key> = new Map<string, Key>([
  ['end', { allowed: moments, read: (text) => wrapped(momentIn(text), (end) => ({ end })) }],
  [
    'gameStart',
    {
      allowed: `none, or ${moments}`,
      read: (text) =>
        wrapped(text === 'none' ? { kind: 'none' as const } : momentIn(text), (gameStart) => ({
          gameStart,
        })),
    },
  ],
  [
    'volume24h',
    {
      allowed: 'dollars, like 100000',
      read: (text) =>
        wrapped(
          positive(parseUsdc(text), (v) => v >= ZERO_USDC),
          (volume24h) => ({ volume24h }),
        ),
    },
  ],
  [
    'category',
    {
      allowed: CATEGORIES.join(', '),
      read: (text) =>
        wrapped(
          CATEGORIES.find((known) => known === text),
          (category) => ({ category }),
        ),
    },
  ],
  [
    'feeRate',
    {
      allowed: 'a taker fee rate from 0 to 1, like 0.05, for the curve with exponent 1',
      read: (text) =>
        wrapped(
          positive(parseRatio(text), (v) => !text.startsWith('-') && v <= ONE),
          (feeRate) => ({ feeRate }),
        ),
    },
  ],
  [
    'tick',
    {
      allowed: TICKS.join(', '),
      read: (text) =>
        wrapped(
          positive(parseTick(text), () => true),
          (tick) => ({ tick }),
        ),
    },
  ],
  [
    'minSize',
    {
      allowed: 'shares above 0, like 5',
      read: (text) =>
        wrapped(
          positive(parseShares(text), (v) => v > ZERO_SHARES),
          (sizeMin) => ({ sizeMin }),
        ),
    },
  ],
]);

/** The keys that `--assume` knows, with the values they take: the text of its help. */
export const assumeHelp = (): readonly string[] =>
  [...KEYS].map(([key, { allowed }]) => `${key}: ${allowed}`);

/**
 * Parses `key=value,key=value`; an empty text says nothing.
 * Refuses: unknown or repeated keys and malformed values, all of them at once.
 */
export const parseAssume = (text: string): Result<Overrides, readonly AssumeError[]> => {
  let overrides = NO_OVERRIDES;
  const errors: AssumeError[] = [];
  const seen = new Set<string>();
  for (const item of text === '' ? [] : text.split(',')) {
    const [name = '', ...rest] = item.split('=');
    const key = KEYS.get(name);
    const said = key?.read(rest.join('='));
    if (key === undefined)
      errors.push({ kind: 'UNKNOWN_KEY', item, allowed: [...KEYS.keys()].join(', ') });
    else if (seen.has(name)) errors.push({ kind: 'REPEATED_KEY', item, allowed: `${name} once` });
    else if (said === undefined)
      errors.push({ kind: 'MALFORMED_VALUE', item, allowed: key.allowed });
    else overrides = { ...overrides, ...said };
    seen.add(name);
  }
  return errors.length === 0 ? ok(overrides) : err(errors);
};

/** Says in one line what is wrong with an `--assume` item. */
export const describeAssumeError = (error: AssumeError): string => {
  const what = { UNKNOWN_KEY: 'unknown', REPEATED_KEY: 'repeated', MALFORMED_VALUE: 'malformed' };
  return `--assume '${error.item}' is ${what[error.kind]}; allowed is ${error.allowed}`;
};

/** The point in time that a moment means on a tape. */
export const momentAt = (moment: Moment, start: EpochMs): EpochMs =>
  moment.kind === 'at' ? moment.at : after(start, moment.delay);
