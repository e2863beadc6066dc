// The approvals that trading needs. Each is looked at by itself: one that nobody reports is not
// known, hence never taken for given.

import { APPROVALS, coversExposure } from '../domain/approvals.ts';
import { formatDollars } from '../units/usdc.ts';
import { failed, inOrder, notKnown, warning } from './check-line.ts';
import type {
  Approvable,
  Approval,
  ApprovalState,
  LiveFacts,
  Spender,
} from '../domain/doctor-facts.ts';
import type { ListedApproval } from '../domain/approvals.ts';
import type { CheckLine } from './check-line.ts';

/** What approvals are judged by. */
export type ApprovalFacts = Pick<LiveFacts, 'approvals' | 'sample' | 'exposureMax'>;

const TOKENS: Readonly<Record<Approvable, string>> = {
  collateral: 'pUSD',
  conditionalTokens: 'CTF',
  positionManager: 'PositionManager',
};
const SPENDERS: Readonly<Record<Spender, string>> = {
  exchangeV2: 'CTF Exchange V2',
  negRiskExchangeV2: 'NegRisk Exchange V2',
  ctfAdapter: 'CtfCollateralAdapter',
  negRiskCtfAdapter: 'NegRiskCtfCollateralAdapter',
  router: 'Router',
  exchangeV3: 'ExchangeV3',
  autoRedeemer: 'AutoRedeemer',
};

/** Names an approval for people. */
export const approvalName = ({ token, spender }: Approval): string =>
  `approval of ${TOKENS[token]} for ${SPENDERS[spender]}`;

const isNeeded = ({ need }: ListedApproval, { sample }: ApprovalFacts): boolean => {
  if (need !== 'v2') return need === 'v1';
  // As long as nobody knows which markets there are, there may be some of the second protocol.
  if (sample.kind === 'unknown' || sample.value.kind === 'none') return true;
  return sample.value.versions.includes('v2');
};

const stateOf = (
  states: readonly ApprovalState[],
  { token, spender }: Approval,
): ApprovalState | undefined =>
  states.find((state) => state.token === token && state.spender === spender);

const isGiven = (state: ApprovalState, { exposureMax }: ApprovalFacts): boolean =>
  state.kind === 'amount' ? coversExposure(state.amount, exposureMax) : state.kind === 'all';

const foundText = (state: ApprovalState, { exposureMax }: ApprovalFacts): string => {
  if (state.kind !== 'amount') return state.kind === 'all' ? 'given' : 'missing';
  return `given for ${formatDollars(state.amount)}, of ${formatDollars(exposureMax)} at risk`;
};

const lineFor = (
  approval: ListedApproval,
  states: readonly ApprovalState[],
  facts: ApprovalFacts,
) => {
  const name = approvalName(approval);
  const state = stateOf(states, approval);
  if (state === undefined) return notKnown(name, 'the chain was not asked for it', 'ask again');
  const found = foundText(state, facts);
  if (isGiven(state, facts)) return inOrder(name, found);
  const complaint = {
    name,
    found,
    remedy: 'keel doctor --fix with APPROVALS_AUTO=true, or the page of the venue',
  };
  if (isNeeded(approval, facts))
    return failed({ ...complaint, cause: 'trades of this kind stay in MATCHED, or are refused' });
  const cause =
    approval.need === 'v2'
      ? 'needed once there are markets of the second protocol, of which none is listed'
      : 'only convenient: without it, what has won is redeemed by ourselves';
  return warning({ ...complaint, cause });
};

/** Looks at every approval, one line each. */
export const checkApprovals = (facts: ApprovalFacts): readonly CheckLine[] => {
  const { approvals } = facts;
  return approvals.kind === 'unknown'
    ? [notKnown('approvals', approvals.cause, 'check RPC_URL, then ask again')]
    : APPROVALS.map((approval) => lineFor(approval, approvals.value, facts));
};

/** The approvals that are needed and known to be missing. */
export const missingApprovals = (facts: ApprovalFacts): readonly Approval[] => {
  const { approvals } = facts;
  if (approvals.kind === 'unknown') return [];
  return APPROVALS.filter((approval) => {
    const state = stateOf(approvals.value, approval);
    return state !== undefined && isNeeded(approval, facts) && !isGiven(state, facts);
  }).map(({ token, spender }) => ({ token, spender }));
};
