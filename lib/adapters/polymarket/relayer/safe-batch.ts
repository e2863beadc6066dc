// A batch of calls of a Safe (type 2): one call as it is, several through the contract that makes
// them in the Safe's own name.

import { Interface } from 'ethers/abi';
import { TypedDataEncoder } from 'ethers/hash';
import { concat, dataLength, getBytes, toBeHex } from 'ethers/utils';
import { CONTRACTS, POLYGON } from '../../../domain/contracts.ts';
import { ok } from '../../../units/result.ts';
import { signShown } from './submission.ts';
import type { WalletCall } from '../../../ports/chain.ts';
import type { Batch, BatchTerms } from './submission.ts';

const NOBODY = `0x${'0'.repeat(40)}`;

const MULTISEND = new Interface(['function multiSend(bytes)']);

type SafeCall = WalletCall & { readonly operation: 0 | 1 };

const packed = ({ to, data }: WalletCall): string =>
  concat(['0x00', to, toBeHex(0, 32), toBeHex(dataLength(data), 32), data]);

const oneCall = (calls: readonly WalletCall[]): SafeCall => {
  const [first, ...others] = calls;
  if (first !== undefined && others.length === 0) return { ...first, operation: 0 };
  const batch = concat(calls.map(packed));
  const data = MULTISEND.encodeFunctionData('multiSend', [batch]);
  return { to: CONTRACTS.safeMultisend, data, operation: 1 };
};

const FIELDS = [
  { name: 'to', type: 'address' },
  { name: 'value', type: 'uint256' },
  { name: 'data', type: 'bytes' },
  { name: 'operation', type: 'uint8' },
  { name: 'safeTxGas', type: 'uint256' },
  { name: 'baseGas', type: 'uint256' },
  { name: 'gasPrice', type: 'uint256' },
  { name: 'gasToken', type: 'address' },
  { name: 'refundReceiver', type: 'address' },
  { name: 'nonce', type: 'uint256' },
];

const hashOf = ({ wallet, nonce }: BatchTerms, { to, data, operation }: SafeCall): Uint8Array =>
  getBytes(
    TypedDataEncoder.hash(
      { chainId: POLYGON, verifyingContract: wallet },
      { SafeTx: FIELDS },
      {
        to,
        value: 0n,
        data,
        operation,
        safeTxGas: 0n,
        baseGas: 0n,
        gasPrice: 0n,
        gasToken: NOBODY,
        refundReceiver: NOBODY,
        nonce,
      },
    ),
  );

// A Safe takes a signature under a shown message for one when its last byte is larger by four.
const marked = (signature: string): string => {
  const last = Number.parseInt(signature.slice(-2), 16);
  return `${signature.slice(0, -2)}${(last + 4).toString(16)}`;
};

/**
 * Signs a batch of a Safe.
 * Source: @polymarket/builder-relayer-client 0.0.10, safe.ts, read 2026-11-28.
 */
export const safeBatch = async (terms: BatchTerms): Batch => {
  const call = oneCall(terms.calls);
  const signed = await signShown(terms.signer, hashOf(terms, call));
  if (!signed.ok) return signed;
  const signature = marked(signed.value);
  const body = {
    from: terms.signer.address,
    to: call.to,
    proxyWallet: terms.wallet,
    data: call.data,
    nonce: terms.nonce.toString(),
    signature,
    signatureParams: {
      gasPrice: '0',
      operation: call.operation.toString(),
      safeTxnGas: '0',
      baseGas: '0',
      gasToken: NOBODY,
      refundReceiver: NOBODY,
    },
    type: 'SAFE',
    metadata: '',
  };
  return ok({ body: JSON.stringify(body), signature, nonce: terms.nonce });
};
