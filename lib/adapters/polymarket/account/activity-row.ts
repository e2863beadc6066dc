// One row of the own wallet's activity. Trades come by another way; everything else moves cash or
// shares, and what cannot be told apart is said, never guessed.
//
// Source: Data API v2 openapi and recorded rows, read 2026-11-22.

import * as z from 'zod/mini';
import { tokenOf } from '../../../domain/market.ts';
import { formatShares } from '../../../units/shares.ts';
import { err, ok } from '../../../units/result.ts';
import { ONE, ZERO_RATIO } from '../../../units/ratio.ts';
import { isNegative, isZero } from '../../../units/quantity.ts';
import { sharesWorth } from '../../../units/money.ts';
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
import type { Market, Universe } from '../../../domain/market.ts';
import type { TokenId } from '../../../units/ids.ts';
import type { ShareMicros } from '../../../units/quantity.ts';
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
type Redeemed = z.infer<typeof redeemWire>;
type Read = Result<Happening, string>;
type Context = { readonly at: EpochMs; readonly markets: Universe['markets'] };

const MONEY = new Map<string, 'deposit' | 'withdrawal' | 'reward' | 'rebate' | 'yield'>([
  ['DEPOSIT', 'deposit'],
  ['WITHDRAWAL', 'withdrawal'],
  ['REWARD', 'reward'],
  ['REFERRAL_REWARD', 'reward'],
  ['MAKER_REBATE', 'rebate'],
  ['TAKER_REBATE', 'rebate'],
  ['YIELD', 'yield'],
]);

/**
 * What our books have no word for. We do none of it; where somebody does it by hand, the comparison
 * with the venue's balances finds what it moved.
 */
const WORDLESS = new Set(['CONVERSION', 'MIGRATION', 'TIP']);

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

type Claim = { readonly token: TokenId; readonly size: ShareMicros };

// Redemptions seldom name a token. What was paid for is the outcome that won, a dollar a share;
// what was not, the other one.
const claimOf = (
  market: Market | undefined,
  { size, usdc_size: payout }: Redeemed,
): Result<Claim, string> => {
  if (market === undefined) return err('condition_id: is no market that is read');
  const { status } = market;
  if (status.kind !== 'resolved') return err('condition_id: is redeemed and not shown as resolved');
  const hasYesWon = status.yesPayout === ONE;
  if (!hasYesWon && status.yesPayout !== ZERO_RATIO)
    return err('token_id: is missing, and both outcomes were paid');
  if (isZero(payout)) return ok({ token: tokenOf(market, hasYesWon ? 'NO' : 'YES'), size });
  return ok({ token: tokenOf(market, hasYesWon ? 'YES' : 'NO'), size: sharesWorth(payout) });
};

const redemptionOf = (row: unknown, { at, markets }: Context): Read => {
  const read = readWire(redeemWire, row);
  if (!read.ok) return read;
  const { condition_id: condition, token_id: token, size, usdc_size: payout } = read.value;
  const claim =
    token === undefined || token === ''
      ? claimOf(markets.get(condition), read.value)
      : ok({ token, size });
  return claim.ok ? ok({ kind: 'redemption', at, condition, ...claim.value, payout }) : claim;
};

const eventOf = (type: string, row: unknown, context: Context): Read => {
  const money = MONEY.get(type);
  if (money !== undefined) return moneyOf(money, row, context.at);
  switch (type) {
    case 'SPLIT':
      return setsOf('split', row, context.at);
    case 'MERGE':
      return setsOf('merge', row, context.at);
    case 'REDEEM':
      return redemptionOf(row, context);
    default:
      return err('type: is not a known one');
  }
};

const likenessOf = ({ transaction_hash, type, condition_id, token_id }: Head, event: Happening) =>
  [
    transaction_hash.toLowerCase(),
    type,
    condition_id?.toLowerCase() ?? '',
    token_id ?? '',
    'size' in event ? formatShares(event.size) : '',
  ].join('|');

// A combination of several markets goes under an id of 31 bytes.
const isCombo = ({ is_combo, condition_id }: Head): boolean =>
  is_combo === true || /^0x[0-9a-f]{62}$/i.test(condition_id ?? '');

/** Reads a row. Refuses: a type that is not known, and a row that lacks what its type needs. */
export const parseActivity = (
  row: unknown,
  markets: Universe['markets'],
): Result<ActivityRow, string> => {
  const head = readWire(headWire, row);
  if (!head.ok) return head;
  const { type, timestamp: at } = head.value;
  if (type === 'TRADE') return ok({ kind: 'passed' });
  if (WORDLESS.has(type) || isCombo(head.value))
    return ok({ kind: 'wordless', reason: `${type}: our books have no word for it` });
  const event = eventOf(type, row, { at, markets });
  if (!event.ok) return event;
  return ok({ kind: 'event', event: event.value, likeness: likenessOf(head.value, event.value) });
};
