// The values that the venue's APIs are made of, read as hostile input. Numbers come as numbers or
// as text, lists as lists or as JSON inside a string, and the same field in both forms.

import en from 'zod/v4/locales/en.js';
import * as z from 'zod/mini';
import { conditionId, eventId, tokenId } from '../../units/ids.ts';
import { parsePrice, parseTick } from '../../units/price.ts';
import { isNegative, isPositive } from '../../units/quantity.ts';
import { ONE, parseRatio, ZERO_RATIO } from '../../units/ratio.ts';
import { parseShares } from '../../units/shares.ts';
import { epochMs } from '../../units/time.ts';
import { parseUsdc } from '../../units/usdc.ts';
import { err, ok } from '../../units/result.ts';
import type { ShareMicros } from '../../units/quantity.ts';
import type { Ratio } from '../../units/ratio.ts';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';

/** A description of a value on the wire. */
export type Wire<T> = z.ZodMiniType<T>;

type Parse<T> = (text: string) => Result<T, unknown>;

const parsing = <T>(parse: Parse<T>, what: string) =>
  z.transform((text: string, context): T => {
    const parsed = parse(text);
    if (parsed.ok) return parsed.value;
    context.issues.push({ code: 'custom', input: text, message: `is not ${what}` });
    return z.NEVER;
  });

const fromText = <T>(parse: Parse<T>, what: string): Wire<T> =>
  z.pipe(z.string(), parsing(parse, what));

// A number prints as the shortest decimal that means it, so 0.001 is '0.001' again.
const decimal = <T>(parse: Parse<T>, what: string): Wire<T> =>
  z.pipe(
    z.pipe(
      z.union([z.string(), z.number()]),
      z.transform((value) => String(value)),
    ),
    parsing(parse, what),
  );

// A figure that its source computed with floats: to the nearest millionth their noise is gone.
const figure = <T>(parse: Parse<T>, what: string): Wire<T> =>
  z.pipe(
    z.pipe(
      z.number(),
      z.transform((value) => value.toFixed(6)),
    ),
    parsing(parse, what),
  );

const parseSize: Parse<ShareMicros> = (text) => {
  const size = parseShares(text);
  return size.ok && !isPositive(size.value) ? err(text) : size;
};

const parseAmount: Parse<ShareMicros> = (text) => {
  const amount = parseShares(text);
  return amount.ok && isNegative(amount.value) ? err(text) : amount;
};

const parseRate: Parse<Ratio> = (text) => {
  const rate = parseRatio(text);
  return rate.ok && (rate.value < ZERO_RATIO || rate.value > ONE) ? err(text) : rate;
};

/** A price strictly between 0 and 1. */
export const priceWire = decimal(parsePrice, 'a price between 0 and 1');
/** A tick of the venue. */
export const tickWire = decimal(parseTick, 'a tick of the venue');
/** A rate between 0 and 1. */
export const rateWire = decimal(parseRate, 'a rate between 0 and 1');
/** An amount of shares above zero. */
export const sizeWire = decimal(parseSize, 'a size above zero');

/** A sum of dollars that was measured. Rounding: to the nearest millionth. */
export const usdcFigureWire = figure(parseUsdc, 'a sum of dollars');
/** The average price of a trade. Rounding: to the nearest millionth. */
export const priceFigureWire = figure(parsePrice, 'a price between 0 and 1');
/** An amount of shares, or none. Rounding: to the nearest millionth. */
export const sharesFigureWire = figure(parseAmount, 'an amount of shares');
/** The size of a trade. Rounding: to the nearest millionth. */
export const sizeFigureWire = figure(parseSize, 'a size above zero');

const matching =
  <T>(form: RegExp, wrap: (text: string) => T) =>
  (text: string): Result<T, string> =>
    form.test(text) ? ok(wrap(text)) : err(text);

/** A market's condition id: 0x and 64 hex digits. */
export const conditionWire = fromText(
  matching(/^0x[0-9a-f]{64}$/i, (text) => conditionId(text.toLowerCase())),
  'a condition id',
);
/** A token id: a decimal uint256. */
export const tokenWire = fromText(matching(/^[1-9]\d{0,77}$/, tokenId), 'a token id');
/** An event id of Gamma. */
export const eventWire = fromText(matching(/^[\w-]{1,64}$/, eventId), 'an event id');

// Date.parse rolls impossible days over; whoever writes 31 February is not understood.
const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d{1,9})?(?:Z|\+00(?::?00)?)$/;

/** Reads ISO 8601 in UTC with whole seconds, in either of Gamma's spellings. */
export const parseUtc = (text: string): Result<EpochMs, string> => {
  const [, day, time] = ISO.exec(text) ?? [];
  if (day === undefined || time === undefined) return err(text);
  const ms = Date.parse(`${day}T${time}Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day
    ? err(text)
    : ok(epochMs(BigInt(ms)));
};

/** A point in time. */
export const utcWire = fromText(parseUtc, 'a time in UTC');

// From 2020, when the venue opened, to the year 2100: anything else is another unit.
const SECONDS_MIN = 1_577_836_800;
const SECONDS_MAX = 4_102_444_800;

/** Whole seconds since 1970. */
export const secondsWire: Wire<EpochMs> = z.pipe(
  z.int().check(z.gte(SECONDS_MIN), z.lt(SECONDS_MAX)),
  z.transform((count) => epochMs(BigInt(count) * 1_000n)),
);

/** A list of texts, which Gamma writes as JSON inside a string. */
export const textsWire: Wire<readonly string[]> = z.pipe(
  z.pipe(
    z.union([z.string(), z.array(z.unknown())]),
    z.transform((value, context): unknown => {
      if (typeof value !== 'string') return value;
      try {
        return JSON.parse(value);
      } catch {
        context.issues.push({ code: 'custom', input: value, message: 'is not JSON in a string' });
        return z.NEVER;
      }
    }),
  ),
  z.array(z.string()),
);

/** A value that may be absent or null, which are the same on this wire. */
export const maybe = <T>(wire: Wire<T>): Wire<T | undefined> =>
  z.pipe(
    z.nullish(wire),
    z.transform((value) => value ?? undefined),
  );

/** Says where and why a value was not understood. */
export const reasonOf = (error: z.core.$ZodError): string => {
  const [issue] = error.issues;
  const path = issue?.path.map(String).join('.') ?? '';
  return `${path === '' ? 'the whole' : path}: ${issue?.message ?? 'unreadable'}`;
};

// What is wrong is told with what is allowed, whatever else has loaded the library.
const WORDS = { error: en().localeError };

/** Reads a value by its description. */
export const readWire = <T>(wire: Wire<T>, value: unknown): Result<T, string> => {
  const read = z.safeParse(wire, value, WORDS);
  return read.success ? ok(read.data) : err(reasonOf(read.error));
};
