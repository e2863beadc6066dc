// A batch of calls of a proxy wallet (type 1), which its factory makes when a relay of the hub
// brings the key's signature.

import { Interface } from 'ethers/abi';
import { keccak256 } from 'ethers/crypto';
import { concat, getBytes, toBeHex, toUtf8Bytes } from 'ethers/utils';
import { CONTRACTS } from '../../../domain/contracts.ts';
import { ok } from '../../../units/result.ts';
import { signShown } from './submission.ts';
import type { WalletCall } from '../../../ports/chain.ts';
import type { Batch, BatchTerms } from './submission.ts';

/** Who brings the batch to the chain, and the gas that it may take there. */
export type RelayTerms = { readonly relay: string; readonly gas: bigint };

const FACTORY = new Interface([
  'function proxy((uint8 typeCode, address to, uint256 value, bytes data)[] calls)',
]);

const CALL = 1;

/** The call of the factory that a batch becomes. */
export const factoryCall = (calls: readonly WalletCall[]): WalletCall => ({
  to: CONTRACTS.proxyFactory,
  data: FACTORY.encodeFunctionData('proxy', [calls.map(({ to, data }) => [CALL, to, 0n, data])]),
});

const word = (value: bigint): string => toBeHex(value, 32);

const hashOf = (
  { signer, nonce }: BatchTerms,
  { relay, gas }: RelayTerms,
  { to, data }: WalletCall,
): Uint8Array => {
  const parts = [signer.address, to, data, word(0n), word(0n), word(gas), word(nonce)];
  const signed = concat([toUtf8Bytes('rlx:'), ...parts, CONTRACTS.relayHub, relay]);
  return getBytes(keccak256(signed));
};

/**
 * Signs a batch of a proxy wallet.
 * Source: @polymarket/builder-relayer-client 0.0.10, proxy.ts, read 2026-11-28.
 */
export const proxyBatch = async (terms: BatchTerms, relayed: RelayTerms): Batch => {
  const call = factoryCall(terms.calls);
  const signed = await signShown(terms.signer, hashOf(terms, relayed, call));
  if (!signed.ok) return signed;
  const body = {
    from: terms.signer.address,
    to: call.to,
    proxyWallet: terms.wallet,
    data: call.data,
    nonce: terms.nonce.toString(),
    signature: signed.value,
    signatureParams: {
      gasPrice: '0',
      gasLimit: relayed.gas.toString(),
      relayerFee: '0',
      relayHub: CONTRACTS.relayHub,
      relay: relayed.relay,
    },
    type: 'PROXY',
    metadata: '',
  };
  return ok({ body: JSON.stringify(body), signature: signed.value, nonce: terms.nonce });
};
