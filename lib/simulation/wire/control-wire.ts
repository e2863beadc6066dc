// The controls over HTTP, for a server that runs as a process of its own. Only a simulated venue
// has them; everything is checked as strictly as anything else that comes over a wire.

import * as z from 'zod/mini';
import { conditionId, orderId } from '../../units/ids.ts';
import { parseTick } from '../../units/price.ts';
import { parseRatio } from '../../units/ratio.ts';
import { durationMs, epochMs } from '../../units/time.ts';
import { parseUsdc } from '../../units/usdc.ts';
import { TRADE_FATES } from '../settlement.ts';
import { CREDIT_KINDS } from './controls.ts';

const msWire = z.pipe(
  z.int().check(z.gte(0)),
  z.transform((ms) => durationMs(BigInt(ms))),
);
const whenWire = z.pipe(
  z.int().check(z.gte(0)),
  z.transform((ms) => epochMs(BigInt(ms))),
);
const conditionWire = z.pipe(
  z.string().check(z.regex(/^0x[0-9a-f]{64}$/)),
  z.transform((text) => conditionId(text)),
);

const parsed = <T>(
  parse: (text: string) => { readonly ok: true; readonly value: T } | { readonly ok: false },
) =>
  z.pipe(
    z.string(),
    z.transform((text, context): T => {
      const read = parse(text);
      if (read.ok) return read.value;
      context.issues.push({ code: 'custom', input: text, message: 'is not readable' });
      return z.NEVER;
    }),
  );

/** POST /control/clock: how far the clock moves. */
export const clockWire = z.strictObject({ advance_ms: msWire });

/** POST /control/tape: how far the tape is played. */
export const tapeWire = z.strictObject({ until_ms: whenWire });

/** POST /control/engine. */
export const engineWire = z.union([
  z.strictObject({ mode: z.enum(['normal', 'post-only', 'cancel-only', 'disabled']) }),
  z.strictObject({ restart_ms: msWire }),
]);

/** POST /control/fates: what becomes of the next trades. */
export const fatesWire = z.strictObject({
  fate: z.enum(TRADE_FATES),
  count: z.int().check(z.gte(1), z.lte(10_000)),
});

/** POST /control/credits. */
export const creditWire = z.strictObject({
  kind: z.enum(CREDIT_KINDS),
  amount: parsed(parseUsdc),
});

const statusWire = z.union([
  z.strictObject({ kind: z.enum(['accepting', 'paused', 'closed']) }),
  z.strictObject({ kind: z.literal('resolved'), yesPayout: parsed(parseRatio) }),
]);

/** POST /control/markets. */
export const marketWire = z.union([
  z.strictObject({ condition: conditionWire, tick: parsed(parseTick) }),
  z.strictObject({ condition: conditionWire, status: statusWire }),
]);

const when = z.enum(['before', 'after']);
const insteadWire = z.strictObject({
  status: z.int().check(z.gte(200), z.lte(599)),
  body: z.string(),
  headers: z.record(z.string(), z.string()),
});

const effectWire = z.union([
  z.strictObject({ kind: z.enum(['drop', 'silence']), when }),
  z.strictObject({ kind: z.literal('instead'), when, answer: insteadWire }),
  z.strictObject({ kind: z.literal('late'), by: msWire }),
  z.strictObject({ kind: z.literal('cut'), characters: z.int().check(z.gte(0)) }),
  z.strictObject({ kind: z.literal('malformed'), body: z.string() }),
  z.strictObject({ kind: z.literal('delayed') }),
]);

/** POST /control/faults. */
export const faultWire = z.strictObject({
  endpoint: z.string(),
  order: z.union([
    z.literal('any'),
    z.pipe(
      z.string().check(z.regex(/^0x[0-9a-f]{64}$/)),
      z.transform((text) => orderId(text)),
    ),
  ]),
  times: z.int().check(z.gte(1)),
  effect: effectWire,
});

/** POST /control/switches: those that change. */
export const switchesWire = z.partial(
  z.strictObject({
    version: z.int(),
    region: z.enum(['open', 'blocked']),
    standing: z.enum(['good', 'closed-only', 'banned']),
    pageRows: z.int().check(z.gte(1)),
    tradeStatuses: z.enum(['plain', 'prefixed']),
    associateTrades: z.enum(['listed', 'null']),
    service: z.enum(['up', 'down']),
    hashes: z.enum(['present', 'late', 'missing', 'changed']),
    tradeRows: z.enum(['plain', 'reversed', 'repeated', 'gappy']),
    buckets: z.int().check(z.gte(1), z.lte(20)),
    orderReads: z.enum(['any-state', 'live-only', 'none']),
    matchedSizes: z.enum(['told', 'empty']),
    shownAfter: msWire,
    tradesAfter: msWire,
    lists: z.enum(['full', 'empty']),
    funds: z.enum(['wallet', 'copy']),
    doubledBalance: z.enum(['no', 'once']),
    lag: msWire,
    cdn: z.enum(['off', 'on']),
    cached: msWire,
    feedRows: z.enum(['plain', 'repeated', 'reversed', 'gappy']),
    takerRows: z.enum(['by-order', 'by-fill']),
    combos: z.enum(['left-out', 'shown']),
    redemptions: z.enum(['whole', 'by-token']),
    unapproved: z.array(z.string()),
    latency: msWire,
  }),
);
