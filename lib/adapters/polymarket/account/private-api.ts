// Private requests: signed with the API credentials, answered for our account alone. Reads are
// made here; orders and cancels take the same headers and tell what was answered.

import { err, ok } from '../../../units/result.ts';
import { endpointOf, urlOf } from '../api.ts';
import { errorOf, errorOfNoAnswer, isSuccess, jsonOf } from '../json-answer.ts';
import { requestHeaders } from '../signing/login-headers.ts';
import { createCredentials } from './credentials.ts';
import { withoutSecrets } from './hidden.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Result } from '../../../units/result.ts';
import type { Query } from '../api.ts';
import type { WireAnswer } from '../http.ts';
import type { ApiCredentials, LoginHeaders, SignedRequest } from '../signing/login-headers.ts';
import type { CredentialsSource } from './credentials.ts';

/** The private half of the CLOB. */
export type PrivateApi = {
  /** The base address, for requests that are built elsewhere. */
  readonly base: string;
  /** Reads JSON; an answer without a body is null. The query is sent and not signed. */
  readonly get: (path: string, query: Query) => Promise<Result<unknown, VenueError>>;
  /** Makes the headers of a request that is sent elsewhere. */
  readonly signedHeaders: (request: SignedRequest) => Promise<Result<LoginHeaders, VenueError>>;
  /** Takes the answer to a request that was sent elsewhere: it may tell of us or of the venue. */
  readonly note: (answer: WireAnswer) => void;
  /** The API key, in whose name orders are sent. */
  readonly owner: () => Promise<Result<string, VenueError>>;
};

const UNAUTHORIZED = 401;

const jsonOrNull = (
  endpoint: string,
  answer: WireAnswer,
  told: WireAnswer,
): Result<unknown, VenueError> => {
  if (answer.body.trim() === '' && !answer.isCut) return ok(null);
  const json = jsonOf(endpoint, answer);
  return json.ok ? json : jsonOf(endpoint, told);
};

const readIn = (
  endpoint: string,
  clock: Clock,
  read: { readonly answer: WireAnswer; readonly secrets: readonly string[] },
): Result<unknown, VenueError> => {
  const { answer, secrets } = read;
  const told = withoutSecrets(answer, secrets);
  return isSuccess(answer)
    ? jsonOrNull(endpoint, answer, told)
    : err(errorOf(endpoint, told, clock));
};

const secretsOf = (credentials: ApiCredentials, headers: LoginHeaders): readonly string[] => [
  credentials.key,
  credentials.secret.reveal(),
  credentials.passphrase.reveal(),
  headers['POLY_SIGNATURE'] ?? '',
];

type Reading = {
  readonly isRefused: boolean;
  readonly read: Result<unknown, VenueError>;
};

const readWith = async (
  { transport, clock, base, venueNow, onAnswer }: CredentialsSource,
  login: ApiCredentials,
  { path, query }: { readonly path: string; readonly query: Query },
): Promise<Reading> => {
  const headers = requestHeaders(login, { method: 'GET', path, body: '' }, venueNow());
  const endpoint = endpointOf('GET', path);
  const answered = await transport({
    endpoint,
    method: 'GET',
    url: urlOf(base, path, query),
    headers,
    body: null,
    effect: 'read',
  });
  if (!answered.ok)
    return { isRefused: false, read: err(errorOfNoAnswer(endpoint, answered.error)) };
  const answer = answered.value;
  onAnswer(answer);
  return {
    isRefused: answer.status === UNAUTHORIZED,
    read: readIn(endpoint, clock, { answer, secrets: secretsOf(login, headers) }),
  };
};

/** Opens the private half. Nothing is sent before the first request. */
export const createPrivateApi = (source: CredentialsSource): PrivateApi => {
  const credentials = createCredentials(source);
  return {
    base: source.base,
    get: async (path, query) => {
      const login = await credentials.current();
      if (!login.ok) return login;
      const first = await readWith(source, login.value, { path, query });
      if (!first.isRefused) return first.read;
      credentials.doubt(login.value);
      const renewed = await credentials.current();
      if (!renewed.ok || renewed.value === login.value) return first.read;
      return (await readWith(source, renewed.value, { path, query })).read;
    },
    signedHeaders: async (request) => {
      const login = await credentials.current();
      return login.ok ? ok(requestHeaders(login.value, request, source.venueNow())) : login;
    },
    note: (answer) => {
      source.onAnswer(answer);
      const used = credentials.kept();
      if (answer.status === UNAUTHORIZED && used !== null) credentials.doubt(used);
    },
    owner: async () => {
      const login = await credentials.current();
      return login.ok ? ok(login.value.key) : login;
    },
  };
};
