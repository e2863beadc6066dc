// One row of the own wallet's activity. Trades come by another way; everything else moves cash or
// shares, and what cannot be told apart is said, never guessed.
//
// Source: Data API v2 openapi and recorded rows, read 2026-11-22.

import * as z from 'zod/mini';
import { formatShares } from '../../../units/shares.ts';
import { formatUsdc } from '../../../units/usdc.ts';
import { ok } from '../../../units/result.ts';
import { isNegative } from '../../../units/quantity.ts';
import { oneLine } from '../http-error.ts';
import {
  conditionWire,
  maybe,
  readWire,
  secondsWire,
  sharesFigureWire,
  tokenWire,
  usdcFigureWire,
} from '../wire.ts';
import type { Activity } from '../../../domain/activity.ts';
import type { Result } from '../../../units/result.ts';
import type { EpochMs } from '../../../units/time.ts';

/** What happened, without the name under which it is kept. */
export type Happening = Activity extends infer A ? (A extends A ? Omit<A, 'key'> : never) : never;

/** What a row is: an event of ours, a trade or nothing to us, or one our books have no word for. */
export type ActivityRow =
  | { readonly kind: 'event'; readonly event: Happening; readonly likeness: string }
  | { readonly kind: 'passed' }
  | { readonly kind: 'wordless'; readonly reason: string };

const headWire = z.object({
  type: z.string().check(z.minLength(1)),
  timestamp: secondsWire,
  transaction_hash: z.string().check(z.regex(/^0x[0-9a-f]{64}$/i)),
  condition_id: maybe(z.string()),
  token_id: maybe(z.string()),
  is_combo: maybe(z.boolean()),
});

const sumWire = usdcFigureWire.check(
  z.refine((amount) => !isNegative(amount), { error: 'is below zero' }),
);
const moneyWire = z.object({ usdc_size: sumWire });
const setsWire = z.object({ condition_id: conditionWire, size: sharesFigureWire });
const redeemWire = z.object({
  condition_id: conditionWire,
  token_id: maybe(z.union([z.literal(''), tokenWire])),
  size: sharesFigureWire,
  usdc_size: sumWire,
});

type Head = z.infer<typeof headWire>;
type Read = Result<Happening, string>;

type MoneyKind = 'deposit' | 'withdrawal' | 'reward' | 'rebate' | 'yield';

const MONEY: ReadonlyMap<string, MoneyKind> = new Map<string, MoneyKind>([
  ['DEPOSIT', 'deposit'],
  ['WITHDRAWAL', 'withdrawal'],
  ['REWARD', 'reward'],
  ['REFERRAL_REWARD', 'reward'],
  ['MAKER_REBATE', 'rebate'],
  ['TAKER_REBATE', 'rebate'],
  ['YIELD', 'yield'],
]);

const moneyOf = (
  kind: 'deposit' | 'withdrawal' | 'reward' | 'rebate' | 'yield',
  row: unknown,
  at: EpochMs,
): Read => {
  const read = readWire(moneyWire, row);
  return read.ok ? ok({ kind, at, amount: read.value.usdc_size }) : read;
};

const setsOf = (kind: 'split' | 'merge', row: unknown, at: EpochMs): Read => {
  const read = readWire(setsWire, row);
  if (!read.ok) return read;
  const { condition_id: condition, size } = read.value;
  return ok({ kind, at, condition, size });
};

// Most redemptions name no token: they pay out all that the wallet holds of a market at once, and
// the size of such a row is its sum, whatever was taken for it.
const redemptionOf = (row: unknown, at: EpochMs): Read => {
  const read = readWire(redeemWire, row);
  if (!read.ok) return read;
  const { condition_id: condition, token_id: token, size, usdc_size: payout } = read.value;
  return ok(
    token === undefined || token === ''
      ? { kind: 'market-redemption', at, condition, payout }
      : { kind: 'redemption', at, condition, token, size, payout },
  );
};

// Null where our books have no word for it: a conversion, a migration, a tip, or what the venue has
// added since. We do none of it; the comparison with the venue's balances finds what it moved.
const eventOf = (type: string, row: unknown, at: EpochMs): Read | null => {
  const money = MONEY.get(type);
  if (money !== undefined) return moneyOf(money, row, at);
  switch (type) {
    case 'SPLIT':
      return setsOf('split', row, at);
    case 'MERGE':
      return setsOf('merge', row, at);
    case 'REDEEM':
      return redemptionOf(row, at);
    default:
      return null;
  }
};

const amountIn = (event: Happening): string => {
  if ('size' in event) return formatShares(event.size);
  return 'payout' in event ? formatUsdc(event.payout) : '';
};

const likenessOf = ({ transaction_hash, type, condition_id, token_id }: Head, event: Happening) =>
  [
    transaction_hash.toLowerCase(),
    type,
    condition_id?.toLowerCase() ?? '',
    token_id ?? '',
    amountIn(event),
  ].join('|');

// A combination of several markets goes under an id of 31 bytes.
const isCombo = ({ is_combo, condition_id }: Head): boolean =>
  is_combo === true || /^0x[0-9a-f]{62}$/i.test(condition_id ?? '');

/** Reads a row. Refuses: one that lacks what its type needs. */
export const parseActivity = (row: unknown): Result<ActivityRow, string> => {
  const head = readWire(headWire, row);
  if (!head.ok) return head;
  const { type, timestamp: at } = head.value;
  if (type === 'TRADE') return ok({ kind: 'passed' });
  const event = isCombo(head.value) ? null : eventOf(type, row, at);
  if (event === null)
    return ok({ kind: 'wordless', reason: `${oneLine(type)}: our books have no word for it` });
  if (!event.ok) return event;
  return ok({ kind: 'event', event: event.value, likeness: likenessOf(head.value, event.value) });
};
