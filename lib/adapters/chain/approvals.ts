// What the funds' wallet must have allowed before anything can be traded, merged or redeemed. A
// missing one shows as trades that never settle, so each is read on chain and named.

import { CONTRACTS } from '../../domain/contracts.ts';
import { mapObserved } from '../../domain/observed.ts';
import { microsOfUsdc } from '../../units/usdc.ts';
import { ALLOWANCE_MAX, approveCall, operatorCall } from './calls.ts';
import { readAllowance, readOperator } from './reads.ts';
import type { Approvable, Spender } from '../../domain/doctor-facts.ts';
import type { MarketVersion } from '../../domain/market.ts';
import type { Observed } from '../../domain/observed.ts';
import type { WalletCall } from '../../ports/chain.ts';
import type { WalletAddress } from '../../units/ids.ts';
import type { UsdcMicros } from '../../units/quantity.ts';
import type { ChainSource } from './reads.ts';

/** One permission: who holds, who may take it, and which markets need it. */
export type Approval = {
  readonly kind: 'allowance' | 'operator';
  readonly token: Approvable;
  readonly spender: Spender;
  readonly version: MarketVersion;
};

/**
 * How much of the pUSD each contract may take. A bounded allowance is used up by trading and must
 * be renewed; a maximal one trusts the venue's contracts with all there ever is.
 */
export type AllowanceChoice =
  | { readonly kind: 'maximal' }
  | { readonly kind: 'exact'; readonly amount: UsdcMicros };

const row =
  (kind: Approval['kind'], token: Approvable, version: MarketVersion) =>
  (spender: Spender): Approval => ({ kind, token, spender, version });

const FIRST_PROTOCOL: readonly Spender[] = [
  'exchangeV2',
  'negRiskExchangeV2',
  'ctfAdapter',
  'negRiskCtfAdapter',
];

// Source: the venue's ts-sdk 0.2.0, approvals.ts, read 2026-11-22.
const APPROVALS: readonly Approval[] = [
  ...FIRST_PROTOCOL.map(row('allowance', 'collateral', 'v1')),
  ...[...FIRST_PROTOCOL, 'autoRedeemer' as const].map(row('operator', 'conditionalTokens', 'v1')),
  ...(['router', 'exchangeV3'] as const).map(row('allowance', 'collateral', 'v2')),
  ...(['router', 'exchangeV3', 'autoRedeemer'] as const).map(
    row('operator', 'positionManager', 'v2'),
  ),
];

/**
 * The permissions that markets of these protocols need; those of the second protocol only once
 * there is a market of it.
 */
export const requiredApprovals = (versions: readonly MarketVersion[]): readonly Approval[] =>
  APPROVALS.filter(({ version }) => versions.includes(version));

/** A permission and whether it is there. */
export type ApprovalState = {
  readonly approval: Approval;
  readonly isGranted: Observed<boolean>;
};

/** Whose permissions are looked at, and what counts as one. */
export type ApprovalNeeds = {
  readonly wallet: WalletAddress;
  readonly versions: readonly MarketVersion[];
  readonly allowance: AllowanceChoice;
};

// Tokens may count a maximal allowance down. Half of it is still more than all dollars there are.
const leastOf = (choice: AllowanceChoice): bigint =>
  choice.kind === 'maximal' ? ALLOWANCE_MAX / 2n : microsOfUsdc(choice.amount);

const isGranted = (
  source: ChainSource,
  { kind, token, spender }: Approval,
  { wallet, allowance }: ApprovalNeeds,
): Promise<Observed<boolean>> => {
  const grant = { owner: wallet, token: CONTRACTS[token], spender: CONTRACTS[spender] };
  return kind === 'operator'
    ? readOperator(source, grant)
    : readAllowance(source, grant).then((observed) =>
        mapObserved(observed, (amount) => amount >= leastOf(allowance)),
      );
};

/** Reads every permission that is needed, each known or unknown by itself. */
export const readApprovals = (
  source: ChainSource,
  needs: ApprovalNeeds,
): Promise<readonly ApprovalState[]> =>
  Promise.all(
    requiredApprovals(needs.versions).map(async (approval) => ({
      approval,
      isGranted: await isGranted(source, approval, needs),
    })),
  );

/** The permissions that are known to be missing. What is unknown is neither missing nor there. */
export const missingApprovals = (states: readonly ApprovalState[]): readonly Approval[] =>
  states.flatMap(({ approval, isGranted: observed }) =>
    observed.kind === 'known' && !observed.value ? [approval] : [],
  );

/** The calls that grant permissions, one each and no others. */
export const approvalCalls = (
  missing: readonly Omit<Approval, 'version'>[],
  choice: AllowanceChoice,
): readonly WalletCall[] =>
  missing.map(({ kind, token, spender }) =>
    kind === 'operator'
      ? operatorCall(CONTRACTS[token], CONTRACTS[spender])
      : approveCall(
          CONTRACTS[token],
          CONTRACTS[spender],
          choice.kind === 'maximal' ? ALLOWANCE_MAX : microsOfUsdc(choice.amount),
        ),
  );
