// What the CLOB tells of markets: their terms of trade, in one call or piece by piece.

import { hasEnded } from '../../domain/market.ts';
import { conditionId } from '../../units/ids.ts';
import { formatTick, microsOfOffset } from '../../units/price.ts';
import { formatRatio } from '../../units/ratio.ts';
import { formatShares } from '../../units/shares.ts';
import { marketOf } from './books.ts';
import { answer, failure } from './message.ts';
import { listAnswer } from './lists.ts';
import type { Market } from '../../domain/market.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';

// The flag that a market has fees; it is no rate. Source: the venue's fee pages, read 2026-11-22.
const FEES_ON = 1_000;

const baseFee = ({ fee }: Market): number => (fee.kind === 'free' ? 0 : FEES_ON);

const ofToken =
  (show: (market: Market) => unknown) =>
  (server: WireServer, { query }: WireCall): WireAnswer => {
    const market = marketOf(server, query.get('token_id') ?? '');
    return market === undefined ? failure(404, 'market not found') : answer(show(market));
  };

/** Answers GET /tick-size. */
export const readTickSize = ofToken(({ tick }) => ({
  minimum_tick_size: Number(formatTick(tick)),
}));
/** Answers GET /neg-risk. */
export const readNegRisk = ofToken(({ negRisk }) => ({ neg_risk: negRisk }));
/** Answers GET /fee-rate. */
export const readFeeRate = ofToken((market) => ({ base_fee: baseFee(market) }));

/** Answers GET /markets-by-token/{id}. */
export const readMarketByToken = (server: WireServer, { path }: WireCall): WireAnswer => {
  const market = marketOf(server, path.split('/').at(-1) ?? '');
  return market === undefined
    ? failure(404, 'market not found')
    : answer({
        condition_id: market.condition,
        primary_token_id: market.yes,
        secondary_token_id: market.no,
      });
};

const rewardsOf = ({ rewards }: Market) =>
  rewards.kind === 'none'
    ? null
    : {
        mi: Number(formatShares(rewards.sizeMin)),
        ma: Number(microsOfOffset(rewards.spreadMax)) / 10_000,
        e: true,
        smoa: false,
        moas: 30,
      };

const termsRow = (market: Market) => {
  const { fee, negRisk } = market;
  return {
    c: market.condition,
    t: [
      { t: market.yes, o: market.outcomeLabels.yes },
      { t: market.no, o: market.outcomeLabels.no },
    ],
    mts: Number(formatTick(market.tick)),
    mos: Number(formatShares(market.sizeMin)),
    mbf: baseFee(market),
    tbf: baseFee(market),
    ...(negRisk && { nr: true }),
    ...(fee.kind === 'taker' && {
      fd: { r: Number(formatRatio(fee.rate)), e: fee.exponent, to: true },
    }),
    r: rewardsOf(market),
    ao: market.status.kind === 'accepting',
    v: market.version,
  };
};

const marketAt = ({ venue }: WireServer, { path }: WireCall): Market | undefined =>
  venue.universe().markets.get(conditionId((path.split('/').at(-1) ?? '').toLowerCase()));

/** Answers GET /clob-markets/{id}. */
export const readClobMarket = (server: WireServer, call: WireCall): WireAnswer => {
  const market = marketAt(server, call);
  return market === undefined ? failure(404, 'market not found') : answer(termsRow(market));
};

const marketRow = (market: Market) => ({
  condition_id: market.condition,
  market_slug: market.slug,
  minimum_tick_size: Number(formatTick(market.tick)),
  minimum_order_size: Number(formatShares(market.sizeMin)),
  active: true,
  closed: hasEnded(market),
  accepting_orders: market.status.kind === 'accepting',
  neg_risk: market.negRisk,
  tokens: [
    { token_id: market.yes, outcome: market.outcomeLabels.yes },
    { token_id: market.no, outcome: market.outcomeLabels.no },
  ],
});

/** Answers GET /markets/{id} of the CLOB. */
export const readMarket = (server: WireServer, call: WireCall): WireAnswer => {
  const market = marketAt(server, call);
  return market === undefined ? failure(404, 'market not found') : answer(marketRow(market));
};

/** Answers the CLOB's lists of markets. */
export const readMarkets = (server: WireServer, call: WireCall): WireAnswer =>
  listAnswer(server, call, {
    rows: [...server.venue.universe().markets.values()].map(marketRow),
    refusal: 'Invalid next_cursor',
  });
