// A batch as it is handed to the relayer: what it asks of the chain, and whether the key of its
// wallet signed it. The proof is computed from the rules of the three kinds of wallet and of
// nothing else, so that whoever signs in another way proves nothing here.

import { AbiCoder, Interface } from 'ethers/abi';
import { keccak256 } from 'ethers/crypto';
import { hashMessage, TypedDataEncoder } from 'ethers/hash';
import { concat, dataSlice, getBytes, toBeHex, toUtf8Bytes } from 'ethers/utils';
import * as z from 'zod';
import { CONTRACTS } from '../../../lib/domain/contracts.ts';
import { isKeyProven } from '../../../lib/simulation/wire/key-proof.ts';
import type { ContractCall } from '../../../lib/simulation/wire/chain-calls.ts';

const common = { from: z.string(), to: z.string(), nonce: z.string(), signature: z.string() };
const called = { ...common, proxyWallet: z.string(), data: z.string() };

const bodyShape = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('WALLET'),
    ...common,
    depositWalletParams: z.object({
      depositWallet: z.string(),
      deadline: z.string(),
      calls: z.array(z.object({ target: z.string(), value: z.string(), data: z.string() })),
    }),
  }),
  z.object({
    type: z.literal('SAFE'),
    ...called,
    signatureParams: z.object({ operation: z.enum(['0', '1']) }),
  }),
  z.object({
    type: z.literal('PROXY'),
    ...called,
    signatureParams: z.object({ gasLimit: z.string(), relay: z.string() }),
  }),
]);

type Body = z.infer<typeof bodyShape>;
type BodyOf<Type extends Body['type']> = Extract<Body, { readonly type: Type }>;

/** A batch that was understood. */
export type Batch = {
  readonly type: Body['type'];
  readonly from: string;
  readonly wallet: string;
  readonly nonce: bigint;
  readonly signature: string;
  /** After it the wallet takes it no more; null where it has no end. Unit: s since 1970. */
  readonly deadline: number | null;
  readonly calls: readonly ContractCall[];
  readonly isProven: boolean;
};

const CHAIN = 137;
const NOBODY = `0x${'0'.repeat(40)}`;

const BATCH_TYPES = {
  Call: [
    { name: 'target', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'data', type: 'bytes' },
  ],
  Batch: [
    { name: 'wallet', type: 'address' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
    { name: 'calls', type: 'Call[]' },
  ],
};

const depositBatch = (body: BodyOf<'WALLET'>): Batch => {
  const { from, signature, depositWalletParams } = body;
  const { depositWallet: wallet, deadline, calls } = depositWalletParams;
  const domain = { name: 'DepositWallet', version: '1', chainId: CHAIN, verifyingContract: wallet };
  const value = { wallet, nonce: body.nonce, deadline, calls };
  return {
    type: 'WALLET',
    from,
    wallet,
    nonce: BigInt(body.nonce),
    signature,
    deadline: Number(deadline),
    calls: calls.map(({ target, data }) => ({ to: target, data })),
    isProven: isKeyProven(from, TypedDataEncoder.hash(domain, BATCH_TYPES, value), signature),
  };
};

const SAFE_TYPES = {
  SafeTx: [
    'address to',
    'uint256 value',
    'bytes data',
    'uint8 operation',
    'uint256 safeTxGas',
    'uint256 baseGas',
    'uint256 gasPrice',
    'address gasToken',
    'address refundReceiver',
    'uint256 nonce',
  ].map((field) => {
    const [type = '', name = ''] = field.split(' ');
    return { name, type };
  }),
};

const MULTISEND = new Interface(['function multiSend(bytes)']);

const packedIn = (data: string): string => {
  const [packed] = MULTISEND.decodeFunctionData('multiSend', data) as unknown as [string];
  return packed;
};

// Each call is its kind, whom it calls, what it is worth, how long its data is, and its data.
const unpacked = (all: string): readonly ContractCall[] => {
  const calls: ContractCall[] = [];
  const size = (all.length - 2) / 2;
  for (let from = 0; from < size; ) {
    const length = Number(dataSlice(all, from + 53, from + 85));
    const data = dataSlice(all, from + 85, from + 85 + length);
    calls.push({ to: dataSlice(all, from + 1, from + 21), data });
    from += 85 + length;
  }
  return calls;
};

// The last byte is larger by four where the signed bytes are those of a shown message.
const unmarked = (signature: string): string => {
  const last = Number.parseInt(signature.slice(-2), 16) - 4;
  return `${signature.slice(0, -2)}${last.toString(16).padStart(2, '0')}`;
};

const safeBatch = (body: BodyOf<'SAFE'>): Batch => {
  const { from, to, data, nonce, proxyWallet: wallet, signature } = body;
  const { operation } = body.signatureParams;
  const terms = { safeTxGas: 0, baseGas: 0, gasPrice: 0, gasToken: NOBODY, refundReceiver: NOBODY };
  const hash = TypedDataEncoder.hash({ chainId: CHAIN, verifyingContract: wallet }, SAFE_TYPES, {
    ...terms,
    to,
    value: 0,
    data,
    operation,
    nonce,
  });
  return {
    type: 'SAFE',
    from,
    wallet,
    nonce: BigInt(nonce),
    signature,
    deadline: null,
    calls: operation === '1' ? unpacked(packedIn(data)) : [{ to, data }],
    isProven: isKeyProven(from, hashMessage(getBytes(hash)), unmarked(signature)),
  };
};

const CALLS = 'tuple(uint8 typeCode, address to, uint256 value, bytes data)[]';

const proxyBatch = (body: BodyOf<'PROXY'>): Batch => {
  const { from, to, data, nonce, proxyWallet: wallet, signature } = body;
  const { gasLimit, relay } = body.signatureParams;
  const words = [0n, 0n, BigInt(gasLimit), BigInt(nonce)].map((word) => toBeHex(word, 32));
  const shown = [toUtf8Bytes('rlx:'), from, to, data, ...words, CONTRACTS.relayHub, relay];
  const [rows] = AbiCoder.defaultAbiCoder().decode([CALLS], dataSlice(data, 4)) as unknown as [
    readonly (readonly [number, string, bigint, string])[],
  ];
  return {
    type: 'PROXY',
    from,
    wallet,
    nonce: BigInt(nonce),
    signature,
    deadline: null,
    calls: rows.map(([, target, , bytes]) => ({ to: target, data: bytes })),
    isProven: isKeyProven(from, hashMessage(getBytes(keccak256(concat(shown)))), signature),
  };
};

/** Reads what was handed in; null when it is no batch. */
export const batchIn = (text: string): Batch | null => {
  try {
    const body = bodyShape.parse(JSON.parse(text));
    switch (body.type) {
      case 'WALLET':
        return depositBatch(body);
      case 'SAFE':
        return safeBatch(body);
      case 'PROXY':
        return proxyBatch(body);
    }
  } catch {
    return null;
  }
};
