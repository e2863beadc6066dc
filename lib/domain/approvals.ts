// What the funds' wallet has to allow before anything can be traded, merged or redeemed. One list:
// by it the chain is asked, the doctor judges, and what is missing is given.

import type { Approvable, Approval, Spender } from './doctor-facts.ts';
import type { MarketVersion } from './market.ts';
import type { UsdcMicros } from '../units/quantity.ts';

/** Which markets need an approval; `convenience` is one that none of them needs. */
export type ApprovalNeed = MarketVersion | 'convenience';

/** An approval of the list. */
export type ListedApproval = Approval & { readonly need: ApprovalNeed };

const listed = (
  token: Approvable,
  rows: readonly (readonly [Spender, ApprovalNeed])[],
): readonly ListedApproval[] => rows.map(([spender, need]) => ({ token, spender, need }));

/**
 * Every approval that there may be.
 * Source: the venue's ts-sdk 0.2.0, approvals.ts, read 2026-11-22.
 */
export const APPROVALS: readonly ListedApproval[] = [
  ...listed('collateral', [
    ['exchangeV2', 'v1'],
    ['negRiskExchangeV2', 'v1'],
    ['ctfAdapter', 'v1'],
    ['negRiskCtfAdapter', 'v1'],
    ['router', 'v2'],
    ['exchangeV3', 'v2'],
  ]),
  ...listed('conditionalTokens', [
    ['exchangeV2', 'v1'],
    ['negRiskExchangeV2', 'v1'],
    ['ctfAdapter', 'v1'],
    ['negRiskCtfAdapter', 'v1'],
    ['autoRedeemer', 'convenience'],
  ]),
  ...listed('positionManager', [
    ['router', 'v2'],
    ['exchangeV3', 'v2'],
    ['autoRedeemer', 'convenience'],
  ]),
];

/**
 * Tells whether an allowance is enough. One below what may be at risk at once could run out in the
 * middle of trading, and counts as none: such an amount is refused where it is configured.
 */
export const coversExposure = (allowance: UsdcMicros, exposureMax: UsdcMicros): boolean =>
  allowance >= exposureMax;
