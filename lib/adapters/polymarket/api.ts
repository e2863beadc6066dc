// One of the venue's APIs at its address: paths and queries in, answers out.

import { askJson } from './json-answer.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Result } from '../../units/result.ts';
import type { Transport } from './transport.ts';

/** Query parameters; a name may stand several times. */
export type Query = readonly (readonly [name: string, value: string])[];

/** A read of an API. */
export type Api = {
  readonly get: (path: string, query: Query) => Promise<Result<unknown, VenueError>>;
  /** A question too long for a URL: it changes nothing, although it is a POST. */
  readonly ask: (path: string, question: unknown) => Promise<Result<unknown, VenueError>>;
};

/** Where an API is, and how it is reached. */
export type ApiSource = {
  readonly transport: Transport;
  readonly clock: Clock;
  /** The base address. */
  readonly base: string;
};

/** Calls of one kind share a name, whatever they ask for. */
export const endpointOf = (method: string, path: string): string =>
  `${method} ${path.replace(/0x[0-9a-f]+|\d{5,}/i, '{id}')}`;

/** The address of a call. */
export const urlOf = (base: string, path: string, query: Query): string => {
  const search = new URLSearchParams(
    query.map(([name, value]): [string, string] => [name, value]),
  ).toString();
  return `${base.replace(/\/+$/, '')}${path}${search === '' ? '' : `?${search}`}`;
};

/** Opens the public reads of an API. */
export const createApi = ({ transport, clock, base }: ApiSource): Api => ({
  get: (path, query) =>
    askJson(transport, clock, {
      endpoint: endpointOf('GET', path),
      method: 'GET',
      url: urlOf(base, path, query),
      effect: 'read',
      headers: {},
      body: null,
    }),
  ask: (path, question) =>
    askJson(transport, clock, {
      endpoint: endpointOf('POST', path),
      method: 'POST',
      url: urlOf(base, path, []),
      effect: 'read',
      headers: {},
      body: JSON.stringify(question),
    }),
});
