// The signature under an order, as the exchange checks it. For the first three wallet types it is
// the key's own; a deposit wallet is a contract that checks the key for us, and must be shown what
// was signed (ERC-7739).

import { concat, toUtf8Bytes } from 'ethers/utils';
import { orderId } from '../../../units/ids.ts';
import { err, ok } from '../../../units/result.ts';
import { ORDER_FIELDS, ZERO_BYTES32, orderTypedData } from './order-struct.ts';
import { hashTypedData } from './eip712-hash.ts';
import type { SignError } from '../../../domain/venue-outcome.ts';
import type { ContractDomain, Signer, TypedData, TypedField } from '../../../ports/signer.ts';
import type { OrderId } from '../../../units/ids.ts';
import type { Result } from '../../../units/result.ts';
import type { OrderStruct, OrderTypedData } from './order-struct.ts';
import type { TypedDataHash } from './eip712-hash.ts';

/** An order's id at the venue, and the signature under it. */
export type OrderSignature = { readonly id: OrderId; readonly signature: string };

// What the wallet signs: the order, and the wallet's own domain as fields beside it.
const WALLET_FIELDS: readonly TypedField[] = [
  { name: 'contents', type: 'Order' },
  { name: 'name', type: 'string' },
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' },
  { name: 'salt', type: 'bytes32' },
];

const WALLET_STRUCTS = { TypedDataSign: WALLET_FIELDS, Order: ORDER_FIELDS };

const ORDER_TYPE = toUtf8Bytes(
  `Order(${ORDER_FIELDS.map(({ name, type }) => `${type} ${name}`).join(',')})`,
);
const ORDER_TYPE_LENGTH = `0x${ORDER_TYPE.length.toString(16).padStart(4, '0')}`;

const walletTypedData = (order: OrderTypedData, wallet: string): TypedData => ({
  domain: order.domain,
  structs: WALLET_STRUCTS,
  message: {
    contents: order.message,
    name: 'DepositWallet',
    version: '1',
    chainId: order.domain.chainId,
    verifyingContract: wallet,
    salt: ZERO_BYTES32,
  },
});

const SIGNATURE = /^0x[0-9a-fA-F]{130}$/;

const wrapped = (signature: string, { domainSeparator, structHash }: TypedDataHash): string =>
  concat([signature, domainSeparator, structHash, ORDER_TYPE, ORDER_TYPE_LENGTH]);

const holdsTogether = (signer: Signer, { maker, signer: named, signatureType }: OrderStruct) => {
  if (signatureType === 3) return maker === named;
  return named === signer.address && (signatureType !== 0 || maker === named);
};

/**
 * Signs an order for an exchange.
 * Refuses: an order in the name of another key or wallet than its type says, values that do not
 * fit their fields, an answer of the signer that is no signature.
 * Source: @polymarket/clob-client-v2 1.1.0, exchangeOrderBuilderV2.ts, read 2026-11-22.
 */
export const signOrderStruct = async (
  signer: Signer,
  domain: ContractDomain,
  order: OrderStruct,
): Promise<Result<OrderSignature, SignError>> => {
  if (!holdsTogether(signer, order))
    return err({ kind: 'SIGNER_REFUSED', detail: 'maker, signer and wallet type do not agree' });
  const data = orderTypedData(domain, order);
  const hash = hashTypedData(data);
  if (!hash.ok) return hash;
  const isWallet = order.signatureType === 3;
  const signed = await signer.signTypedData(isWallet ? walletTypedData(data, order.maker) : data);
  if (!signed.ok) return signed;
  if (!SIGNATURE.test(signed.value))
    return err({ kind: 'SIGNER_REFUSED', detail: 'what the signer gave is not 65 bytes' });
  const signature = isWallet ? wrapped(signed.value, hash.value) : signed.value;
  return ok({ id: orderId(hash.value.digest), signature });
};
