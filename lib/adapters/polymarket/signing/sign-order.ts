// From one of our orders to its id and exact bytes: the whole of signing in the order in which it
// happens. Nothing is sent, and neither clock nor chance is asked.

import { err, ok } from '../../../units/result.ts';
import { amountsOf } from './amounts.ts';
import { exchangeDomain } from './exchange-domain.ts';
import { orderBody } from './order-body.ts';
import { signOrderStruct } from './order-signature.ts';
import type { ChainId } from '../../../domain/contracts.ts';
import type { Expiration, Order } from '../../../domain/order.ts';
import type { SignError } from '../../../domain/venue-outcome.ts';
import type { Signer } from '../../../ports/signer.ts';
import type { OrderId, WalletAddress } from '../../../units/ids.ts';
import type { Tick } from '../../../units/price.ts';
import type { Result } from '../../../units/result.ts';
import type { EpochMs } from '../../../units/time.ts';
import type { AmountError, OrderAmounts } from './amounts.ts';
import type { UnknownVersion } from './exchange-domain.ts';
import type { OrderStruct, SignatureType } from './order-struct.ts';

/** Who trades: the key, the wallet that holds the funds, and the API key of the two. */
export type TradingAccount = {
  readonly signer: Signer;
  readonly holder: FundsHolder;
  readonly chain: ChainId;
  readonly owner: string;
};

/** Where the funds are: with the key itself, or in a wallet that obeys it. */
export type FundsHolder =
  | { readonly kind: 'eoa' }
  | { readonly kind: 'proxy' | 'safe' | 'deposit'; readonly funder: WalletAddress };

/** What the order's market says of itself. */
export type MarketTerms = {
  readonly version: string;
  readonly negRisk: boolean;
  readonly tick: Tick;
};

/** An order and what makes it one of its kind. */
export type OrderToSign = {
  readonly order: Order;
  readonly expiration: Expiration;
  readonly market: MarketTerms;
  /** Range: 0 to 2^53 - 1. */
  readonly salt: bigint;
  readonly madeAt: EpochMs;
};

/** An order's id at the venue and the exact body of its request. */
export type OrderBytes = { readonly id: OrderId; readonly body: string };

/** Why an order was not signed. */
export type SigningError =
  | SignError
  | AmountError
  | UnknownVersion
  | { readonly kind: 'SALT_OUT_OF_RANGE'; readonly salt: string; readonly allowed: string }
  | { readonly kind: 'TERMS_CONTRADICT'; readonly detail: string };

// The salt is a JSON number on the wire, and a float beyond this is another number.
const SALT_MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** How the venue numbers the kinds of wallets. */
export const SIGNATURE_TYPES = {
  eoa: 0,
  proxy: 1,
  safe: 2,
  deposit: 3,
} as const satisfies Readonly<Record<FundsHolder['kind'], SignatureType>>;

const checkTerms = ({ order, expiration, salt }: OrderToSign): Result<null, SigningError> => {
  if (salt < 0n || salt > SALT_MAX)
    return err({ kind: 'SALT_OUT_OF_RANGE', salt: salt.toString(), allowed: '0 to 2^53 - 1' });
  if ((order.timeInForce === 'GTD') !== (expiration.kind === 'at'))
    return err({ kind: 'TERMS_CONTRADICT', detail: 'GTD orders expire, and only they' });
  const isImmediate = order.timeInForce === 'FOK' || order.timeInForce === 'FAK';
  if (isImmediate && order.liquidity === 'post-only')
    return err({ kind: 'TERMS_CONTRADICT', detail: 'a post-only order cannot match at once' });
  return ok(null);
};

const structOf = (
  { signer, holder }: TradingAccount,
  { order, salt, madeAt }: OrderToSign,
  amounts: OrderAmounts,
): OrderStruct => {
  const maker = holder.kind === 'eoa' ? signer.address : holder.funder;
  return {
    salt,
    maker,
    signer: holder.kind === 'deposit' ? maker : signer.address,
    token: order.token,
    amounts,
    side: order.side,
    signatureType: SIGNATURE_TYPES[holder.kind],
    madeAt,
  };
};

/**
 * Signs one of our orders.
 * Refuses: a market of an unknown version, a price off its grid, a size of which nothing is left
 * after rounding, a salt that JSON cannot carry, an expiration or post-only flag that the order's
 * type does not have.
 */
export const signOrder = async (
  account: TradingAccount,
  wanted: OrderToSign,
): Promise<Result<OrderBytes, SigningError>> => {
  const { order, market, expiration } = wanted;
  const checked = checkTerms(wanted);
  if (!checked.ok) return checked;
  const domain = exchangeDomain({ ...market, chain: account.chain });
  if (!domain.ok) return domain;
  const amounts = amountsOf(order, market.tick);
  if (!amounts.ok) return amounts;
  const struct = structOf(account, wanted, amounts.value);
  const signed = await signOrderStruct(account.signer, domain.value, struct);
  if (!signed.ok) return signed;
  const { timeInForce, liquidity } = order;
  const terms = { owner: account.owner, timeInForce, liquidity, expiration };
  return ok({ id: signed.value.id, body: orderBody(struct, signed.value.signature, terms) });
};
