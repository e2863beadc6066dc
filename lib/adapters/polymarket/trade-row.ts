// One trade as the Data API tells it: no id, seconds, floats. Averages of several fills come as the
// quotient of two rounded sums, which is why prices lie a hair beside their level.
//
// Source: Data API v2 openapi and recorded rows, read 2026-11-22.

import * as z from 'zod/mini';
import { formatPrice } from '../../units/price.ts';
import { err, ok } from '../../units/result.ts';
import { formatShares } from '../../units/shares.ts';
import { checksummed } from './address.ts';
import {
  maybe,
  priceFigureWire,
  readWire,
  secondsWire,
  sizeFigureWire,
  tokenWire,
} from './wire.ts';
import type { Universe } from '../../domain/market.ts';
import type { Print } from '../../domain/print.ts';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';

const tradeWire = z.object({
  proxy_wallet: z.string().check(z.regex(/^0x[0-9a-f]{40}$/i)),
  side: z.enum(['BUY', 'SELL']),
  token_id: tokenWire,
  condition_id: z.string(),
  size: sizeFigureWire,
  price: priceFigureWire,
  timestamp: secondsWire,
  transaction_hash: z.string().check(z.regex(/^0x[0-9a-f]{64}$/i)),
});

const comboWire = z.object({ condition_id: z.string(), is_combo: maybe(z.boolean()) });
const timeWire = z.object({ timestamp: secondsWire });

/** What a row is: a trade of a listed market, one that does not concern us, or not understood. */
export type TradeRow =
  | { readonly kind: 'print'; readonly print: Omit<Print, 'key'>; readonly likeness: string }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unclear'; readonly reason: string };

// A combination of several markets trades under an id of 31 bytes.
const isCombo = (value: unknown): boolean => {
  const read = readWire(comboWire, value);
  if (!read.ok) return false;
  return read.value.is_combo === true || /^0x[0-9a-f]{62}$/i.test(read.value.condition_id);
};

const printOf = (
  row: z.infer<typeof tradeWire>,
  tokens: Universe['tokens'],
): Result<Omit<Print, 'key'> | null, string> => {
  const ref = tokens.get(row.token_id);
  if (ref === undefined) return ok(null);
  if (row.condition_id.toLowerCase() !== ref.condition)
    return err('condition_id: is not the market of the token');
  return ok({
    transaction: row.transaction_hash.toLowerCase(),
    wallet: { kind: 'known', address: checksummed(row.proxy_wallet) },
    condition: ref.condition,
    token: row.token_id,
    outcome: ref.outcome,
    takerSide: row.side,
    price: row.price,
    size: row.size,
    at: row.timestamp,
  });
};

const likenessOf = ({ transaction, token, wallet, takerSide, price, size }: Omit<Print, 'key'>) =>
  [
    transaction,
    token,
    wallet.kind === 'known' ? wallet.address : '',
    takerSide,
    formatPrice(price),
    formatShares(size),
  ].join('|');

/** Reads a row of a feed. */
export const parseTrade = (value: unknown, tokens: Universe['tokens']): TradeRow => {
  if (isCombo(value)) return { kind: 'foreign' };
  const row = readWire(tradeWire, value);
  if (!row.ok) return { kind: 'unclear', reason: row.error };
  const print = printOf(row.value, tokens);
  if (!print.ok) return { kind: 'unclear', reason: print.error };
  return print.value === null
    ? { kind: 'foreign' }
    : { kind: 'print', print: print.value, likeness: likenessOf(print.value) };
};

/** The time of a row, whatever else is wrong with it. */
export const timeOfRow = (value: unknown): EpochMs | undefined => {
  const read = readWire(timeWire, value);
  return read.ok ? read.value.timestamp : undefined;
};
