// Asking the chain's node. Whatever it answers is a value or one of three reasons; the first thing
// it is asked is of which chain it is, and one of another chain is asked nothing else.

import { Network, JsonRpcProvider } from 'ethers/providers';
import { err, ok } from '../../units/result.ts';
import { NoNodeAnswer, nodeRequest } from './rpc-fetch.ts';
import { fieldOf } from './field-of.ts';
import { redacted } from './redacted.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { Result } from '../../units/result.ts';
import type { NodeAddress } from './rpc-fetch.ts';

/** Why the node gave nothing. Only what it `REJECTED` is certain to have had no effect there. */
export type RpcError =
  | { readonly kind: 'REJECTED'; readonly method: string; readonly detail: string }
  | { readonly kind: 'WRONG_CHAIN'; readonly method: string; readonly detail: string }
  | {
      readonly kind: 'NO_ANSWER';
      readonly method: string;
      readonly detail: string;
      readonly cause: VenueError['kind'];
    };

/** The node's answer, of whose shape nothing is known yet. */
export type Asked = Result<unknown, RpcError>;

/** A question to the node. */
export type RpcCall = (method: string, parameters: readonly unknown[]) => Promise<Asked>;

/** A node and the chain that it must be of. */
export type RpcOptions = NodeAddress & { readonly chain: number };

// The library wraps what the node said in one of two places, whatever it makes of it.
const saidByNode = (error: unknown): string | undefined => {
  const places = [fieldOf(error, 'error'), fieldOf(fieldOf(error, 'info'), 'error')];
  const said = places.map((place) => fieldOf(place, 'message'));
  return said.find((message) => typeof message === 'string');
};

const errorOf = (method: string, error: unknown, options: RpcOptions): RpcError => {
  const said = saidByNode(error);
  if (said !== undefined) return { kind: 'REJECTED', method, detail: redacted(said, options.url) };
  if (error instanceof NoNodeAnswer)
    return { kind: 'NO_ANSWER', method, cause: error.reason, detail: error.message };
  return { kind: 'NO_ANSWER', method, cause: 'MALFORMED', detail: 'the answer is not understood' };
};

const askOnce = async (
  provider: JsonRpcProvider,
  options: RpcOptions,
  [method, parameters]: Parameters<RpcCall>,
): Promise<Asked> => {
  try {
    const answer: unknown = await provider.send(method, [...parameters]);
    return ok(answer);
  } catch (error) {
    return err(errorOf(method, error, options));
  }
};

const wrongChain = (found: unknown, chain: number): RpcError => ({
  kind: 'WRONG_CHAIN',
  method: 'eth_chainId',
  detail: `the node is of chain ${Number(found)}, not ${chain}; check RPC_URL`,
});

/** Opens the way to a node. One of another chain refuses every question, and is asked again. */
export const createRpc = (options: RpcOptions): RpcCall => {
  // The library's own description of Polygon brings a foreign host that it asks for fees.
  const network = new Network('polygon', options.chain);
  const provider = new JsonRpcProvider(nodeRequest(options), network, {
    staticNetwork: network,
    batchMaxCount: 1,
  });
  let isChecked = false;
  const check = async (): Promise<RpcError | null> => {
    const asked = await askOnce(provider, options, ['eth_chainId', []]);
    if (!asked.ok) return asked.error;
    isChecked = Number(asked.value) === options.chain;
    return isChecked ? null : wrongChain(asked.value, options.chain);
  };
  return async (method, parameters) => {
    const fault = isChecked ? null : await check();
    return fault === null ? askOnce(provider, options, [method, parameters]) : err(fault);
  };
};
