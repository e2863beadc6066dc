// What a doctor would mend. It moves nothing that is in order, and approves nobody whom the owner
// has not allowed it to approve.

import { isPositive, isZero } from '../units/quantity.ts';
import { formatDollars } from '../units/usdc.ts';
import { approvalName, missingApprovals } from './approvals.ts';
import type { LiveFacts } from '../domain/doctor-facts.ts';
import type { Fix } from '../domain/doctor-fix.ts';

/** What is to be done, and what is left alone although it is missing. */
export type FixPlan = { readonly fixes: readonly Fix[]; readonly withheld: readonly string[] };

// USDC.e beside pUSD is somebody's choice; USDC.e alone is a wallet that cannot trade.
const wraps = ({ collateral, bridged }: LiveFacts): readonly Fix[] =>
  collateral.kind === 'known' &&
  bridged.kind === 'known' &&
  isZero(collateral.value) &&
  isPositive(bridged.value)
    ? [{ kind: 'wrap', amount: bridged.value }]
    : [];

/** Plans what to mend. `manual`: approvals are named and not given. */
export const planFixes = (facts: LiveFacts, approving: 'automatic' | 'manual'): FixPlan => {
  const missing = missingApprovals(facts);
  if (missing.length === 0) return { fixes: wraps(facts), withheld: [] };
  if (approving === 'manual')
    return {
      fixes: wraps(facts),
      withheld: missing.map((one) => `${approvalName(one)}: not given, APPROVALS_AUTO is not true`),
    };
  return { fixes: [...wraps(facts), { kind: 'approve', approvals: missing }], withheld: [] };
};

/** Says what a fix does, one line for each of its parts. */
export const describeFix = (fix: Fix): readonly string[] =>
  fix.kind === 'wrap'
    ? [`wrap ${formatDollars(fix.amount)} of USDC.e into pUSD`]
    : fix.approvals.map((one) => `give the ${approvalName(one)}`);
