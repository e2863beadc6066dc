// Some recordings lack ids. Made ones have the form of the venue's, so that orders can be signed
// for them, and follow from what is recorded, so that they are the same in every run.

import { conditionId, tokenId } from '../units/ids.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';

const UINT256_MAX = 2n ** 256n - 1n;
const CONDITION_DIGITS = 64;
// 31 letters of 7 bits, times 4 for the two tokens, stay below 256 bits.
const NAME_CHARS_MAX = 30;

const codeOf = (letter: string): bigint => BigInt((letter.codePointAt(0) ?? 0) % 128);

/** A token id for the outcome opposite to a recorded token. */
export const oppositeToken = (token: string): TokenId =>
  tokenId((UINT256_MAX - BigInt(token)).toString());

/** The ids of a market that is only known by a name, of which the first 30 letters count. */
export const idsOfName = (
  name: string,
): { readonly condition: ConditionId; readonly yes: TokenId; readonly no: TokenId } => {
  let number = 1n;
  for (const letter of name.slice(0, NAME_CHARS_MAX)) number = number * 128n + codeOf(letter);
  return {
    condition: conditionOf(number),
    yes: tokenId((number * 4n + 1n).toString()),
    no: tokenId((number * 4n + 2n).toString()),
  };
};

/** A condition id for a market of which only the YES token is known. */
export const conditionOfToken = (token: string): ConditionId => conditionOf(BigInt(token));

const conditionOf = (number: bigint): ConditionId =>
  conditionId(`0x${number.toString(16).padStart(CONDITION_DIGITS, '0')}`);
