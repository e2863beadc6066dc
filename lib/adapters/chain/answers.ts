// Reading what a node answered: hex numbers and objects that may lack anything.

import { err, ok } from '../../units/result.ts';
import type { Result } from '../../units/result.ts';
import type { Asked, RpcCall, RpcError } from './rpc.ts';

// No number of the chain has more than 256 bits.
const QUANTITY = /^0x[0-9a-fA-F]{1,64}$/;

/** Reads a hex number of at most 256 bits. Throws: on anything else. */
export const quantityOf = (answer: unknown): bigint => {
  if (typeof answer === 'string' && QUANTITY.test(answer)) return BigInt(answer);
  throw new TypeError('the answer is not a number in hex');
};

/** Says in one line why a node gave nothing. */
export const wordsOf = ({ method, detail }: RpcError): string => `${method}: ${detail}`;

const notUnderstood = (method: string): RpcError => ({
  kind: 'NO_ANSWER',
  method,
  cause: 'MALFORMED',
  detail: 'the answer is not understood',
});

/** Reads an answer; what it throws on is not understood. */
export const readAnswer = <T>(
  method: string,
  asked: Asked,
  read: (answer: unknown) => T,
): Result<T, RpcError> => {
  if (!asked.ok) return asked;
  try {
    return ok(read(asked.value));
  } catch {
    return err(notUnderstood(method));
  }
};

/** Asks for a number. */
export const askQuantity = async (
  rpc: RpcCall,
  method: string,
  parameters: readonly unknown[],
): Promise<Result<bigint, RpcError>> =>
  readAnswer(method, await rpc(method, parameters), quantityOf);
