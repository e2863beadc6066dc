// What a transaction costs at most, decided before it is signed. The cap is ours: when the chain
// asks for more, nothing is sent, and the move is asked for again when it is cheaper.

import { err, ok } from '../../units/result.ts';
import { askQuantity, quantityOf, readAnswer, wordsOf } from './answers.ts';
import { fieldOf } from './field-of.ts';
import type { Result } from '../../units/result.ts';
import type { WalletCall } from '../../ports/chain.ts';
import type { Wei } from './reads.ts';
import type { RpcCall } from './rpc.ts';

/** The fees of a transaction (EIP-1559). Unit: wei for each unit of gas. */
export type GasFees = { readonly most: Wei; readonly tip: Wei };

/**
 * The most that is paid for a unit of gas: 1,000 gwei. Polygon asks for 30 to 300 on ordinary days;
 * a merge of 300,000 gas costs at most 0.3 POL with it. It does not bound how often is paid.
 */
export const GAS_PRICE_MAX: Wei = 1_000_000_000_000n;

/**
 * The most gas that a single call may take: 3,000,000. A merge or redemption takes 150,000 to
 * 400,000; what takes ten times that is not what we mean to call.
 */
const GAS_MAX = 3_000_000n;

// The base fee rises by at most an eighth a block: doubled, it lasts for six full blocks.
const BASE_FEE_FACTOR = 2n;

const gwei = (wei: Wei): string => `${wei / 1_000_000_000n} gwei`;

/** Reads what the chain asks for at the moment. Refuses: more than the cap. */
export const quoteFees = async (rpc: RpcCall, priceMax: Wei): Promise<Result<GasFees, string>> => {
  const method = 'eth_getBlockByNumber';
  const base = readAnswer(method, await rpc(method, ['latest', false]), (block) =>
    quantityOf(fieldOf(block, 'baseFeePerGas')),
  );
  if (!base.ok) return err(wordsOf(base.error));
  const tip = await askQuantity(rpc, 'eth_maxPriorityFeePerGas', []);
  if (!tip.ok) return err(wordsOf(tip.error));
  const needed = base.value + tip.value;
  if (needed > priceMax)
    return err(`gas costs ${gwei(needed)}, more than the cap of ${gwei(priceMax)}`);
  const wanted = base.value * BASE_FEE_FACTOR + tip.value;
  return ok({ most: wanted < priceMax ? wanted : priceMax, tip: tip.value });
};

/**
 * Asks the node what a call takes, and leaves a third more. Refuses: a call that would revert, or
 * that takes more than any of ours does.
 */
export const quoteGas = async (
  rpc: RpcCall,
  from: string,
  { to, data }: WalletCall,
): Promise<Result<bigint, string>> => {
  const estimate = await askQuantity(rpc, 'eth_estimateGas', [{ from, to, data }]);
  if (!estimate.ok) {
    const wouldRevert = estimate.error.kind === 'REJECTED';
    return err(`${wouldRevert ? 'it would fail: ' : ''}${wordsOf(estimate.error)}`);
  }
  if (estimate.value > GAS_MAX) return err(`it takes ${estimate.value} gas, above ${GAS_MAX}`);
  return ok((estimate.value * 4n) / 3n);
};
