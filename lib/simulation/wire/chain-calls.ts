// What the venue's contracts answer on the chain of a rehearsal: the account's own holdings and
// approvals, and the moves that change them. No other wallet has anything there.

import { Interface } from 'ethers/abi';
import { CONTRACTS } from '../../domain/contracts.ts';
import { conditionId, tokenId } from '../../units/ids.ts';
import { shareMicros } from '../../units/shares.ts';
import { isSameAddress } from './account.ts';
import { CASH, heldOf, isApproved } from './funds.ts';
import type { ChainRequest } from '../../domain/decision.ts';
import type { WireServer } from './server.ts';

/** A call of a contract. */
export type ContractCall = { readonly to: string; readonly data: string };

// Source: the venue's ts-sdk 0.2.0, abis.ts, read 2026-11-22.
const READS = new Interface([
  'function balanceOf(address account) view returns (uint256)',
  'function allowance(address owner, address spender) view returns (uint256)',
  'function isApprovedForAll(address account, address operator) view returns (bool)',
  'function balanceOfBatch(address[] accounts, uint256[] ids) view returns (uint256[])',
]);
const MOVES = new Interface([
  'function mergePositions(address, bytes32, bytes32 conditionId, uint256[], uint256 amount)',
  'function redeemPositions(address, bytes32, bytes32 conditionId, uint256[] indexSets)',
]);

const SECOND_MOVES = new Interface([
  'function merge(bytes31 conditionId, uint256 amount)',
  'function redeem(bytes31 conditionId, uint256 outcomeIndex, uint256 amount)',
]);

const ALL = 2n ** 256n - 1n;

const isOurs = ({ account }: WireServer, address: unknown): boolean =>
  isSameAddress(String(address), account.wallet);

const dollarsOf = (server: WireServer, to: string, owner: unknown): bigint =>
  isOurs(server, owner) && isSameAddress(to, CONTRACTS.collateral) ? heldOf(server, CASH) : 0n;

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? Array.from<unknown>(value) : [];

/** Answers a call that only reads, as 0x and hex; null when nobody here knows it. */
export const answerRead = (server: WireServer, { to, data }: ContractCall): string | null => {
  const call = READS.parseTransaction({ data });
  if (call === null) return null;
  const parameters = listOf(call.args.toArray());
  const [first, second] = parameters;
  const encode = (value: unknown): string => READS.encodeFunctionResult(call.fragment, [value]);
  switch (call.name) {
    case 'balanceOf':
      return encode(dollarsOf(server, to, first));
    case 'allowance':
      return encode(isOurs(server, first) && isApproved(server, String(second)) ? ALL : 0n);
    case 'isApprovedForAll':
      return encode(isOurs(server, first) && isApproved(server, String(second)));
    default:
      return encode(listOf(second).map((token) => heldOf(server, tokenId(String(token)))));
  }
};

const firstMoveIn = ({ to, data }: ContractCall): ChainRequest | null => {
  const adapters = [CONTRACTS.ctfAdapter, CONTRACTS.negRiskCtfAdapter];
  const call = MOVES.parseTransaction({ data });
  if (call === null || !adapters.some((one) => isSameAddress(one, to))) return null;
  const condition = conditionId(String(call.args['conditionId']).toLowerCase());
  return call.name === 'mergePositions'
    ? { kind: 'merge', condition, size: shareMicros(BigInt(String(call.args['amount']))) }
    : { kind: 'redeem', condition };
};

// A condition has 31 bytes there, and a last one of zero everywhere else. Whichever outcome is
// redeemed first, all that is held of the market is paid out.
const secondMoveIn = ({ to, data }: ContractCall): ChainRequest | null => {
  const call = SECOND_MOVES.parseTransaction({ data });
  if (call === null || !isSameAddress(CONTRACTS.router, to)) return null;
  const condition = conditionId(`${String(call.args['conditionId']).toLowerCase()}00`);
  return call.name === 'merge'
    ? { kind: 'merge', condition, size: shareMicros(BigInt(String(call.args['amount']))) }
    : { kind: 'redeem', condition };
};

/** The move of money that a call asks for; null when it asks for none that is made here. */
export const moveIn = (call: ContractCall): ChainRequest | null =>
  firstMoveIn(call) ?? secondMoveIn(call);
