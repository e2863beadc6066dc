// What the chain knows of a wallet, for the doctor: read through the node that RPC_URL names.

import { readApprovals } from '../adapters/chain/approvals.ts';
import { readCode, readDollars, readGas } from '../adapters/chain/reads.ts';
import { notProbed, probed } from '../domain/doctor-facts.ts';
import type { ChainSource } from '../adapters/chain/reads.ts';
import type { ApprovalState, Probed } from '../domain/doctor-facts.ts';
import type { Observed } from '../domain/observed.ts';
import type { ChainProbes } from '../ports/doctor.ts';
import type { WalletAddress } from '../units/ids.ts';

const fact = <V>(observed: Observed<V>): Probed<V> =>
  observed.kind === 'known'
    ? probed(observed.value)
    : notProbed(`${observed.error.endpoint}: ${observed.error.kind} ${observed.error.detail}`);

// One that could not be read is left out, and counts as not known.
const approvalsOf = async (
  source: ChainSource,
  holder: WalletAddress,
): Promise<Probed<readonly ApprovalState[]>> => {
  const reads = await readApprovals(source, holder);
  const states = reads.flatMap((read) => (read.kind === 'known' ? [read.value] : []));
  const [first] = reads;
  return states.length === 0 && first !== undefined && first.kind === 'unknown'
    ? fact(first)
    : probed(states);
};

/** Opens the looks at the chain. */
export const chainProbes = (source: ChainSource): ChainProbes => ({
  code: async (holder) => fact(await readCode(source, holder)),
  collateral: async (holder) => fact(await readDollars(source, holder, 'collateral')),
  bridged: async (holder) => fact(await readDollars(source, holder, 'bridgedUsdc')),
  gasWei: async (holder) => fact(await readGas(source, holder)),
  approvals: (holder) => approvalsOf(source, holder),
});
