// A batch of calls of a deposit wallet (type 3), as the wallet's contract checks it. Its signature
// is of another kind than the one under an order.

import { CONTRACTS, POLYGON } from '../../../domain/contracts.ts';
import { ok } from '../../../units/result.ts';
import { after, epochSeconds, seconds } from '../../../units/time.ts';
import { checkedSignature } from './submission.ts';
import type { TypedData } from '../../../ports/signer.ts';
import type { DurationMs } from '../../../units/quantity.ts';
import type { EpochMs } from '../../../units/time.ts';
import type { Batch, BatchTerms, Timed } from './submission.ts';

/**
 * How long a batch may be carried out: 4 minutes. The relayer takes seconds to a minute; what it
 * has not done by then can never take effect, so that a lost batch blocks others no longer.
 */
export const BATCH_LIFETIME: DurationMs = seconds(240);

const typedData = ({ wallet, nonce, calls }: BatchTerms, deadline: bigint): TypedData => ({
  domain: {
    name: 'DepositWallet',
    version: '1',
    chainId: POLYGON,
    verifyingContract: wallet,
  },
  structs: {
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
  },
  message: {
    wallet,
    nonce,
    deadline,
    calls: calls.map(({ to, data }) => ({ target: to, value: 0n, data })),
  },
});

const deadlineOf = (at: EpochMs): bigint => epochSeconds(after(at, BATCH_LIFETIME), 'down');

/**
 * Signs a batch of a deposit wallet.
 * Source: @polymarket/builder-relayer-client 0.0.10, deposit-wallet.ts, read 2026-11-28.
 */
export const depositBatch = async (terms: BatchTerms & Timed): Batch => {
  const deadline = deadlineOf(terms.at);
  const signed = checkedSignature(await terms.signer.signTypedData(typedData(terms, deadline)));
  if (!signed.ok) return signed;
  const body = {
    type: 'WALLET',
    from: terms.signer.address,
    to: CONTRACTS.depositWalletFactory,
    nonce: terms.nonce.toString(),
    signature: signed.value,
    depositWalletParams: {
      depositWallet: terms.wallet,
      deadline: deadline.toString(),
      calls: terms.calls.map(({ to, data }) => ({ target: to, value: '0', data })),
    },
  };
  return ok({ body: JSON.stringify(body), signature: signed.value, nonce: terms.nonce });
};
