// What the Data API says of one wallet's holdings and approvals, and of itself.

import { formatPrice, microsOfPrice } from '../../units/price.ts';
import { formatDecimal } from '../../units/fixed-point.ts';
import { formatRatio, ONE, ppmOf, ratioPpm } from '../../units/ratio.ts';
import { isPositive } from '../../units/quantity.ts';
import { formatShares, ZERO_SHARES } from '../../units/shares.ts';
import { msOfDuration } from '../../units/time.ts';
import { otherOutcome, tokenOf } from '../../domain/market.ts';
import { isSameAddress } from './account.ts';
import { shownBook } from './books.ts';
import { invalidRequest, pageAnswer } from './feed-query.ts';
import { isApproved } from './funds.ts';
import { labelOf } from './labels.ts';
import { answer } from './message.ts';
import { nowOf } from './server.ts';
import { spendersOf } from './spenders.ts';
import type { Market, Outcome } from '../../domain/market.ts';
import type { ShareMicros } from '../../units/quantity.ts';
import type { FeedRow } from './feed-rows.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';

const ADDRESS = /^0x[0-9a-f]{40}$/i;
const OUTCOMES: readonly Outcome[] = ['YES', 'NO'];

const payoutOf = (yes: Parameters<typeof ppmOf>[0], outcome: Outcome): string =>
  formatRatio(outcome === 'YES' ? yes : ratioPpm(ppmOf(ONE) - ppmOf(yes)));

const priceOf = (server: WireServer, market: Market, outcome: Outcome): string => {
  if (market.status.kind === 'resolved') return payoutOf(market.status.yesPayout, outcome);
  const book = shownBook(server, tokenOf(market, outcome));
  const [bid, ask] = [book?.bids[0]?.price, book?.asks[0]?.price];
  if (bid !== undefined && ask !== undefined)
    return formatDecimal((microsOfPrice(bid) + microsOfPrice(ask)) * 5n, 7);
  const known = bid ?? ask;
  return known === undefined ? '0' : formatPrice(known);
};

type Held = { readonly outcome: Outcome; readonly size: ShareMicros; readonly other: ShareMicros };

const positionRow = (server: WireServer, market: Market, held: Held): FeedRow => {
  const { outcome, size, other } = held;
  const token = tokenOf(market, outcome);
  const price = Number(priceOf(server, market, outcome));
  const count = Number(formatShares(size));
  const isRedeemable = market.status.kind === 'resolved';
  return {
    key: token,
    seconds: Math.floor(nowOf(server) / 1_000),
    row: {
      proxy_wallet: server.account.wallet.toLowerCase(),
      token_id: token,
      condition_id: market.condition,
      current_size: count,
      total_size: count,
      current_price: price,
      current_value: count * price,
      status: isRedeemable ? 'REDEEMABLE' : 'OPEN',
      redeemable: isRedeemable,
      mergeable: isPositive(other),
      negative_risk: market.negRisk,
      outcome: labelOf(market, outcome),
      outcome_index: outcome === 'YES' ? 0 : 1,
      opposite_token_id: tokenOf(market, otherOutcome(outcome)),
      slug: market.slug,
      event_id: market.event,
    },
  };
};

const heldOf = (server: WireServer, market: Market): readonly FeedRow[] => {
  const { shares } = server.venue.balances([market.yes, market.no]);
  const sizeOf = (outcome: Outcome): ShareMicros =>
    shares.get(tokenOf(market, outcome)) ?? ZERO_SHARES;
  return OUTCOMES.flatMap((outcome) => {
    const size = sizeOf(outcome);
    const other = sizeOf(otherOutcome(outcome));
    return isPositive(size) ? [positionRow(server, market, { outcome, size, other })] : [];
  });
};

/** Answers GET /v2/positions of one wallet. */
export const readPositions = (server: WireServer, call: WireCall): WireAnswer => {
  const user = call.query.get('user') ?? '';
  if (!ADDRESS.test(user)) return invalidRequest('user');
  const isOwn = isSameAddress(user, server.account.wallet);
  const markets = isOwn ? [...server.venue.universe().markets.values()] : [];
  const rows = markets.flatMap((market) => heldOf(server, market));
  return pageAnswer(server, call, rows);
};

/** Answers GET /v2/approvals of one wallet: every pair, approved or not. */
export const readApprovals = (server: WireServer, { query }: WireCall): WireAnswer => {
  const user = query.get('user') ?? '';
  if (!ADDRESS.test(user)) return invalidRequest('user');
  const isOwn = isSameAddress(user, server.account.wallet);
  const rows = spendersOf(server.chain).map(({ feature, token, spender, standard }) => {
    const approved = isOwn && isApproved(server, spender);
    const amount = approved ? (2n ** 256n - 1n).toString() : '0';
    return { id: `${feature}:${spender}`, feature, token, spender, standard, approved, amount };
  });
  return answer({ data: rows });
};

/** Answers GET /v2/status. */
export const readStatus = ({ switches }: WireServer): WireAnswer => {
  const lag = Number(msOfDuration(switches.get().lag)) / 1_000;
  return answer({ data: { serving: { lag_seconds: lag }, ingestion: { lag_seconds: lag } } });
};
