// Orders as the official client builds and signs them, from the same wish as ours. It draws its own
// salt and reads its own clock; both are read off its order.

import {
  Chain,
  OrderBuilder,
  OrderType,
  Side,
  SignatureTypeV2,
  isV2Order,
  orderToJsonV2,
} from '@polymarket/clob-client-v2';
import { createWalletClient, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { invariant } from '../../../../lib/units/invariant.ts';
import { TICKS, formatPrice, formatTick } from '../../../../lib/units/price.ts';
import { formatShares } from '../../../../lib/units/shares.ts';
import { epochMs, epochSeconds } from '../../../../lib/units/time.ts';
import type { ChainId } from '../../../../lib/domain/contracts.ts';
import type {
  FundsHolder,
  MarketTerms,
} from '../../../../lib/adapters/polymarket/signing/sign-order.ts';
import type { Expiration, Order } from '../../../../lib/domain/order.ts';
import type { EpochMs } from '../../../../lib/units/time.ts';
import type { WalletClient } from 'viem';

/** A wish that both clients are asked to sign. */
export type Wish = {
  readonly key: `0x${string}`;
  readonly holder: FundsHolder;
  readonly chain: ChainId;
  readonly owner: string;
  readonly order: Order;
  readonly expiration: Expiration;
  readonly market: MarketTerms;
  /** What a market BUY spends, as decimal text. */
  readonly dollars: string;
};

/** The official request body, and what the client chose by itself. */
export type OfficialOrder = {
  readonly body: string;
  readonly salt: bigint;
  readonly madeAt: EpochMs;
};

/** The official client's way to sign with a key; it asks no network for that. */
export const officialSigner = (key: `0x${string}`): WalletClient =>
  createWalletClient({
    account: privateKeyToAccount(key),
    transport: http('http://127.0.0.1:9'),
  });

/** The official names of the chains. */
export const CHAINS: Readonly<Record<ChainId, Chain>> = { 137: Chain.POLYGON, 80002: Chain.AMOY };

const SIGNATURE_TYPES = {
  eoa: SignatureTypeV2.EOA,
  proxy: SignatureTypeV2.POLY_PROXY,
  safe: SignatureTypeV2.POLY_GNOSIS_SAFE,
  deposit: SignatureTypeV2.POLY_1271,
} as const;

const builderOf = ({ key, holder, chain }: Wish): OrderBuilder =>
  new OrderBuilder(
    officialSigner(key),
    CHAINS[chain],
    SIGNATURE_TYPES[holder.kind],
    holder.kind === 'eoa' ? undefined : holder.funder,
  );

const optionsOf = ({ market }: Wish) => {
  const tickSize = TICKS.find((known) => known === formatTick(market.tick));
  invariant(tickSize !== undefined, 'the tick is one of the venue');
  return { tickSize, negRisk: market.negRisk };
};

const build = (wish: Wish) => {
  const { order, market, expiration, dollars } = wish;
  const version = market.version === 'v1' ? 2 : 3;
  const common = {
    tokenID: order.token,
    price: Number(formatPrice(order.price)),
    side: Side[order.side],
  };
  const size = Number(formatShares(order.size));
  if (order.timeInForce === 'FOK' || order.timeInForce === 'FAK') {
    const amount = order.side === 'BUY' ? Number(dollars) : size;
    return builderOf(wish).buildMarketOrder({ ...common, amount }, optionsOf(wish), version);
  }
  const until = expiration.kind === 'at' ? Number(epochSeconds(expiration.at, 'down')) : 0;
  const limit = { ...common, size, expiration: until };
  return builderOf(wish).buildOrder(limit, optionsOf(wish), version);
};

/** Builds and signs an order with the official client. */
export const officialOrder = async (wish: Wish): Promise<OfficialOrder> => {
  const built = await build(wish);
  invariant(isV2Order(built), 'the order is of the current form');
  const { timeInForce, liquidity } = wish.order;
  const isPostOnly = liquidity === 'post-only';
  // Market orders leave the expiration to the builder, which always writes it.
  const json = orderToJsonV2(built, wish.owner, OrderType[timeInForce], isPostOnly);
  return {
    body: JSON.stringify(json),
    salt: BigInt(built.salt),
    madeAt: epochMs(BigInt(built.timestamp)),
  };
};
