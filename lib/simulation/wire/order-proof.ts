// The identity of an order and the proof that its signer meant it, computed from the exchange's
// published rules and nothing else: whoever signs for another exchange proves nothing here.
//
// Source: exchange contracts' hashOrder, ERC-7739 and clob-client-v2 1.1.0, read 2026-11-22.

import { TypedDataEncoder, id } from 'ethers/hash';
import { keccak256 } from 'ethers/crypto';
import { concat, dataSlice, dataLength, toBeHex, toUtf8Bytes } from 'ethers/utils';
import { orderId } from '../../units/ids.ts';
import { isKeyProven } from './key-proof.ts';
import type { TypedDataDomain } from 'ethers';
import type { Market, MarketVersion } from '../../domain/market.ts';
import type { OrderId } from '../../units/ids.ts';
import type { WireChain } from './account.ts';
import type { WireStruct } from './order-wire.ts';

const ORDER = [
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
const TYPED_DATA_SIGN = [
  { name: 'contents', type: 'Order' },
  { name: 'name', type: 'string' },
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' },
  { name: 'salt', type: 'bytes32' },
];
const ORDER_TYPE = toUtf8Bytes(
  `Order(${ORDER.map(({ name, type }) => `${type} ${name}`).join(',')})`,
);
const ZERO_BYTES32 = `0x${'0'.repeat(64)}`;
const INNER_BYTES = 65;

const EXCHANGE = '0xE111180000d2663C0091e4f400237545B87B996B';
const NEG_RISK_EXCHANGE = '0xe2222d279d744050d28e00520010520000310F59';
const THIRD_EXCHANGE: Readonly<Record<WireChain, string>> = {
  137: '0xe3333700cA9d93003F00f0F71f8515005F6c00Aa',
  80002: '0x9fE6e61422AdB6F610d8597F9684b16912D50C3D',
};

/** The contract that settles the orders of a market. */
export const exchangeOf = (
  chain: WireChain,
  { version, negRisk }: Pick<Market, 'version' | 'negRisk'>,
): string => {
  if (version === 'v2') return THIRD_EXCHANGE[chain];
  return negRisk ? NEG_RISK_EXCHANGE : EXCHANGE;
};

/** The domain under which orders of a market are signed. */
export const domainOf = (
  chain: WireChain,
  market: Pick<Market, 'version' | 'negRisk'>,
): TypedDataDomain => ({
  name: 'Polymarket CTF Exchange',
  version: market.version === 'v1' ? '2' : '3',
  chainId: chain,
  verifyingContract: exchangeOf(chain, market),
});

const valueOf = (order: WireStruct) => ({
  salt: order.salt,
  // The library throws on a wrong checksum, which the letters of an address are and no more.
  maker: order.maker.toLowerCase(),
  signer: order.signer.toLowerCase(),
  tokenId: order.tokenId,
  makerAmount: order.makerAmount,
  takerAmount: order.takerAmount,
  side: order.side === 'BUY' ? 0 : 1,
  signatureType: order.signatureType,
  timestamp: order.timestamp,
  metadata: order.metadata,
  builder: order.builder,
});

// Making an encoder costs more than using it, and hashing a domain as much as hashing an order.
const ORDERS = TypedDataEncoder.from({ Order: ORDER });
const WALLET_ORDERS = TypedDataEncoder.from({ TypedDataSign: TYPED_DATA_SIGN, Order: ORDER });
const WALLET_TYPE = id(WALLET_ORDERS.encodeType('TypedDataSign'));
const WALLET_NAME = id('DepositWallet');
const WALLET_VERSION = id('1');

// The hash of an order is asked for by its id and by its proof, and is most of the work of both.
const structs = new WeakMap<WireStruct, string>();

const structOf = (order: WireStruct): string => {
  const struct = structs.get(order) ?? ORDERS.hash(valueOf(order));
  structs.set(order, struct);
  return struct;
};

const separators = new Map<string, string>();

const separatorOf = (domain: TypedDataDomain): string => {
  const name = JSON.stringify(domain);
  const separator = separators.get(name) ?? TypedDataEncoder.hashDomain(domain);
  separators.set(name, separator);
  return separator;
};

const digestUnder = (domain: TypedDataDomain, struct: string): string =>
  keccak256(concat(['0x1901', separatorOf(domain), struct]));

/** The id of an order: the digest that the exchange of its market gives it. */
export const idUnder = (domain: TypedDataDomain, order: WireStruct): OrderId =>
  orderId(digestUnder(domain, structOf(order)));

const wordOf = (value: bigint | string | number): string => toBeHex(value, 32);

// The wallet signs a struct around the order. A struct in a struct is encoded as its hash, which is
// there already, and of the rest only the chain and the wallet are not the same for all.
const walletDigest = (domain: TypedDataDomain, order: WireStruct): string =>
  digestUnder(
    domain,
    keccak256(
      concat([
        WALLET_TYPE,
        structOf(order),
        WALLET_NAME,
        WALLET_VERSION,
        wordOf(domain.chainId ?? 0),
        wordOf(order.signer),
        ZERO_BYTES32,
      ]),
    ),
  );

// What a deposit wallet must be shown behind the key's own signature.
const wrappingOf = (domain: TypedDataDomain, order: WireStruct): string =>
  concat([
    separatorOf(domain),
    structOf(order),
    ORDER_TYPE,
    `0x${ORDER_TYPE.length.toString(16).padStart(4, '0')}`,
  ]);

const isWrapped = (key: string, domain: TypedDataDomain, order: WireStruct): boolean => {
  const { signature } = order;
  if (dataLength(signature) <= INNER_BYTES) return false;
  if (dataSlice(signature, INNER_BYTES) !== wrappingOf(domain, order)) return false;
  return isKeyProven(key, walletDigest(domain, order), dataSlice(signature, 0, INNER_BYTES));
};

/** Tells whether a key signed an order for an exchange. */
export const isSignedBy = (key: string, domain: TypedDataDomain, order: WireStruct): boolean =>
  order.signatureType === 3
    ? isWrapped(key, domain, order)
    : isKeyProven(key, idUnder(domain, order), order.signature);

const otherVersion = (version: MarketVersion): MarketVersion => (version === 'v1' ? 'v2' : 'v1');

/** Tells whether a key signed an order as if its market were of the other protocol version. */
export const isOfOtherVersion = (
  key: string,
  { chain, market }: { readonly chain: WireChain; readonly market: Market },
  order: WireStruct,
): boolean => {
  const version = otherVersion(market.version);
  return isSignedBy(key, domainOf(chain, { ...market, version }), order);
};
