// The calls that move money, each with the contract that it goes to. A market's protocol and kind
// decide the contract; nothing else here has a choice.

import { CONTRACTS } from '../../domain/contracts.ts';
import { err, ok } from '../../units/result.ts';
import { microsOfShares } from '../../units/shares.ts';
import { microsOfUsdc } from '../../units/usdc.ts';
import { ADAPTER, ERC1155, ERC20, ONRAMP, ROUTER } from './interfaces.ts';
import type { Market } from '../../domain/market.ts';
import type { WalletCall } from '../../ports/chain.ts';
import type { ConditionId, WalletAddress } from '../../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';

const NO_PARENT = `0x${'0'.repeat(64)}`;
const BOTH_OUTCOMES = [1n, 2n];

/** The largest allowance there is; tokens do not count it down. */
export const ALLOWANCE_MAX: bigint = 2n ** 256n - 1n;

/** Lets a contract take so much of a token. Unit of the amount: 10^-6. */
export const approveCall = (token: string, spender: string, amount: bigint): WalletCall => ({
  to: token,
  data: ERC20.encodeFunctionData('approve', [spender, amount]),
});

/** Lets a contract move all shares that a contract holds for us. */
export const operatorCall = (token: string, operator: string): WalletCall => ({
  to: token,
  data: ERC1155.encodeFunctionData('setApprovalForAll', [operator, true]),
});

/** Turns USDC.e into pUSD of the same wallet: the exact allowance, and then the exchange. */
export const wrapCalls = (wallet: WalletAddress, amount: UsdcMicros): readonly WalletCall[] => {
  const { bridgedUsdc, onramp } = CONTRACTS;
  const micros = microsOfUsdc(amount);
  const data = ONRAMP.encodeFunctionData('wrap', [bridgedUsdc, wallet, micros]);
  return [approveCall(bridgedUsdc, onramp, micros), { to: onramp, data }];
};

const adapterOf = ({ negRisk }: Market): string =>
  negRisk ? CONTRACTS.negRiskCtfAdapter : CONTRACTS.ctfAdapter;

// 31 bytes, which other APIs show as 32 with a last byte of zero.
const SECOND_CONDITION = /^(0x[0-9a-f]{62})(?:00)?$/i;

const secondCondition = (condition: ConditionId): Result<string, string> => {
  const [, bytes31] = SECOND_CONDITION.exec(condition) ?? [];
  return bytes31 === undefined
    ? err(`${condition} is not a condition of the second protocol`)
    : ok(bytes31);
};

/** Turns complete sets into pUSD. Refuses: a condition that is not of the market's protocol. */
export const mergeCalls = (
  market: Market,
  size: ShareMicros,
): Result<readonly WalletCall[], string> => {
  const { collateral, router } = CONTRACTS;
  const micros = microsOfShares(size);
  if (market.version === 'v1') {
    const sets = [collateral, NO_PARENT, market.condition, BOTH_OUTCOMES, micros];
    return ok([
      { to: adapterOf(market), data: ADAPTER.encodeFunctionData('mergePositions', sets) },
    ]);
  }
  const condition = secondCondition(market.condition);
  if (!condition.ok) return condition;
  return ok([{ to: router, data: ROUTER.encodeFunctionData('merge', [condition.value, micros]) }]);
};

/** The shares of a market that a wallet holds. */
export type HeldShares = { readonly yes: ShareMicros; readonly no: ShareMicros };

/**
 * Pays out what is held of a resolved market. The first protocol takes all there is in one call,
 * the second is asked for each outcome that is held.
 * Refuses: a condition that is not of the market's protocol.
 */
export const redeemCalls = (
  market: Market,
  held: HeldShares,
): Result<readonly WalletCall[], string> => {
  const { collateral, router } = CONTRACTS;
  if (market.version === 'v1') {
    const all = [collateral, NO_PARENT, market.condition, BOTH_OUTCOMES];
    return ok([
      { to: adapterOf(market), data: ADAPTER.encodeFunctionData('redeemPositions', all) },
    ]);
  }
  const condition = secondCondition(market.condition);
  if (!condition.ok) return condition;
  const outcomes = [microsOfShares(held.yes), microsOfShares(held.no)];
  return ok(
    outcomes.flatMap((micros, index) => {
      const asked = [condition.value, index, micros];
      return micros > 0n ? [{ to: router, data: ROUTER.encodeFunctionData('redeem', asked) }] : [];
    }),
  );
};
