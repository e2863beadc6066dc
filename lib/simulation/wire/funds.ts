// What the account holds as the venue believes it, and what it lets exchanges move.

import { tokenId } from '../../units/ids.ts';
import { microsOfShares, ZERO_SHARES } from '../../units/shares.ts';
import { microsOfUsdc } from '../../units/usdc.ts';
import { formatDecimal } from '../../units/fixed-point.ts';
import { isSameAddress } from './account.ts';
import { exchangeOf } from './order-proof.ts';
import type { Market } from '../../domain/market.ts';
import type { WireStruct } from './order-wire.ts';
import type { WireServer } from './server.ts';

/** The asset of all money; every other asset is named by its token. */
export const CASH = 'cash';

/** What the wallet holds of an asset. Unit: 10^-6 of it. */
export const heldOf = ({ venue }: WireServer, asset: string): bigint => {
  if (asset === CASH) return microsOfUsdc(venue.balances([]).cash);
  const token = tokenId(asset);
  return microsOfShares(venue.balances([token]).shares.get(token) ?? ZERO_SHARES);
};

/** What the venue's copy says the wallet holds of an asset. Unit: 10^-6 of it. */
export const copiedOf = (server: WireServer, asset: string): bigint =>
  server.copy.read(asset, () => heldOf(server, asset));

/** Tells whether a contract may move the account's funds. */
export const isApproved = ({ switches }: WireServer, contract: string): boolean =>
  !switches.get().unapproved.some((other) => isSameAddress(other, contract));

/**
 * Says why an order is not covered by what the venue believes without looking at the chain; null
 * when it is. What the wallet holds on chain is checked when the order meets the book.
 */
export const shortOfFunds = (
  server: WireServer,
  market: Market,
  { side, tokenId: token, makerAmount }: WireStruct,
): string | null => {
  const message = 'not enough balance / allowance';
  if (!isApproved(server, exchangeOf(server.chain, market))) return message;
  if (server.switches.get().funds === 'wallet') return null;
  const believed = copiedOf(server, side === 'BUY' ? CASH : token.toString());
  if (makerAmount <= believed) return null;
  const [has, wants] = [believed, makerAmount].map((micros) => formatDecimal(micros, 6));
  const figures = `balance: ${has ?? ''}, order amount: ${wants ?? ''}`;
  return `${message}: the balance is not enough -> ${figures}`;
};
