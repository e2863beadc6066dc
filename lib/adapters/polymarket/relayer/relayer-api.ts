// The relayer's calls. It carries out what a wallet has signed and pays for it; what it has taken
// it lists, which is how a lost answer is told from a lost request.

import * as z from 'zod/mini';
import { err } from '../../../units/result.ts';
import { urlOf } from '../api.ts';
import { oneLine } from '../http-error.ts';
import { askJson, errorOf, isSuccess, jsonOf } from '../json-answer.ts';
import { maybe, readWire } from '../wire.ts';
import { relayerHeaders } from './credentials.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { WalletAddress } from '../../../units/ids.ts';
import type { Result } from '../../../units/result.ts';
import type { Query } from '../api.ts';
import type { Transport } from '../transport.ts';
import type { Wire } from '../wire.ts';
import type { RelayerCredentials } from './credentials.ts';

/** Where the relayer is, how it is reached, and as whom. */
export type RelayerSource = {
  readonly transport: Transport;
  readonly clock: Clock;
  /** The base address. */
  readonly base: string;
  readonly credentials: RelayerCredentials;
};

/** How far a batch is: confirmed, without effect for good, or still on its way. */
export type RelayedState = 'confirmed' | 'failed' | 'on-its-way';

/** A batch as the relayer lists it. */
export type RelayedBatch = {
  readonly id: string;
  readonly state: RelayedState;
  /** In lower case. */
  readonly wallet: string;
  readonly signature: string;
};

/** The kinds of batch by the relayer's names. */
export type BatchKind = 'WALLET' | 'SAFE' | 'PROXY';

/** The next nonce of a key, and for a proxy wallet the relay that must be named with it. */
export type Turn = { readonly nonce: bigint; readonly relay: string };

/** What became of handing in a batch. */
export type Handed =
  | { readonly kind: 'taken'; readonly id: string }
  | { readonly kind: 'not-taken' | 'unknown'; readonly detail: string };

type Read<T> = Promise<Result<T, VenueError>>;

/** The relayer's calls. */
export type RelayerApi = {
  readonly fetchTurn: (owner: WalletAddress, kind: BatchKind) => Read<Turn>;
  readonly fetchDeployed: (wallet: WalletAddress, kind: BatchKind) => Read<boolean>;
  readonly fetchBatch: (id: string) => Read<RelayedBatch>;
  readonly fetchRecent: () => Read<readonly RelayedBatch[]>;
  readonly submit: (body: string) => Promise<Handed>;
};

// A batch that is only in a block may still be taken out of it again.
const stateOf = (state: string): RelayedState => {
  if (state === 'STATE_CONFIRMED') return 'confirmed';
  return state === 'STATE_FAILED' || state === 'STATE_INVALID' ? 'failed' : 'on-its-way';
};

const batchWire: Wire<RelayedBatch> = z.pipe(
  z.object({
    transactionID: z.string(),
    state: z.string(),
    proxyAddress: maybe(z.string()),
    signature: maybe(z.string()),
  }),
  z.transform(({ transactionID, state, proxyAddress, signature }) => ({
    id: transactionID,
    state: stateOf(state),
    wallet: (proxyAddress ?? '').toLowerCase(),
    signature: (signature ?? '').toLowerCase(),
  })),
);

const listWire: Wire<readonly RelayedBatch[]> = z.array(batchWire);

// One batch comes alone or as a list of one.
const oneWire: Wire<RelayedBatch> = z.union([
  batchWire,
  z.pipe(
    z.tuple([batchWire]),
    z.transform(([batch]) => batch),
  ),
]);

const turnWire: Wire<Turn> = z.pipe(
  z.object({
    nonce: z.union([z.string().check(z.regex(/^\d{1,30}$/)), z.int().check(z.gte(0))]),
    address: maybe(z.string().check(z.regex(/^0x[0-9a-f]{40}$/i))),
  }),
  z.transform(({ nonce, address }) => ({ nonce: BigInt(nonce), relay: address ?? '' })),
);

const deployedWire: Wire<boolean> = z.pipe(
  z.object({ deployed: z.boolean() }),
  z.transform(({ deployed }) => deployed),
);

const takenWire: Wire<string> = z.pipe(
  z.object({ transactionID: z.string().check(z.minLength(1)) }),
  z.transform(({ transactionID }) => transactionID),
);

const reader =
  ({ transport, clock, base, credentials }: RelayerSource) =>
  async <T>(path: string, query: Query, wire: Wire<T>): Read<T> => {
    const endpoint = `GET relayer ${path}`;
    const asked = await askJson(transport, clock, {
      endpoint,
      method: 'GET',
      url: urlOf(base, path, query),
      effect: 'read',
      headers: relayerHeaders(credentials, { method: 'GET', path, body: '' }, clock.now()),
      body: null,
    });
    if (!asked.ok) return asked;
    const read = readWire(wire, asked.value);
    if (read.ok) return read;
    const retryAfter = { kind: 'unspecified' } as const;
    return err({ kind: 'MALFORMED', endpoint, detail: oneLine(read.error), retryAfter });
  };

const SUBMIT = '/submit';

const submitter =
  ({ transport, clock, base, credentials }: RelayerSource): RelayerApi['submit'] =>
  async (body) => {
    const endpoint = `POST relayer ${SUBMIT}`;
    const sent = await transport({
      endpoint,
      method: 'POST',
      url: urlOf(base, SUBMIT, []),
      effect: 'write',
      headers: relayerHeaders(credentials, { method: 'POST', path: SUBMIT, body }, clock.now()),
      body,
    });
    if (!sent.ok) {
      const wasNotSent = sent.error.kind === 'held' || sent.error.kind === 'refused';
      return { kind: wasNotSent ? 'not-taken' : 'unknown', detail: sent.error.detail };
    }
    const answer = sent.value;
    if (!isSuccess(answer)) {
      // Of a server that failed, or gave up waiting, nobody knows what it did before.
      const isUnclear = answer.status >= 500 || answer.status === 408;
      const kind = isUnclear ? 'unknown' : 'not-taken';
      return { kind, detail: errorOf(endpoint, answer, clock).detail };
    }
    const json = jsonOf(endpoint, answer);
    const read = json.ok ? readWire(takenWire, json.value) : err(json.error.detail);
    return read.ok
      ? { kind: 'taken', id: read.value }
      : { kind: 'unknown', detail: `the answer is not understood: ${oneLine(read.error)}` };
  };

/** Opens the relayer. */
export const createRelayerApi = (source: RelayerSource): RelayerApi => {
  const read = reader(source);
  return {
    fetchTurn: async (owner, kind) => {
      const path = kind === 'PROXY' ? '/relay-payload' : '/nonce';
      const query = [
        ['address', owner],
        ['type', kind],
      ] as const;
      return read(path, query, turnWire);
    },
    fetchDeployed: (wallet, kind) =>
      read(
        '/deployed',
        [['address', wallet], ...(kind === 'WALLET' ? [['type', kind] as const] : [])],
        deployedWire,
      ),
    fetchBatch: (id) => read('/transaction', [['id', id]], oneWire),
    fetchRecent: () => read('/transactions', [], listWire),
    submit: submitter(source),
  };
};
