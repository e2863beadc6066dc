// Whether a posted order may reach the book: who sends it, for which wallet, under which exchange,
// and whether it was sent before. The checks stand in the order in which a sender hears of them.
//
// Source: the venue's error catalogue, read 2026-11-22.

import { err, ok } from '../../units/result.ts';
import { tokenId } from '../../units/ids.ts';
import { isSameAddress } from './account.ts';
import { shortOfFunds } from './funds.ts';
import { domainOf, idUnder, isOfOtherVersion, isSignedBy } from './order-proof.ts';
import { incomingOf } from './order-terms.ts';
import { readOrder } from './order-wire.ts';
import type { Market, TokenRef } from '../../domain/market.ts';
import type { OrderId } from '../../units/ids.ts';
import type { Result } from '../../units/result.ts';
import type { IncomingOrder } from '../admission.ts';
import type { IssuedKey } from './key-ring.ts';
import type { PostedOrder, WireStruct } from './order-wire.ts';
import type { WireServer } from './server.ts';

/** Why an order is not taken, in the venue's words. */
export type OrderRefusal = { readonly status: number; readonly error: string };

/** An order that may reach the book. */
export type CheckedOrder = {
  readonly id: OrderId;
  readonly posted: PostedOrder;
  readonly incoming: IncomingOrder;
};

type Checked<T> = Result<T, OrderRefusal>;

const refused = (error: string, status = 400): Checked<never> => err({ status, error });

type Listed = { readonly market: Market; readonly ref: TokenRef };

const readPosted = (value: unknown): Checked<PostedOrder> => {
  const read = readOrder(value);
  if (read.kind === 'order') return ok(read.posted);
  return refused(
    read.kind === 'first-form'
      ? 'invalid order version, please use the latest clob-client'
      : 'Invalid order payload',
  );
};

const listedOf = ({ venue }: WireServer, { tokenId: token }: WireStruct): Checked<Listed> => {
  const { tokens, markets } = venue.universe();
  const ref = tokens.get(tokenId(token.toString()));
  const market = ref === undefined ? undefined : markets.get(ref.condition);
  return ref === undefined || market === undefined
    ? refused('market not found', 404)
    : ok({ market, ref });
};

const isNamedRight = (caller: IssuedKey, { maker, signer, signatureType }: WireStruct): boolean =>
  signatureType === 3 ? isSameAddress(maker, signer) : isSameAddress(signer, caller.address);

const hasWallet = ({ account }: WireServer, caller: IssuedKey, { maker }: WireStruct): boolean =>
  isSameAddress(account.signer, caller.address) && isSameAddress(account.wallet, maker);

const checkNames = (
  server: WireServer,
  caller: IssuedKey,
  { owner, order }: PostedOrder,
): OrderRefusal | null => {
  if (owner !== caller.apiKey)
    return { status: 400, error: 'the order owner has to be the owner of the API KEY' };
  if (!isNamedRight(caller, order)) {
    const error = 'the order signer address has to be the address of the API KEY';
    return { status: 400, error };
  }
  if (hasWallet(server, caller, order)) return null;
  const error = 'maker address not allowed, please use the deposit wallet flow';
  return { status: 400, error };
};

const checkProof = (
  { chain, account }: WireServer,
  { market }: Listed,
  order: WireStruct,
): OrderRefusal | null => {
  const isKind = order.signatureType === account.signatureType;
  if (isKind && isSignedBy(account.signer, domainOf(chain, market), order)) return null;
  const isOther = isKind && isOfOtherVersion(account.signer, { chain, market }, order);
  return { status: 400, error: isOther ? 'order_version_mismatch' : 'invalid signature' };
};

const checkStanding = (
  { account, switches }: WireServer,
  { side }: WireStruct,
): OrderRefusal | null => {
  const { standing } = switches.get();
  if (standing === 'banned') return { status: 400, error: `'${account.wallet}' address banned` };
  if (standing === 'good' || side === 'SELL') return null;
  return { status: 400, error: `'${account.wallet}' address in closed only mode` };
};

const checkRepeat = ({ received }: WireServer, id: OrderId): OrderRefusal | null =>
  received.find(id) === undefined
    ? null
    : { status: 400, error: `order ${id} is invalid. Duplicated.` };

/** Checks one posted order. Its posting is counted as soon as it has an id. */
export const checkOrder = (
  server: WireServer,
  caller: IssuedKey,
  value: unknown,
): Checked<CheckedOrder> => {
  const read = readPosted(value);
  if (!read.ok) return read;
  const posted = read.value;
  const listed = listedOf(server, posted.order);
  if (!listed.ok) return listed;
  const { market, ref } = listed.value;
  const id = idUnder(domainOf(server.chain, market), posted.order);
  server.received.count(id);
  const refusal =
    checkNames(server, caller, posted) ??
    checkProof(server, listed.value, posted.order) ??
    checkStanding(server, posted.order) ??
    checkRepeat(server, id);
  if (refusal !== null) return err(refusal);
  const incoming = incomingOf(posted, { id, market, ref });
  if (!incoming.ok) return refused(incoming.error);
  const short = shortOfFunds(server, market, posted.order);
  return short === null ? ok({ id, posted, incoming: incoming.value }) : refused(short);
};
