// One request to the relayer. What it says is cleared of what proves who we are before anything is
// made of it: a server may quote a request, and what it said is logged and kept.

import { err, ok } from '../../../units/result.ts';
import { urlOf } from '../api.ts';
import { hideLogin, hideSecrets } from '../hide-secrets.ts';
import { relayerHeaders } from './credentials.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Result } from '../../../units/result.ts';
import type { Query } from '../api.ts';
import type { WireAnswer } from '../http.ts';
import type { NoAnswer, Transport } from '../transport.ts';
import type { RelayerCredentials } from './credentials.ts';

/** Where the relayer is, how it is reached, and as whom. */
export type RelayerSource = {
  readonly transport: Transport;
  readonly clock: Clock;
  /** The base address. */
  readonly base: string;
  readonly credentials: RelayerCredentials;
};

/** A request to the relayer. */
export type RelayerRequest = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query: Query;
  /** Empty where there is none. */
  readonly body: string;
};

/** An answer to read values from, and how what it says may be told. */
export type RelayerAnswer = {
  readonly answer: WireAnswer;
  /** Removes what authenticates us, and whatever looks like it. */
  readonly hide: (text: string) => string;
  /** Removes what authenticates us from a name that the relayer gave. */
  readonly hideInName: (name: string) => string;
};

/** The name of a request in errors. */
export const relayerEndpoint = ({ method, path }: RelayerRequest): string =>
  `${method} relayer ${path}`;

/** The same answer, to be told and not to be read. */
export const toldOf = ({ answer, hide }: RelayerAnswer): WireAnswer => ({
  ...answer,
  body: hide(answer.body),
});

/** Sends a request, with its proof of who asks. */
export const callRelayer = async (
  { transport, clock, base, credentials }: RelayerSource,
  request: RelayerRequest,
): Promise<Result<RelayerAnswer, NoAnswer>> => {
  const { method, path, query, body } = request;
  const headers = relayerHeaders(credentials, { method, path, body }, clock.now());
  const hide = (text: string): string => hideSecrets(text, headers);
  const answered = await transport({
    endpoint: relayerEndpoint(request),
    method,
    url: urlOf(base, path, query),
    effect: method === 'GET' ? 'read' : 'write',
    headers,
    body: body === '' ? null : body,
  });
  if (!answered.ok) return err({ ...answered.error, detail: hide(answered.error.detail) });
  const hideInName = (name: string): string => hideLogin(name, headers);
  return ok({ answer: answered.value, hide, hideInName });
};
