// What a compact tape says of its markets, as JSON: amounts and ratios as decimal text, times in
// milliseconds. Each codec reads what it writes and refuses everything else.

import * as z from 'zod/mini';
import { universeOf } from '../../domain/market.ts';
import { conditionId, eventId, tokenId } from '../../units/ids.ts';
import { formatTick, microsOfOffset, parseTick, priceOffset } from '../../units/price.ts';
import { formatRatio, parseRatio } from '../../units/ratio.ts';
import { formatShares, parseShares } from '../../units/shares.ts';
import { epochMs, msOfEpoch } from '../../units/time.ts';
import { formatUsdc, parseUsdc } from '../../units/usdc.ts';
import type { EventGroup, Market, Universe } from '../../domain/market.ts';
import type { EpochMs, When } from '../../units/time.ts';
import type { Result } from '../../units/result.ts';

/** A two-way description of a stored value. */
export type Codec<T> = z.ZodMiniType<T>;

const branded = <T>(): z.ZodMiniCustom<T, T> => z.custom<T>(() => true);

const textual = <T>(
  parse: (text: string) => Result<T, unknown>,
  format: (value: T) => string,
): Codec<T> =>
  z.codec(z.string(), branded<T>(), {
    decode: (text, context) => {
      const parsed = parse(text);
      if (parsed.ok) return parsed.value;
      context.issues.push({ code: 'custom', input: text, message: `'${text}' is malformed` });
      return z.NEVER;
    },
    encode: format,
  });

const identifier = <T extends string>(tagged: (text: string) => T): Codec<T> =>
  z.codec(z.string(), branded<T>(), { decode: tagged, encode: (value) => value });

/** A point in time. */
export const timeCodec: Codec<EpochMs> = z.codec(z.int(), branded<EpochMs>(), {
  decode: (ms) => epochMs(BigInt(ms)),
  encode: (at) => Number(msOfEpoch(at)),
});

const offsetCodec = z.codec(z.int(), branded<ReturnType<typeof priceOffset>>(), {
  decode: (micros) => priceOffset(BigInt(micros)),
  encode: (offset) => Number(microsOfOffset(offset)),
});

const ratio = textual(parseRatio, formatRatio);
const shares = textual(parseShares, formatShares);
const usdc = textual(parseUsdc, formatUsdc);
const tickCodec = textual(parseTick, formatTick);
const condition = identifier(conditionId);
const token = identifier(tokenId);
const event = identifier(eventId);

const kind = <K extends string>(name: K) => z.strictObject({ kind: z.literal(name) });

const at = z.strictObject({ kind: z.literal('at'), at: timeCodec });

const when: Codec<When> = z.discriminatedUnion('kind', [at, kind('unknown')]);

const fee: Codec<Market['fee']> = z.discriminatedUnion('kind', [
  kind('free'),
  z.strictObject({ kind: z.literal('taker'), rate: ratio, exponent: z.literal([1, 2]) }),
]);

const rewards: Codec<Market['rewards']> = z.discriminatedUnion('kind', [
  kind('none'),
  z.strictObject({
    kind: z.literal('paid'),
    sizeMin: shares,
    spreadMax: offsetCodec,
    dailyPool: usdc,
  }),
]);

const status: Codec<Market['status']> = z.discriminatedUnion('kind', [
  kind('accepting'),
  kind('paused'),
  kind('closed'),
  z.strictObject({ kind: z.literal('resolved'), yesPayout: ratio }),
]);

const market: Codec<Market> = z.strictObject({
  condition,
  slug: z.string(),
  version: z.enum(['v1', 'v2']),
  event,
  yes: token,
  no: token,
  outcomeLabels: z.strictObject({ yes: z.string(), no: z.string() }),
  tick: tickCodec,
  sizeMin: shares,
  fee,
  rewards,
  negRisk: z.boolean(),
  status,
  end: when,
  gameStart: z.discriminatedUnion('kind', [at, kind('unknown'), kind('none')]),
  volume24h: usdc,
});

const group: Codec<EventGroup> = z.strictObject({
  id: event,
  slug: z.string(),
  category: z.string(),
  exclusivity: z.enum(['exclusive', 'independent', 'unknown']),
  completeness: z.enum(['complete', 'partial']),
  markets: z.array(condition),
});

const areDifferent = (names: readonly string[]): boolean => new Set(names).size === names.length;

// A universe finds markets, tokens and events by their names: of two alike one would be lost.
const writtenUniverse = z
  .strictObject({ markets: z.array(market), events: z.array(group) })
  .check(
    z.refine(
      ({ markets, events }) =>
        areDifferent(markets.map((one) => one.condition)) &&
        areDifferent(markets.flatMap(({ yes, no }) => [yes, no])) &&
        areDifferent(events.map(({ id }) => id)),
    ),
  );

/** Markets and their events. Refuses: two markets, tokens or events of one name. */
export const universeCodec: Codec<Universe> = z.codec(writtenUniverse, branded<Universe>(), {
  decode: ({ markets, events }) => universeOf(markets, events),
  encode: ({ markets, events }) => ({
    markets: [...markets.values()],
    events: [...events.values()],
  }),
});
