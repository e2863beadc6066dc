// The contracts that a wallet has to approve before all of its orders can settle.
//
// Source: ts-sdk 0.2.0, approvals and environments, read 2026-11-22.

import { exchangeOf } from './order-proof.ts';
import type { WireChain } from './account.ts';

/** An approval: a token that a contract may move. */
export type Spender = {
  readonly feature: string;
  readonly token: string;
  readonly spender: string;
  readonly standard: 'ERC20' | 'ERC1155';
};

const COLLATERAL = '0xC011a7E12a19f7B1f670d46F03B03f3342E82DFB';
const CONDITIONAL_TOKENS = '0x4D97DCd97eC945f40cF65F87097ACe5EA0476045';
const POSITION_MANAGER = '0x006F54F7f9A22e0000CC2AB60031000000ae9fEF';
const ADAPTERS = [
  '0xAdA100Db00Ca00073811820692005400218FcE1f',
  '0xadA2005600Dec949baf300f4C6120000bDB6eAab',
];
const ROUTER = '0x12121212006e4CD160D18e3f00711DA5c3372600';
const AUTO_REDEEMER = '0xa1200000d0002264C9a1698e001292D00E1b00af';

/** All approvals of a chain. */
export const spendersOf = (chain: WireChain): readonly Spender[] => {
  const first = [false, true].map((negRisk) => exchangeOf(chain, { version: 'v1', negRisk }));
  const third = exchangeOf(chain, { version: 'v2', negRisk: false });
  const toSpend = [...first, ...ADAPTERS, ROUTER, third].map(
    (spender): Spender => ({
      feature: 'collateral',
      token: COLLATERAL,
      spender,
      standard: 'ERC20',
    }),
  );
  const toMoveShares = [...first, ...ADAPTERS, AUTO_REDEEMER].map(
    (spender): Spender => ({
      feature: 'conditional-tokens',
      token: CONDITIONAL_TOKENS,
      spender,
      standard: 'ERC1155',
    }),
  );
  const toMovePositions = [ROUTER, third, AUTO_REDEEMER].map(
    (spender): Spender => ({
      feature: 'positions',
      token: POSITION_MANAGER,
      spender,
      standard: 'ERC1155',
    }),
  );
  return [...toSpend, ...toMoveShares, ...toMovePositions];
};
