// A transaction, complete before anybody else sees it: nonce, hash and bytes are known first, so
// that whatever becomes of the sending, it can be looked up, and only the same bytes sent again.

import { Signature } from 'ethers/crypto';
import { Transaction } from 'ethers/transaction';
import { err, ok } from '../../units/result.ts';
import { askQuantity, wordsOf } from './answers.ts';
import { quoteFees, quoteGas } from './fees.ts';
import type { Result } from '../../units/result.ts';
import type { WalletCall } from '../../ports/chain.ts';
import type { DigestSigner } from '../../ports/signer.ts';
import type { Wei } from './reads.ts';
import type { RpcCall } from './rpc.ts';

/** A signed transaction. */
export type SignedTransaction = {
  readonly hash: string;
  readonly nonce: bigint;
  /** What is sent, as 0x and hex. */
  readonly bytes: string;
};

/** Who signs for which chain, and what may be paid. */
export type TransactionMaker = {
  readonly rpc: RpcCall;
  readonly signer: DigestSigner;
  readonly chain: number;
  readonly gasPriceMax: Wei;
};

/** Counts the transactions of an address that are in a block, or those that still wait as well. */
export const countTransactions = (
  rpc: RpcCall,
  address: string,
  upTo: 'latest' | 'pending',
): ReturnType<typeof askQuantity> => askQuantity(rpc, 'eth_getTransactionCount', [address, upTo]);

// The next nonce, when nothing else of the key is on its way. With the nonce of the newest block
// only one of two transactions can ever land, whoever sent the other.
const freeNonce = async ({ rpc, signer }: TransactionMaker): Promise<Result<bigint, string>> => {
  const landed = await countTransactions(rpc, signer.address, 'latest');
  if (!landed.ok) return err(wordsOf(landed.error));
  const all = await countTransactions(rpc, signer.address, 'pending');
  if (!all.ok) return err(wordsOf(all.error));
  return all.value > landed.value
    ? err('an earlier transaction of this key still waits for its block')
    : ok(landed.value);
};

const enoughPol = async (
  { rpc, signer }: TransactionMaker,
  cost: Wei,
): Promise<Result<null, string>> => {
  const held = await askQuantity(rpc, 'eth_getBalance', [signer.address, 'latest']);
  if (!held.ok) return err(wordsOf(held.error));
  return held.value >= cost
    ? ok(null)
    : err(`gas may cost ${cost} wei of POL and ${signer.address} holds ${held.value}; send it POL`);
};

const sign = async (
  signer: DigestSigner,
  unsigned: Transaction,
): Promise<Result<SignedTransaction, string>> => {
  const signed = await signer.signDigest(unsigned.unsignedHash);
  if (!signed.ok) return err(`${signed.error.kind}: ${signed.error.detail}`);
  const transaction = unsigned.clone();
  try {
    transaction.signature = Signature.from(signed.value);
  } catch {
    return err('what the signer gave is not a signature');
  }
  const { hash, nonce, from, serialized } = transaction;
  if (from !== signer.address || hash === null)
    return err('the signature is of another key than the address');
  return ok({ hash, nonce: BigInt(nonce), bytes: serialized });
};

/**
 * Makes and signs the transaction of a call; nothing is sent.
 * Refuses: while another one of the key waits, a call that would revert, a price above the cap,
 * too little POL for the most that it may cost, a signature that is not the key's.
 */
export const makeTransaction = async (
  maker: TransactionMaker,
  call: WalletCall,
): Promise<Result<SignedTransaction, string>> => {
  const { rpc, signer, chain, gasPriceMax } = maker;
  const nonce = await freeNonce(maker);
  if (!nonce.ok) return nonce;
  const fees = await quoteFees(rpc, gasPriceMax);
  if (!fees.ok) return fees;
  const gas = await quoteGas(rpc, signer.address, call);
  if (!gas.ok) return gas;
  const funded = await enoughPol(maker, gas.value * fees.value.most);
  if (!funded.ok) return funded;
  const unsigned = Transaction.from({
    type: 2,
    chainId: chain,
    nonce: Number(nonce.value),
    to: call.to,
    data: call.data,
    value: 0n,
    gasLimit: gas.value,
    maxFeePerGas: fees.value.most,
    maxPriorityFeePerGas: fees.value.tip,
  });
  return sign(signer, unsigned);
};
