// Whether there is anything to trade with, and anything to pay the chain with.

import { formatDecimal } from '../units/fixed-point.ts';
import { isPositive } from '../units/quantity.ts';
import { formatDollars } from '../units/usdc.ts';
import { failed, inOrder, notKnown, warning } from './check-line.ts';
import type { LiveFacts } from '../domain/doctor-facts.ts';
import type { CheckLine } from './check-line.ts';

const READ_CHAIN = 'check RPC_URL, then ask again';
const WRAP = 'keel doctor --fix wraps it one to one';

/** Looks at pUSD, which is traded, and at USDC.e, which is not until it is wrapped. */
export const checkCollateral = ({ collateral, bridged }: LiveFacts): CheckLine => {
  const name = 'collateral';
  if (collateral.kind === 'unknown') return notKnown(name, collateral.cause, READ_CHAIN);
  if (bridged.kind === 'unknown') return notKnown(name, bridged.cause, READ_CHAIN);
  const hasBridged = isPositive(bridged.value);
  const [own, other] = [formatDollars(collateral.value), formatDollars(bridged.value)];
  const found = `${own} of pUSD, ${other} of USDC.e`;
  if (isPositive(collateral.value)) {
    const cause = 'USDC.e takes no part in trading';
    return hasBridged
      ? warning({ name, found, cause, remedy: 'wrap it on the page of the venue' })
      : inOrder(name, found);
  }
  const cause = 'the venue trades in pUSD, and there is none';
  const remedy = hasBridged ? WRAP : 'deposit to the wallet that FUNDER_ADDRESS names';
  return failed({ name, found, cause, remedy });
};

const POL_DECIMALS = 18;

/**
 * Below this much POL an account that pays its own gas is told. All approvals and a wrap are a
 * dozen calls of at most 100,000 gas, which at 200 gwei is a quarter of a POL; twice that leaves as
 * much for merges. It does not cover a chain that is dearer for days.
 */
export const GAS_TOLD_WEI = 500_000_000_000_000_000n;

/** Looks at what pays for gas; for contract wallets the relayer pays. */
export const checkGas = ({ wallet, gasWei }: LiveFacts): CheckLine => {
  const name = 'gas';
  if (wallet.kind !== 'eoa') return inOrder(name, 'not needed: the relayer pays');
  if (gasWei.kind === 'unknown') return notKnown(name, gasWei.cause, READ_CHAIN);
  const found = `${formatDecimal(gasWei.value, POL_DECIMALS)} POL`;
  if (gasWei.value >= GAS_TOLD_WEI) return inOrder(name, found);
  const complaint = {
    name,
    found,
    cause: 'approvals, merges and redemptions of a type 0 wallet are paid for in POL',
    remedy: 'send some POL on Polygon to the account of the key',
  };
  return gasWei.value > 0n ? warning(complaint) : failed(complaint);
};
