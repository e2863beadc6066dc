// Getting API credentials for a key: those that it has, or new ones. The answer holds secrets, so
// nothing of it is ever told but the error that it calls one.

import * as z from 'zod/mini';
import { err, ok } from '../../../units/result.ts';
import { secretOf } from '../../../units/secret.ts';
import { urlOf } from '../api.ts';
import { plainError } from '../http-error.ts';
import { errorOf, errorOfNoAnswer, isSuccess } from '../json-answer.ts';
import { keyHeaders } from '../signing/login-headers.ts';
import { readWire } from '../wire.ts';
import type { SignError, VenueError } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Signer } from '../../../ports/signer.ts';
import type { Result } from '../../../units/result.ts';
import type { EpochMs } from '../../../units/time.ts';
import type { WireAnswer } from '../http.ts';
import type { ApiCredentials, LoginHeaders } from '../signing/login-headers.ts';
import type { ChainId } from '../../../domain/contracts.ts';
import type { HttpRequest, Transport } from '../transport.ts';

/** Who logs in, and where. */
export type LoginSource = {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly base: string;
  readonly signer: Signer;
  readonly chain: ChainId;
  readonly venueNow: () => EpochMs;
  readonly onAnswer: (answer: WireAnswer) => void;
};

type Login = Result<ApiCredentials, VenueError>;
type Answered =
  | { readonly kind: 'done'; readonly login: Login }
  /** The key has no credentials yet. */
  | { readonly kind: 'none'; readonly login: Login };

const filled = z.string().check(z.regex(/\S/));
const credentialsWire = z.object({ apiKey: filled, secret: filled, passphrase: filled });

// The same nonce gives the same credentials for ever, so that there is one set to look after.
const NONCE = 0n;

const DERIVE = { method: 'GET', path: '/auth/derive-api-key', effect: 'read' } as const;
const CREATE = { method: 'POST', path: '/auth/api-key', effect: 'write' } as const;

/** A key that could not sign, as an error of the endpoint that it could not sign for. */
export const errorOfSigning = (endpoint: string, error: SignError): VenueError =>
  plainError(
    error.kind === 'SIGNER_UNAVAILABLE' ? 'UNAVAILABLE' : 'UNAUTHORIZED',
    endpoint,
    `the login was not signed: ${error.detail}`,
  );

const jsonIn = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const credentialsIn = (signer: Signer, endpoint: string, answer: WireAnswer): Login => {
  const read = readWire(credentialsWire, answer.isCut ? undefined : jsonIn(answer.body));
  if (!read.ok) return err(plainError('MALFORMED', endpoint, `no credentials: ${read.error}`));
  const { apiKey, secret, passphrase } = read.value;
  return ok({
    address: signer.address,
    key: apiKey,
    secret: secretOf(secret),
    passphrase: secretOf(passphrase),
  });
};

const errorWire = z.object({ error: z.string() });

// As long as the shortest of what is asked for, which is the API key; words of people are shorter.
const LONG_WORD = /[\w+/=-]{36,}/g;

// Even an answer that is no success may hold what was asked for.
const withoutCredentials = (answer: WireAnswer): WireAnswer => {
  const said = readWire(errorWire, jsonIn(answer.body));
  const title = /<title>[^<]*<\/title>/i.exec(answer.body)?.[0] ?? '';
  const text = said.ok ? said.value.error : title;
  return { ...answer, body: text.replace(LONG_WORD, '(hidden)') };
};

const requestOf = (
  base: string,
  { method, path, effect }: typeof DERIVE | typeof CREATE,
  headers: LoginHeaders,
): HttpRequest => ({
  endpoint: `${method} ${path}`,
  method,
  url: urlOf(base, path, []),
  headers,
  body: null,
  effect,
});

const ask = async (source: LoginSource, call: typeof DERIVE | typeof CREATE): Promise<Answered> => {
  const { transport, clock, base, signer, chain, venueNow, onAnswer } = source;
  const endpoint = `${call.method} ${call.path}`;
  const headers = await keyHeaders(signer, { chain, at: venueNow(), nonce: NONCE });
  if (!headers.ok) return { kind: 'done', login: err(errorOfSigning(endpoint, headers.error)) };
  const answered = await transport(requestOf(base, call, headers.value));
  if (!answered.ok) return { kind: 'done', login: err(errorOfNoAnswer(endpoint, answered.error)) };
  const answer = answered.value;
  onAnswer(answer);
  if (isSuccess(answer)) return { kind: 'done', login: credentialsIn(signer, endpoint, answer) };
  const told = withoutCredentials(answer);
  const isNone = answer.status === 400 || answer.status === 404;
  return { kind: isNone ? 'none' : 'done', login: err(errorOf(endpoint, told, clock)) };
};

/**
 * Asks for the credentials of a key, and creates them where it has none. Somebody else with the
 * same key may create them in between; then they are there to be asked for.
 */
export const logIn = async (source: LoginSource): Promise<Login> => {
  const derived = await ask(source, DERIVE);
  if (derived.kind === 'done') return derived.login;
  const created = await ask(source, CREATE);
  if (created.kind === 'done') return created.login;
  const again = await ask(source, DERIVE);
  return again.kind === 'done' ? again.login : created.login;
};
