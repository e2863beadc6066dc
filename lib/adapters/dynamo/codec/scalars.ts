// How single values are stored: money, sizes and prices as decimal text, times as whole
// milliseconds, identifiers as text. Each codec reads what it writes and refuses everything else.

import * as z from 'zod/mini';
import {
  conditionId,
  configHash,
  eventId,
  orderId,
  signalKey,
  tokenId,
  tradeId,
  walletAddress,
} from '../../../units/ids.ts';
import { formatPrice, parsePrice } from '../../../units/price.ts';
import { durationMs, epochMs, msOfDuration, msOfEpoch } from '../../../units/time.ts';
import { formatRatio, parseRatio } from '../../../units/ratio.ts';
import { formatShares, parseShares } from '../../../units/shares.ts';
import { formatUsdc, parseUsdc } from '../../../units/usdc.ts';
import { microsOfOffset, priceOffset } from '../../../units/price.ts';
import type { Result } from '../../../units/result.ts';

/** A two-way description of a stored value. */
export type Codec<T> = z.ZodMiniType<T>;

const branded = <T>(): z.ZodMiniCustom<T, T> => z.custom<T>(() => true);

const textual = <T>(rule: {
  readonly parse: (text: string) => Result<T, unknown>;
  readonly format: (value: T) => string;
  readonly allowed: string;
}): Codec<T> =>
  z.codec(z.string(), branded<T>(), {
    decode: (text, context) => {
      const parsed = rule.parse(text);
      if (parsed.ok) return parsed.value;
      const message = `"${text}" is not ${rule.allowed}`;
      context.issues.push({ code: 'custom', input: text, message });
      return z.NEVER;
    },
    encode: rule.format,
  });

const WHOLE = /^-?\d{1,18}$/;

const whole = <T>(wrap: (count: bigint) => T, unwrap: (value: T) => bigint): Codec<T> =>
  textual({
    parse: (text) =>
      WHOLE.test(text) ? { ok: true, value: wrap(BigInt(text)) } : { ok: false, error: text },
    format: (value) => unwrap(value).toString(),
    allowed: 'a whole number',
  });

const identifier = <T extends string>(wrap: (text: string) => T): Codec<T> =>
  z.codec(z.string().check(z.minLength(1)), branded<T>(), {
    decode: wrap,
    encode: (value) => value,
  });

/** Dollars. */
export const usdcCodec = textual({
  parse: parseUsdc,
  format: formatUsdc,
  allowed: 'a dollar amount',
});
/** Shares. */
export const sharesCodec = textual({
  parse: parseShares,
  format: formatShares,
  allowed: 'a share amount',
});
/** A price. */
export const priceCodec = textual({
  parse: parsePrice,
  format: formatPrice,
  allowed: 'a price strictly between 0 and 1',
});
/** A factor. */
export const ratioCodec = textual({ parse: parseRatio, format: formatRatio, allowed: 'a ratio' });
// Beyond this a date cannot be told: 100 million days on either side of 1970.
const TIME_MAX = 8_640_000_000_000_000n;

/** A point in time that has a date. */
export const timeCodec = textual({
  parse: (text) => {
    const ms = WHOLE.test(text) ? BigInt(text) : null;
    return ms === null || ms > TIME_MAX || ms < -TIME_MAX
      ? { ok: false, error: text }
      : { ok: true, value: epochMs(ms) };
  },
  format: (at) => msOfEpoch(at).toString(),
  allowed: 'a time in milliseconds since 1970',
});
/** A length of time. */
export const durationCodec = whole(durationMs, msOfDuration);
/** A difference of prices, in micros. */
export const offsetCodec = whole(priceOffset, microsOfOffset);

/** A market. */
export const conditionCodec = identifier(conditionId);
/** A token. */
export const tokenCodec = identifier(tokenId);
/** An event. */
export const eventCodec = identifier(eventId);
/** An order. */
export const orderIdCodec = identifier(orderId);
/** A trade. */
export const tradeIdCodec = identifier(tradeId);
/** A signal. */
export const signalCodec = identifier(signalKey);
/** A wallet. */
export const walletCodec = identifier(walletAddress);
/** The digest of a configuration. */
export const configHashCodec = identifier(configHash);

/** A count: whole and not negative. */
export const countCodec = z.int().check(z.gte(0));

/** An estimate: any finite float. */
export const estimateCodec = z.number();

/** A strategy. */
export const strategyCodec = z.enum(['ICC', 'Protect', 'MM', 'FF']);
/** An outcome. */
export const outcomeCodec = z.enum(['YES', 'NO']);
/** A direction. */
export const sideCodec = z.enum(['BUY', 'SELL']);

/** A map stored as a list of pairs, which keeps its order. */
export const mapCodec = <K, V>(key: Codec<K>, value: Codec<V>): Codec<ReadonlyMap<K, V>> =>
  z.codec(z.array(z.tuple([key, value])), branded<ReadonlyMap<K, V>>(), {
    decode: (pairs) => new Map(pairs),
    encode: (map) => [...map],
  });

/** A map whose keys follow from its values: a value under any other key was never written. */
export const keyedCodec = <V>(
  value: Codec<V>,
  keyOf: (value: V) => string,
): Codec<ReadonlyMap<string, V>> =>
  z.codec(z.array(z.tuple([z.string(), value])), branded<ReadonlyMap<string, V>>(), {
    decode: (pairs, context) => {
      for (const [key, one] of pairs)
        if (key !== keyOf(one))
          context.issues.push({
            code: 'custom',
            input: key,
            message: `"${key}" holds what belongs under "${keyOf(one)}"`,
          });
      return new Map(pairs);
    },
    encode: (map) => [...map],
  });
