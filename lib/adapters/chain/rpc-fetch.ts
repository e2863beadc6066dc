// How a request reaches the node: the built-in fetch with one deadline and a bound on the answer.
// The library's own way waits five minutes, repeats by itself and quotes the address, which holds a
// paid key, in its errors.

import { FetchRequest } from 'ethers/utils';
import type { GetUrlResponse } from 'ethers/utils';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { Secret } from '../../units/secret.ts';
import { msOfDuration } from '../../units/time.ts';

/** Where the node is, and what one answer of it may cost. */
export type NodeAddress = {
  readonly url: Secret;
  readonly deadline: DurationMs;
  readonly bytesMax: number;
  /** Ends what is under way, and lets nothing start any more; without it nothing does. */
  readonly end?: AbortSignal;
};

/** Why a node gave no answer. */
export class NoNodeAnswer extends Error {
  readonly reason: VenueError['kind'];

  constructor(reason: NoNodeAnswer['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

const readWhole = async (response: Response, bytesMax: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const body: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
  for await (const chunk of body) {
    bytes += chunk.length;
    // Leaving the loop cancels the stream.
    if (bytes > bytesMax) throw new NoNodeAnswer('MALFORMED', 'the answer is longer than is read');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const reasonOf = (status: number): VenueError['kind'] => {
  if (status === 401) return 'UNAUTHORIZED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 429) return 'RATE_LIMITED';
  return status === 503 ? 'UNAVAILABLE' : 'SERVER';
};

const failureOf = (error: unknown): NoNodeAnswer => {
  if (error instanceof NoNodeAnswer) return error;
  const isTimeout = error instanceof Error && /^(?:Timeout|Abort)Error$/.test(error.name);
  return isTimeout
    ? new NoNodeAnswer('TIMEOUT', 'no answer within the deadline')
    : new NoNodeAnswer('NETWORK', 'no connection, or one that broke');
};

const send = async (request: FetchRequest, node: NodeAddress): Promise<GetUrlResponse> => {
  const { body, headers, url } = request;
  const late = AbortSignal.timeout(Number(msOfDuration(node.deadline)));
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers },
      body: body === null ? null : new Uint8Array(body),
      // An answer from elsewhere is not the node's.
      redirect: 'error',
      signal: node.end === undefined ? late : AbortSignal.any([late, node.end]),
    });
    const { ok: isSuccess, status } = response;
    if (!isSuccess) throw new NoNodeAnswer(reasonOf(status), `HTTP ${status}`);
    return {
      statusCode: status,
      statusMessage: response.statusText,
      headers: Object.fromEntries(response.headers),
      body: await readWhole(response, node.bytesMax),
    };
  } catch (error) {
    throw failureOf(error);
  }
};

/** Makes the request that the library copies for each of its calls. Nothing is ever repeated. */
export const nodeRequest = (node: NodeAddress): FetchRequest => {
  const request = new FetchRequest(node.url.reveal());
  request.timeout = Number(msOfDuration(node.deadline));
  request.retryFunc = () => Promise.resolve(false);
  request.getUrlFunc = (asked) => send(asked, node);
  return request;
};
