// Orders that the owner of the wallet places beside us, with a program of their own and the same
// key. To the venue they are the account's like any other; nobody here has written them down.

import { orderId, tokenId } from '../../../lib/units/ids.ts';
import { microsOfUsdc } from '../../../lib/units/usdc.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { notional } from '../../../lib/units/money.ts';
import { marketOf } from '../../../lib/simulation/wire/books.ts';
import { nowOf } from '../../../lib/simulation/wire/server.ts';
import { hex32 } from '../../../lib/simulation/wire/trade-parts.ts';
import type { Side } from '../../../lib/domain/market.ts';
import type { PlaceOutcome } from '../../../lib/domain/venue-outcome.ts';
import type { OrderId, TokenId } from '../../../lib/units/ids.ts';
import type { PriceMicros } from '../../../lib/units/price.ts';
import type { ShareMicros } from '../../../lib/units/quantity.ts';
import type { PostedOrder } from '../../../lib/simulation/wire/order-wire.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';

/** An order as its owner wishes it: it rests until it is cancelled, or takes what it can now. */
export type HandOrder = {
  readonly token: TokenId;
  readonly side: Side;
  readonly price: PriceMicros;
  readonly size: ShareMicros;
  readonly kind: 'rests' | 'takes';
};

const ZERO_32 = `0x${'0'.repeat(64)}`;

const postedOf = (
  { account }: WireServer,
  order: HandOrder,
  proof: { readonly owner: string; readonly salt: bigint },
): PostedOrder => {
  const dollars = microsOfUsdc(notional(order.size, order.price, 'down'));
  const count = microsOfShares(order.size);
  const isBuy = order.side === 'BUY';
  return {
    owner: proof.owner,
    orderType: order.kind === 'rests' ? 'GTC' : 'FAK',
    order: {
      salt: proof.salt,
      maker: account.wallet,
      signer: account.signer,
      tokenId: BigInt(order.token),
      makerAmount: isBuy ? dollars : count,
      takerAmount: isBuy ? count : dollars,
      side: order.side,
      signatureType: account.signatureType,
      timestamp: 0n,
      expiration: '0',
      metadata: ZERO_32,
      builder: ZERO_32,
      signature: '0x00',
    },
  };
};

/** What became of it: the venue's answer, or that the wallet has no key or the token no market. */
export type HandOutcome = PlaceOutcome | { readonly kind: 'not-possible' };

/** Places an order by hand. */
export const placeByHand = (server: WireServer, order: HandOrder): HandOutcome => {
  const [key] = server.keys.of(server.account.signer);
  const market = marketOf(server, order.token);
  if (key === undefined || market === undefined) return { kind: 'not-possible' };
  const count = server.received.taken().length;
  const id: OrderId = orderId(hex32(`${server.seed}|by hand|${count}`));
  const outcome = server.venue.place({
    id,
    expiration: { kind: 'never' },
    order: {
      condition: market.condition,
      token: tokenId(order.token),
      outcome: order.token === market.yes ? 'YES' : 'NO',
      side: order.side,
      price: order.price,
      size: order.size,
      timeInForce: order.kind === 'rests' ? 'GTC' : 'FAK',
      liquidity: 'may-take',
    },
  });
  if (outcome.kind === 'placed' || outcome.kind === 'matched') {
    const posted = postedOf(server, order, { owner: key.apiKey, salt: BigInt(count) });
    server.received.take({ id, posted, at: nowOf(server), by: 'hand' });
  }
  return outcome;
};
