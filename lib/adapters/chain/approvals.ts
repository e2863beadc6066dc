// The approvals of a wallet on chain: each is read by itself, and given by a call of its own.

import { APPROVALS } from '../../domain/approvals.ts';
import { CONTRACTS } from '../../domain/contracts.ts';
import { mapObserved } from '../../domain/observed.ts';
import { microsOfUsdc, usdcMicros } from '../../units/usdc.ts';
import { ALLOWANCE_MAX, approveCall, operatorCall } from './calls.ts';
import { readAllowance, readOperator } from './reads.ts';
import type { Approval, ApprovalState } from '../../domain/doctor-facts.ts';
import type { Observed } from '../../domain/observed.ts';
import type { WalletCall } from '../../ports/chain.ts';
import type { WalletAddress } from '../../units/ids.ts';
import type { UsdcMicros } from '../../units/quantity.ts';
import type { ChainSource } from './reads.ts';

/**
 * How much of the pUSD each contract may take. A bounded allowance is used up by trading and must
 * be renewed; a maximal one trusts the venue's contracts with all there ever is.
 */
export type AllowanceChoice =
  | { readonly kind: 'maximal' }
  | { readonly kind: 'exact'; readonly amount: UsdcMicros };

// A token may count an allowance without bound down; half of that is more than all dollars.
const extentOf = (amount: bigint) =>
  amount >= ALLOWANCE_MAX / 2n
    ? ({ kind: 'all' } as const)
    : ({ kind: 'amount', amount: usdcMicros(amount) } as const);

const readApproval = async (
  source: ChainSource,
  owner: WalletAddress,
  { token, spender }: Approval,
): Promise<Observed<ApprovalState>> => {
  const grant = { owner, token: CONTRACTS[token], spender: CONTRACTS[spender] };
  return token === 'collateral'
    ? mapObserved(await readAllowance(source, grant), (amount) => ({
        token,
        spender,
        ...extentOf(amount),
      }))
    : mapObserved(await readOperator(source, grant), (given) => ({
        token,
        spender,
        kind: given ? 'all' : 'none',
      }));
};

/** Reads every approval that there may be, each known or unknown by itself. */
export const readApprovals = (
  source: ChainSource,
  owner: WalletAddress,
): Promise<readonly Observed<ApprovalState>[]> =>
  Promise.all(APPROVALS.map((approval) => readApproval(source, owner, approval)));

/** The calls that give approvals, one each and no others. */
export const approvalCalls = (
  missing: readonly Approval[],
  choice: AllowanceChoice,
): readonly WalletCall[] =>
  missing.map(({ token, spender }) =>
    token === 'collateral'
      ? approveCall(
          CONTRACTS[token],
          CONTRACTS[spender],
          choice.kind === 'maximal' ? ALLOWANCE_MAX : microsOfUsdc(choice.amount),
        )
      : operatorCall(CONTRACTS[token], CONTRACTS[spender]),
  );
