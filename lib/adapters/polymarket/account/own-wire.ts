// What own orders and own trades are made of on the wire, with every spelling that was seen.
//
// Source: venue reference 2.4, recorded answers and fixtures of others, read 2026-11-22.

import * as z from 'zod/mini';
import { orderId, tradeId } from '../../../units/ids.ts';
import { isNegative, isPositive } from '../../../units/quantity.ts';
import { parseShares } from '../../../units/shares.ts';
import { maybe, parseUtc, readWire, secondsWire } from '../wire.ts';
import type { OpenOrderStatus } from '../../../domain/order.ts';
import type { TradeStatus } from '../../../domain/fill.ts';
import type { ShareMicros } from '../../../units/quantity.ts';
import type { Wire } from '../wire.ts';

/** An order id: 0x and hex in any case. */
export const orderIdWire = z.pipe(
  z.string().check(z.regex(/^0x[0-9a-z]{1,80}$/i)),
  z.transform((text) => orderId(text.toLowerCase())),
);

/** A trade id. */
export const tradeIdWire = z.pipe(
  z.string().check(z.regex(/^[\w-]{1,100}$/)),
  z.transform((text) => tradeId(text)),
);

/** A side in either case. */
export const sideWire: Wire<'BUY' | 'SELL'> = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.toUpperCase()),
  ),
  z.enum(['BUY', 'SELL']),
);

type Form = { readonly isLegal: (size: ShareMicros) => boolean; readonly what: string };

const sized = ({ isLegal, what }: Form): Wire<ShareMicros> =>
  z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((value, context) => {
      const parsed = parseShares(String(value));
      if (parsed.ok && isLegal(parsed.value)) return parsed.value;
      context.issues.push({ code: 'custom', input: value, message: `is not ${what}` });
      return z.NEVER;
    }),
  );

const amountWire = sized({ isLegal: (size) => !isNegative(size), what: 'an amount of shares' });

/** An amount of shares; null where it is missing, null or an empty text: those do not tell it. */
export const amountOrUntoldWire: Wire<ShareMicros | null> = z.pipe(
  maybe(z.union([z.literal(''), amountWire])),
  z.transform((amount) => (amount === '' ? null : (amount ?? null))),
);

/** An amount of shares above zero. */
export const positiveWire: Wire<ShareMicros> = sized({
  isLegal: isPositive,
  what: 'a size above zero',
});

const ORDER_STATUSES: readonly (readonly [RegExp, OpenOrderStatus])[] = [
  // What could not be matched at once rests.
  [/^(LIVE|UNMATCHED)$/, 'LIVE'],
  [/^MATCHED$/, 'MATCHED'],
  [/^DELAYED$/, 'DELAYED'],
  // Often with the reason behind it, such as a resolved market.
  [/^CANCELL?ED(_.*)?$/s, 'CANCELED'],
  [/^INVALID$/, 'INVALID'],
];

const TRADE_STATUSES: readonly (readonly [RegExp, TradeStatus])[] = [
  [/^MATCHED(_NOT_BROADCASTED)?$/, 'MATCHED'],
  [/^MINED$/, 'MINED'],
  [/^CONFIRMED$/, 'CONFIRMED'],
  [/^RETRYING$/, 'RETRYING'],
  [/^FAILED$/, 'FAILED'],
];

const folded = <T>(table: readonly (readonly [RegExp, T])[], prefix: RegExp): Wire<T> =>
  z.pipe(
    z.string(),
    z.transform((text, context): T => {
      const plain = text.toUpperCase().replace(prefix, '');
      const found = table.find(([form]) => form.test(plain));
      if (found !== undefined) return found[1];
      context.issues.push({ code: 'custom', input: text, message: 'is not a known status' });
      return z.NEVER;
    }),
  );

/** The state of an order. */
export const orderStatusWire = folded(ORDER_STATUSES, /^ORDER_STATUS_/);
/** The state of a trade. */
export const tradeStatusWire = folded(TRADE_STATUSES, /^TRADE_STATUS_/);

/** A point in time: seconds as text or number, or ISO 8601. */
export const momentWire = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((value, context) => {
    const isCount = typeof value === 'number' || /^\d{1,12}$/.test(value);
    const read = isCount ? readWire(secondsWire, Number(value)) : parseUtc(value);
    if (read.ok) return read.value;
    context.issues.push({ code: 'custom', input: value, message: 'is not a time' });
    return z.NEVER;
  }),
);
