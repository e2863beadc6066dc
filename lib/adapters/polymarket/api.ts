// One of the venue's APIs at its address: paths and queries in, answers out.

import type { VenueError } from '../../domain/venue-outcome.ts';
import type { Result } from '../../units/result.ts';
import type { RequestBody, Transport } from './transport.ts';

/** Query parameters; a name may stand several times. */
export type Query = readonly (readonly [name: string, value: string])[];

/** A read of an API. */
export type Api = {
  readonly get: (path: string, query: Query) => Promise<Result<unknown, VenueError>>;
  /** A question too long for a URL: it changes nothing, although it is a POST. */
  readonly ask: (path: string, question: unknown) => Promise<Result<unknown, VenueError>>;
};

const NO_BODY: RequestBody = { kind: 'none' };

// Calls of one kind share a name, whatever they ask for.
const nameOf = (path: string): string => path.replace(/0x[0-9a-f]+/i, '{id}');

/** Puts an API at its base address behind a transport. */
export const createApi = (transport: Transport, base: string): Api => {
  const root = base.replace(/\/+$/, '');
  return {
    get: (path, query) => {
      const search = new URLSearchParams(
        query.map(([name, value]): [string, string] => [name, value]),
      ).toString();
      const url = `${root}${path}${search === '' ? '' : `?${search}`}`;
      return transport({ endpoint: `GET ${nameOf(path)}`, url, effect: 'read', body: NO_BODY });
    },
    ask: (path, question) => {
      const body = { kind: 'json', text: JSON.stringify(question) } as const;
      return transport({ endpoint: `POST ${path}`, url: `${root}${path}`, effect: 'read', body });
    },
  };
};
