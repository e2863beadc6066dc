// Own trades as the venue shows them. Where we took, the trade is ours and the makers are others;
// where we made, the trade is the taker's, and our part of it stands among its makers.

import { tokenOf, otherOutcome, otherSide } from '../../domain/market.ts';
import { complement, formatPrice } from '../../units/price.ts';
import { plus } from '../../units/quantity.ts';
import { formatShares, shares } from '../../units/shares.ts';
import { present } from '../../units/invariant.ts';
import { msOf } from '../micros.ts';
import { hex32 } from './trade-parts.ts';
import { labelOf } from './labels.ts';
import { nowOf } from './server.ts';
import type { Fill } from '../../domain/fill.ts';
import type { Market } from '../../domain/market.ts';
import type { WireServer } from './server.ts';
import type { TradePart } from './trade-parts.ts';

const STRANGER = '0x00000000000000000000000000000000000a11ce';
const STRANGERS_KEY = '00000000-0000-4000-8000-0000000a11ce';
// What another maker gave in the same trade, so that its size is never our own.
const STRANGERS_SIZE = shares('7');

type MakerRow = Readonly<Record<string, string>>;

// Some takers trade our token, others the complement of it, which mints or merges a set.
const isOnOtherToken = ({ trade }: Fill): boolean => /[13579]$/.test(trade);

const takenFrom = ({ fill }: TradePart, label: string): MakerRow => ({
  order_id: hex32(`maker|${fill.trade}`),
  owner: STRANGERS_KEY,
  maker_address: STRANGER,
  matched_amount: formatShares(fill.size),
  price: formatPrice(fill.price),
  fee_rate_bps: '',
  asset_id: fill.token,
  outcome: label,
  side: otherSide(fill.side),
});

const madeBy = (server: WireServer, { fill }: TradePart, label: string): MakerRow => ({
  order_id: fill.order,
  owner: server.received.find(fill.order)?.posted.owner ?? '',
  maker_address: server.account.wallet,
  matched_amount: formatShares(fill.size),
  price: formatPrice(fill.price),
  fee_rate_bps: '',
  asset_id: fill.token,
  outcome: label,
  side: fill.side,
});

const sideFields = (server: WireServer, market: Market, part: TradePart) => {
  const { fill } = part;
  const label = labelOf(market, fill.outcome);
  if (fill.role === 'taker')
    return {
      taker_order_id: fill.order,
      asset_id: fill.token,
      side: fill.side,
      size: formatShares(fill.size),
      price: formatPrice(fill.price),
      outcome: label,
      owner: server.received.find(fill.order)?.posted.owner ?? '',
      maker_address: server.account.wallet,
      trader_side: 'TAKER',
      maker_orders: [takenFrom(part, label)],
    };
  const isOther = isOnOtherToken(fill);
  const outcome = isOther ? otherOutcome(fill.outcome) : fill.outcome;
  const stranger = takenFrom({ ...part, fill: { ...fill, size: STRANGERS_SIZE } }, label);
  return {
    taker_order_id: hex32(`taker|${fill.trade}`),
    asset_id: tokenOf(market, outcome),
    side: isOther ? fill.side : otherSide(fill.side),
    size: formatShares(plus(fill.size, STRANGERS_SIZE)),
    price: formatPrice(isOther ? complement(fill.price) : fill.price),
    outcome: labelOf(market, outcome),
    owner: STRANGERS_KEY,
    maker_address: STRANGER,
    trader_side: 'MAKER',
    maker_orders: [{ ...stranger, side: fill.side }, madeBy(server, part, label)],
  };
};

/** One part of a trade as a row of GET /data/trades. */
export const tradeRow = (server: WireServer, part: TradePart) => {
  const { fill, bucket, hash } = part;
  const market = present(
    server.venue.universe().markets.get(fill.condition),
    'a trade is of a listed market',
  );
  const { tradeStatuses } = server.switches.get();
  const matchedAt = msOf(fill.matchedAt);
  return {
    id: fill.trade,
    market: fill.condition,
    status: tradeStatuses === 'prefixed' ? `TRADE_STATUS_${fill.status}` : fill.status,
    match_time: String(Math.floor(matchedAt / 1_000)),
    match_time_nano: `${matchedAt}000000`,
    last_update: String(Math.floor(nowOf(server) / 1_000)),
    bucket_index: bucket,
    fee_rate_bps: '0',
    transaction_hash: hash,
    err_msg: fill.status === 'FAILED' ? 'execution reverted' : null,
    type: 'TRADE',
    ...sideFields(server, market, part),
  };
};
