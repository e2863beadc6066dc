// What the chain knows of a wallet, for the doctor: read through the node that RPC_URL names.

import { requiredApprovals } from '../adapters/chain/approvals.ts';
import { ALLOWANCE_MAX } from '../adapters/chain/calls.ts';
import {
  readAllowance,
  readCode,
  readDollars,
  readGas,
  readOperator,
} from '../adapters/chain/reads.ts';
import { CONTRACTS } from '../domain/contracts.ts';
import { notProbed, probed } from '../domain/doctor-facts.ts';
import { mapObserved } from '../domain/observed.ts';
import { usdcMicros } from '../units/usdc.ts';
import type { ChainSource } from '../adapters/chain/reads.ts';
import type { Approval } from '../adapters/chain/approvals.ts';
import type { ApprovalState, Probed } from '../domain/doctor-facts.ts';
import type { Observed } from '../domain/observed.ts';
import type { ChainProbes } from '../ports/doctor.ts';
import type { WalletAddress } from '../units/ids.ts';

const fact = <V>(observed: Observed<V>): Probed<V> =>
  observed.kind === 'known'
    ? probed(observed.value)
    : notProbed(`${observed.error.endpoint}: ${observed.error.kind} ${observed.error.detail}`);

// A token may count an allowance without bound down; half of that is more than all dollars.
const stateOf = (amount: bigint) =>
  amount >= ALLOWANCE_MAX / 2n
    ? ({ kind: 'all' } as const)
    : ({ kind: 'amount', amount: usdcMicros(amount) } as const);

const readApproval = (
  source: ChainSource,
  { kind, token, spender }: Approval,
  owner: WalletAddress,
): Promise<Observed<ApprovalState>> => {
  const grant = { owner, token: CONTRACTS[token], spender: CONTRACTS[spender] };
  return kind === 'operator'
    ? readOperator(source, grant).then((read) =>
        mapObserved(read, (given) => ({ token, spender, kind: given ? 'all' : 'none' })),
      )
    : readAllowance(source, grant).then((read) =>
        mapObserved(read, (amount) => ({ token, spender, ...stateOf(amount) })),
      );
};

// One that could not be read is left out, and counts as not known.
const approvalsOf = async (
  source: ChainSource,
  holder: WalletAddress,
): Promise<Probed<readonly ApprovalState[]>> => {
  const all = requiredApprovals(['v1', 'v2']);
  const reads = await Promise.all(all.map((one) => readApproval(source, one, holder)));
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
