// Trades of ours as taker and as maker, and the fills that they are.

import { conditionId, orderId, tokenId, tradeId } from '../../../../lib/units/ids.ts';
import { price } from '../../../../lib/units/price.ts';
import { shares } from '../../../../lib/units/shares.ts';
import { epochMs } from '../../../../lib/units/time.ts';
import { usdc, ZERO_USDC } from '../../../../lib/units/usdc.ts';
import { json } from '../../../loopback/server.ts';
import { example, rowsIn } from '../examples.ts';
import { WALLET } from '../signing/keys.ts';
import { CREDENTIALS, openLive } from './scenes.ts';
import type { Reply } from '../../../loopback/server.ts';
import type { Row } from '../examples.ts';

/** A trade that we took. */
export const TAKER = example('clob-taker-trade');
/** A trade that we made. */
export const MAKER = example('clob-maker-trade');
/** The makers of the trade that we took. */
export const [SOLD = {}, BOUGHT = {}] = rowsIn(TAKER, 'maker_orders');
/** Our order in the trade that we made. */
export const [OURS = {}] = rowsIn(MAKER, 'maker_orders');
const CONDITION = String(TAKER['market']);
/** The token of both trades. */
export const YES = String(TAKER['asset_id']);
/** The other token of the market of both. */
export const NO = String(BOUGHT['asset_id']);
/** Somebody else. */
export const STRANGER = { owner: 'somebody', maker_address: `0x${'9'.repeat(40)}` };
/** Us, in a trade. */
export const SELF = { owner: CREDENTIALS.apiKey, maker_address: WALLET };
/** Us, to the reader of trades. */
export const NAMES = { owner: CREDENTIALS.apiKey, holder: WALLET };
/** Before both trades. */
export const FROM = epochMs(1_795_348_000_000n);

/** Our fill of the trade that we took. */
export const TAKEN = {
  trade: tradeId(String(TAKER['id'])),
  order: orderId(String(TAKER['taker_order_id'])),
  condition: conditionId(CONDITION),
  token: tokenId(YES),
  outcome: 'YES',
  side: 'BUY',
  price: price('0.426'),
  size: shares('25'),
  fee: usdc('0.30566'),
  role: 'taker',
  status: 'MATCHED',
  matchedAt: epochMs(1_795_348_710_000n),
};
/** Our fill of the trade that we made. */
export const MADE = {
  trade: tradeId(String(MAKER['id'])),
  order: orderId(String(OURS['order_id'])),
  condition: conditionId(CONDITION),
  token: tokenId(YES),
  outcome: 'YES',
  side: 'SELL',
  price: price('0.42'),
  size: shares('10'),
  fee: ZERO_USDC,
  role: 'maker',
  status: 'CONFIRMED',
  matchedAt: epochMs(1_795_348_720_000n),
};

/** A last page of trades. */
export const page = (rows: readonly Row[]): Reply => json({ next_cursor: 'LTE=', data: rows });
/** Reads trades as own fills. */
export const reading = async (...rows: readonly Row[]) => {
  const { venue } = await openLive(() => page(rows));
  return venue.fetchFills(FROM, []);
};
