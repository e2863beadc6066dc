// The functions of the venue's contracts that we call, as they are written in Solidity.
//
// Source: the venue's ts-sdk 0.2.0, abis.ts, and its contracts, read 2026-11-22.

import { Interface } from 'ethers/abi';

/** pUSD and USDC.e. */
export const ERC20 = new Interface([
  'function balanceOf(address account) view returns (uint256)',
  'function allowance(address owner, address spender) view returns (uint256)',
  'function approve(address spender, uint256 amount) returns (bool)',
]);

/** What holds shares: the conditional tokens and the position manager. */
export const ERC1155 = new Interface([
  'function balanceOfBatch(address[] accounts, uint256[] ids) view returns (uint256[])',
  'function isApprovedForAll(address account, address operator) view returns (bool)',
  'function setApprovalForAll(address operator, bool approved)',
]);

/** What turns USDC.e into pUSD. */
export const ONRAMP = new Interface(['function wrap(address asset, address to, uint256 amount)']);

/** What turns shares of the first protocol into pUSD; of two kinds, called alike. */
export const ADAPTER = new Interface([
  'function mergePositions(address, bytes32, bytes32 conditionId, uint256[], uint256 amount)',
  'function redeemPositions(address, bytes32, bytes32 conditionId, uint256[] indexSets)',
]);

/** What turns shares of the second protocol into pUSD. */
export const ROUTER = new Interface([
  'function merge(bytes31 conditionId, uint256 amount)',
  'function redeem(bytes31 conditionId, uint256 outcomeIndex, uint256 amount)',
]);
