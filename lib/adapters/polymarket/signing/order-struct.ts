// The order as the exchange contract hashes it. Its digest is the venue's id of the order, so the
// id is known before anything is sent.

import { msOfEpoch } from '../../../units/time.ts';
import type { Side } from '../../../domain/market.ts';
import type {
  ContractDomain,
  TypedField,
  TypedMessage,
  TypedStructs,
} from '../../../ports/signer.ts';
import type { TokenId, WalletAddress } from '../../../units/ids.ts';
import type { EpochMs } from '../../../units/time.ts';
import type { OrderAmounts } from './amounts.ts';

/** Who holds the funds: 0 the key itself, 1 a proxy, 2 a Safe, 3 a deposit wallet. */
export type SignatureType = 0 | 1 | 2 | 3;

/** What the exchange checks of an order, hence all that is signed. */
export type OrderStruct = {
  /** Tells two orders of one content apart. Range: 0 to 2^53 - 1. */
  readonly salt: bigint;
  readonly maker: WalletAddress;
  readonly signer: WalletAddress;
  readonly token: TokenId;
  readonly amounts: OrderAmounts;
  readonly side: Side;
  readonly signatureType: SignatureType;
  /** When the order was made; it means no expiry. */
  readonly madeAt: EpochMs;
};

/** 32 zero bytes: no metadata, no builder, no salt of the wallet. */
export const ZERO_BYTES32 = `0x${'0'.repeat(64)}`;

/**
 * The fields of the struct, in the order in which they are hashed.
 * Source: @polymarket/clob-client-v2 1.1.0, read 2026-11-22.
 */
export const ORDER_FIELDS: readonly TypedField[] = [
  { name: 'salt', type: 'uint256' },
  { name: 'maker', type: 'address' },
  { name: 'signer', type: 'address' },
  { name: 'tokenId', type: 'uint256' },
  { name: 'makerAmount', type: 'uint256' },
  { name: 'takerAmount', type: 'uint256' },
  { name: 'side', type: 'uint8' },
  { name: 'signatureType', type: 'uint8' },
  { name: 'timestamp', type: 'uint256' },
  { name: 'metadata', type: 'bytes32' },
  { name: 'builder', type: 'bytes32' },
];

const STRUCTS: TypedStructs = { Order: ORDER_FIELDS };

/** An order as typed data of one exchange. */
export type OrderTypedData = {
  readonly domain: ContractDomain;
  readonly structs: TypedStructs;
  readonly message: TypedMessage;
};

/** Writes an order as typed data of an exchange. */
export const orderTypedData = (domain: ContractDomain, order: OrderStruct): OrderTypedData => ({
  domain,
  structs: STRUCTS,
  message: {
    salt: order.salt,
    maker: order.maker,
    signer: order.signer,
    tokenId: order.token,
    makerAmount: order.amounts.maker,
    takerAmount: order.amounts.taker,
    side: order.side === 'BUY' ? 0 : 1,
    signatureType: order.signatureType,
    timestamp: msOfEpoch(order.madeAt),
    metadata: ZERO_BYTES32,
    builder: ZERO_BYTES32,
  },
});
