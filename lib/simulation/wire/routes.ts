// Which call is answered by what, and what has to be proven first.

import { createKey, deleteKey, deriveKey, listKeys } from './account-reads.ts';
import { readClosedOnly, readScoring, readScorings, takeBeat } from './account-reads.ts';
import { readBalance, updateBalance } from './balances.ts';
import { readBook, readBooks } from './books.ts';
import { cancelAll, cancelMany, cancelMarket, cancelOne } from './cancels.ts';
import { readClobMarket, readFeeRate, readMarket, readMarketByToken } from './clob-markets.ts';
import { askNode } from './chain-node.ts';
import { readApprovals, readPositions, readStatus } from './holdings.ts';
import { readActivity, readFeed } from './public-feeds.ts';
import { readMarkets, readNegRisk, readTickSize } from './clob-markets.ts';
import { listEvents, listMarkets } from './gamma.ts';
import { answer } from './message.ts';
import { readOrderById, readOrders } from './order-reads.ts';
import { postOrder, postOrders } from './orders.ts';
import { readMidpoint, readMidpoints, readPrice, readSpread, readSpreads } from './quotes.ts';
import { readGeoblock } from './restrictions.ts';
import { nowOf } from './server.ts';
import { readTrades } from './trade-reads.ts';
import type { IssuedKey } from './key-ring.ts';
import type { WalletLogin } from './login.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';

/** How a call is answered. `regional` calls are refused to a blocked region before anything. */
export type Route =
  | { readonly login: 'none'; readonly run: (server: WireServer, call: WireCall) => WireAnswer }
  | {
      readonly login: 'wallet';
      readonly run: (server: WireServer, login: WalletLogin) => WireAnswer;
    }
  | {
      readonly login: 'key' | 'key-and-region';
      readonly run: (server: WireServer, call: WireCall, caller: IssuedKey) => WireAnswer;
    };

type Open = Extract<Route, { readonly login: 'none' }>['run'];
type Private = Extract<Route, { readonly login: 'key' | 'key-and-region' }>['run'];

const open = (run: Open): Route => ({ login: 'none', run });
const byWallet = (run: Extract<Route, { readonly login: 'wallet' }>['run']): Route => ({
  login: 'wallet',
  run,
});
const byKey = (run: Private): Route => ({ login: 'key', run });
const placing = (run: Private): Route => ({ login: 'key-and-region', run });

const readTime: Open = (server) => answer(Math.floor(nowOf(server) / 1_000));
const readVersion: Open = ({ switches }) => answer({ version: switches.get().version });
const noList: Private = () => answer([]);

const EXACT: ReadonlyMap<string, Route> = new Map([
  ['GET /ok', open(() => answer('OK'))],
  ['GET /time', open(readTime)],
  ['GET /version', open(readVersion)],
  ['POST /auth/api-key', byWallet(createKey)],
  ['GET /auth/derive-api-key', byWallet(deriveKey)],
  ['GET /auth/api-keys', byKey(listKeys)],
  ['DELETE /auth/api-key', byKey(deleteKey)],
  ['GET /auth/ban-status/closed-only', byKey(readClosedOnly)],
  ['POST /order', placing(postOrder)],
  ['POST /orders', placing(postOrders)],
  ['DELETE /order', byKey(cancelOne)],
  ['DELETE /orders', byKey(cancelMany)],
  ['DELETE /cancel-all', byKey(cancelAll)],
  ['DELETE /cancel-market-orders', byKey(cancelMarket)],
  ['GET /data/orders', byKey(readOrders)],
  ['GET /data/trades', byKey(readTrades)],
  ['GET /balance-allowance', byKey(readBalance)],
  ['GET /balance-allowance/update', byKey(updateBalance)],
  ['POST /v1/heartbeats', byKey(takeBeat)],
  ['GET /order-scoring', byKey(readScoring)],
  ['POST /orders-scoring', byKey(readScorings)],
  ['GET /notifications', byKey(noList)],
  ['GET /book', open(readBook)],
  ['POST /books', open(readBooks)],
  ['GET /midpoint', open(readMidpoint)],
  ['POST /midpoints', open(readMidpoints)],
  ['GET /price', open(readPrice)],
  ['GET /spread', open(readSpread)],
  ['POST /spreads', open(readSpreads)],
  ['GET /tick-size', open(readTickSize)],
  ['GET /neg-risk', open(readNegRisk)],
  ['GET /fee-rate', open(readFeeRate)],
  ['GET /markets/keyset', open(listMarkets)],
  ['GET /events/keyset', open(listEvents)],
  ['GET /v2/trades', open(readFeed)],
  ['GET /v2/activity', open(readActivity)],
  ['GET /v2/positions', open(readPositions)],
  ['GET /v2/approvals', open(readApprovals)],
  ['GET /v2/status', open(readStatus)],
  ['GET /api/geoblock', open(readGeoblock)],
  ['POST /rpc', open(askNode)],
  ['GET /markets', open(readMarkets)],
  ['GET /simplified-markets', open(readMarkets)],
  ['GET /sampling-markets', open(readMarkets)],
  ['GET /sampling-simplified-markets', open(readMarkets)],
]);

// Calls that end in an id.
const NAMED: readonly (readonly [string, Route])[] = [
  ['GET /data/order/', byKey(readOrderById)],
  ['GET /markets-by-token/', open(readMarketByToken)],
  ['GET /clob-markets/', open(readClobMarket)],
  ['GET /markets/', open(readMarket)],
];

/** The endpoint of a call, as faults name it. */
export const endpointOf = ({ method, path }: WireCall): string => `${method} ${path}`;

/** Finds what answers a call. */
export const routeOf = (call: WireCall): Route | undefined => {
  const endpoint = endpointOf(call);
  return EXACT.get(endpoint) ?? NAMED.find(([beginning]) => endpoint.startsWith(beginning))?.[1];
};
