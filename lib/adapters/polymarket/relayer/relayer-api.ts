// The relayer's calls. It carries out what a wallet has signed and pays for it; what it has taken
// it lists, which is how a lost answer is told from a lost request.

import * as z from 'zod/mini';
import { err } from '../../../units/result.ts';
import { oneLine, plainError } from '../http-error.ts';
import { errorOf, errorOfNoAnswer, isSuccess, jsonOf } from '../json-answer.ts';
import { maybe, readWire } from '../wire.ts';
import { callRelayer, relayerEndpoint, toldOf } from './relayer-call.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { WalletAddress } from '../../../units/ids.ts';
import type { Result } from '../../../units/result.ts';
import type { Query } from '../api.ts';
import type { Wire } from '../wire.ts';
import type { RelayerAnswer, RelayerSource } from './relayer-call.ts';

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

type Read<T> = Result<T, VenueError>;

/** The relayer's calls. */
export type RelayerApi = {
  readonly fetchTurn: (owner: WalletAddress, kind: BatchKind) => Promise<Read<Turn>>;
  readonly fetchDeployed: (wallet: WalletAddress, kind: BatchKind) => Promise<Read<boolean>>;
  readonly fetchBatch: (id: string) => Promise<Read<RelayedBatch>>;
  readonly fetchRecent: () => Promise<Read<readonly RelayedBatch[]>>;
  readonly submit: (body: string) => Promise<Handed>;
};

// A batch that is only in a block may still be taken out of it again.
const stateOf = (state: string): RelayedState => {
  if (state === 'STATE_CONFIRMED') return 'confirmed';
  return state === 'STATE_FAILED' || state === 'STATE_INVALID' ? 'failed' : 'on-its-way';
};

type Hide = RelayerAnswer['hideInName'];

const batchWire = (hide: Hide): Wire<RelayedBatch> =>
  z.pipe(
    z.object({
      transactionID: z.string(),
      state: z.string(),
      proxyAddress: maybe(z.string()),
      signature: maybe(z.string()),
    }),
    z.transform(({ transactionID, state, proxyAddress, signature }) => ({
      id: oneLine(hide(transactionID)),
      state: stateOf(state),
      wallet: (proxyAddress ?? '').toLowerCase(),
      signature: (signature ?? '').toLowerCase(),
    })),
  );

const listWire = (hide: Hide): Wire<readonly RelayedBatch[]> => z.array(batchWire(hide));

// One batch comes alone or as a list of one.
const oneWire = (hide: Hide): Wire<RelayedBatch> => {
  const batch = batchWire(hide);
  return z.union([
    batch,
    z.pipe(
      z.tuple([batch]),
      z.transform(([one]) => one),
    ),
  ]);
};

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

// What is no JSON is told, and told without what proves who we are.
const jsonIn = (endpoint: string, answered: RelayerAnswer): Read<unknown> => {
  const json = jsonOf(endpoint, answered.answer);
  return json.ok ? json : jsonOf(endpoint, toldOf(answered));
};

const reader =
  (source: RelayerSource) =>
  async <T>(path: string, query: Query, wireOf: (hide: Hide) => Wire<T>): Promise<Read<T>> => {
    const request = { method: 'GET', path, query, body: '' } as const;
    const endpoint = relayerEndpoint(request);
    const asked = await callRelayer(source, request);
    if (!asked.ok) return err(errorOfNoAnswer(endpoint, asked.error));
    const { answer, hide, hideInName } = asked.value;
    if (!isSuccess(answer)) return err(errorOf(endpoint, toldOf(asked.value), source.clock));
    const json = jsonIn(endpoint, asked.value);
    if (!json.ok) return json;
    const read = readWire(wireOf(hideInName), json.value);
    return read.ok ? read : err(plainError('MALFORMED', endpoint, hide(read.error)));
  };

const SUBMIT = '/submit';

const submitter =
  (source: RelayerSource): RelayerApi['submit'] =>
  async (body) => {
    const request = { method: 'POST', path: SUBMIT, query: [], body } as const;
    const endpoint = relayerEndpoint(request);
    const sent = await callRelayer(source, request);
    if (!sent.ok) {
      const wasNotSent = sent.error.kind === 'held' || sent.error.kind === 'refused';
      return { kind: wasNotSent ? 'not-taken' : 'unknown', detail: sent.error.detail };
    }
    const { answer, hide } = sent.value;
    if (!isSuccess(answer)) {
      // Of a server that failed, or gave up waiting, nobody knows what it did before.
      const isUnclear = answer.status >= 500 || answer.status === 408;
      const kind = isUnclear ? 'unknown' : 'not-taken';
      return { kind, detail: errorOf(endpoint, toldOf(sent.value), source.clock).detail };
    }
    const json = jsonIn(endpoint, sent.value);
    const read = json.ok ? readWire(takenWire, json.value) : err(json.error.detail);
    return read.ok
      ? { kind: 'taken', id: read.value }
      : { kind: 'unknown', detail: `the answer is not understood: ${oneLine(hide(read.error))}` };
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
      return read(path, query, () => turnWire);
    },
    fetchDeployed: (wallet, kind) =>
      read(
        '/deployed',
        [['address', wallet], ...(kind === 'WALLET' ? [['type', kind] as const] : [])],
        () => deployedWire,
      ),
    fetchBatch: (id) => read('/transaction', [['id', id]], oneWire),
    fetchRecent: () => read('/transactions', [], listWire),
    submit: submitter(source),
  };
};
