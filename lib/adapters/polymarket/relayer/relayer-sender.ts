// Sending through the relayer (wallet types 1 to 3): it pays for what the wallet's owner has
// signed. One batch at a time; before the next, the earlier one is looked up, and what may still
// take effect is never signed a second time.

import { setTimeout as sleep } from 'node:timers/promises';
import { isPositive, minus, plus, smaller } from '../../../units/quantity.ts';
import { err } from '../../../units/result.ts';
import { msOfDuration } from '../../../units/time.ts';
import { depositBatch } from './deposit-batch.ts';
import { proxyBatch } from './proxy-batch.ts';
import { safeBatch } from './safe-batch.ts';
import { createSubmitBudget } from './submit-budget.ts';
import { hasEnded, whereIs } from './whereabouts.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { CallSender, ChainOutcome, WalletCall } from '../../../ports/chain.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { DigestSigner } from '../../../ports/signer.ts';
import type { WalletAddress } from '../../../units/ids.ts';
import type { DurationMs } from '../../../units/quantity.ts';
import type { Result } from '../../../units/result.ts';
import type { BatchKind, RelayerApi, Turn } from './relayer-api.ts';
import type { SubmitBudget } from './submit-budget.ts';
import type { Submission } from './submission.ts';
import type { Handover, Search, Whereabouts } from './whereabouts.ts';

/** A wallet that the relayer serves. */
export type RelayedWallet = {
  readonly kind: 'proxy' | 'safe' | 'deposit';
  readonly funder: WalletAddress;
};

/** What a relayed sender is made of. */
export type RelayedOptions = {
  readonly api: RelayerApi;
  readonly clock: Clock;
  readonly signer: DigestSigner;
  readonly wallet: RelayedWallet;
  /** The time between two looks at a batch. */
  readonly pollEvery: DurationMs;
};

/** The one place from which a wallet's batches leave. */
type Lane = {
  readonly options: RelayedOptions;
  readonly search: Search;
  readonly budget: SubmitBudget;
  readonly current: () => Handover | null;
  readonly put: (handover: Handover | null) => void;
  /** Remembers a batch that cannot take effect any more, whatever the relayer lists it as. */
  readonly bury: (handover: Handover) => void;
  readonly isBuried: (signature: string) => boolean;
};

const KINDS = {
  proxy: 'PROXY',
  safe: 'SAFE',
  deposit: 'WALLET',
} as const satisfies Readonly<Record<RelayedWallet['kind'], BatchKind>>;

/**
 * The gas that a proxy wallet's batch may take, for which the relayer pays: 10,000,000, which is
 * what the venue's own client falls back to.
 */
const PROXY_GAS = 10_000_000n;

/**
 * How many batches are remembered that ended by their deadline: at one in five minutes those of
 * eight hours. One that is forgotten keeps others back, as one of another process does.
 */
const BURIED_MAX = 100;

const openLane = (options: RelayedOptions): Lane => {
  const { api, clock, signer, wallet } = options;
  let handover: Handover | null = null;
  let buried: readonly string[] = [];
  return {
    options,
    search: { api, clock, owner: signer.address, kind: KINDS[wallet.kind] },
    budget: createSubmitBudget(clock),
    current: () => handover,
    put: (next) => {
      handover = next;
    },
    bury: ({ submission }) => {
      buried = [...buried, submission.signature.toLowerCase()].slice(-BURIED_MAX);
    },
    isBuried: (signature) => buried.includes(signature),
  };
};

const failed = (detail: string): ChainOutcome => ({ kind: 'failed', detail });
const nothingSent = (detail: string): ChainOutcome => failed(`nothing was sent: ${detail}`);
const unknown = (detail: string): ChainOutcome => ({ kind: 'unknown', detail });

const outcomeOf = (place: Whereabouts, { submission }: Handover): ChainOutcome => {
  const name = `the batch of nonce ${submission.nonce}`;
  switch (place.kind) {
    case 'confirmed':
      return { kind: 'sent' };
    case 'failed':
      return failed(`${name} (relayer's ${place.id}) was without effect`);
    case 'on-its-way':
      return unknown(`${name} (relayer's ${place.id}) is not confirmed yet`);
    case 'used':
      return unknown(`${name} is not confirmed, and its nonce is used`);
    case 'lost':
      return unknown(`nobody knows whether the relayer has ${name}`);
    case 'never':
      return failed(`${name} was not carried out in its time`);
    case 'unreadable':
      return unknown(`${name} cannot be looked up (${place.detail})`);
  }
};

const isOver = ({ kind }: Whereabouts): boolean =>
  kind === 'confirmed' || kind === 'failed' || kind === 'used' || kind === 'never';

const look = async ({ search, put, bury }: Lane, handover: Handover): Promise<Whereabouts> => {
  const place = await whereIs(search, handover);
  if (isOver(place)) put(null);
  if (isOver(place) && hasEnded(search, handover)) bury(handover);
  return place;
};

const settle = async (lane: Lane, handover: Handover, end: DurationMs): Promise<ChainOutcome> => {
  const { clock, pollEvery } = lane.options;
  const place = await look(lane, handover);
  const left = minus(end, clock.monotonic());
  if (isOver(place) || !isPositive(left)) return outcomeOf(place, handover);
  await sleep(Number(msOfDuration(smaller(pollEvery, left))));
  return settle(lane, handover, end);
};

const isSame = (a: readonly WalletCall[], b: readonly WalletCall[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

// Null when nothing stands in the way of a new batch.
const settleEarlier = async (
  lane: Lane,
  calls: readonly WalletCall[],
): Promise<ChainOutcome | null> => {
  const earlier = lane.current();
  if (earlier === null) return null;
  const place = await look(lane, earlier);
  if (place.kind === 'never') return null;
  const outcome = outcomeOf(place, earlier);
  if (isSame(earlier.calls, calls)) return outcome;
  return isOver(place) ? null : failed(`nothing was sent, because ${wordsOf(outcome)}`);
};

const wordsOf = (outcome: ChainOutcome): string => ('detail' in outcome ? outcome.detail : '');

const unread = ({ endpoint, detail }: VenueError): ChainOutcome =>
  nothingSent(`${endpoint}: ${detail}`);

const REMEDY = "deploy it by depositing once on the venue's site with the same key";

// What another process of the same wallet has handed in is on the list, whatever we remember.
const mayHandIn = async (lane: Lane): Promise<Result<Turn, ChainOutcome>> => {
  const { options, search, isBuried } = lane;
  const { api, wallet, signer } = options;
  const [recent, isDeployed, turn] = await Promise.all([
    api.fetchRecent(),
    api.fetchDeployed(wallet.funder, search.kind),
    api.fetchTurn(signer.address, search.kind),
  ]);
  if (!recent.ok) return err(unread(recent.error));
  const ours = wallet.funder.toLowerCase();
  const other = recent.value.find(
    ({ wallet: of, state, signature }) =>
      of === ours && state === 'on-its-way' && !isBuried(signature),
  );
  if (other !== undefined) return err(nothingSent(`${other.id} of this wallet is on its way`));
  if (!isDeployed.ok) return err(unread(isDeployed.error));
  // A proxy wallet comes into being with its first batch.
  if (!isDeployed.value && wallet.kind !== 'proxy')
    return err({ kind: 'unsupported', detail: `${wallet.funder} is not deployed; ${REMEDY}` });
  return turn.ok ? turn : err(unread(turn.error));
};

const sign = async (
  { signer, wallet, clock }: RelayedOptions,
  { nonce, relay }: Turn,
  calls: readonly WalletCall[],
): Promise<Result<Submission, string>> => {
  const terms = { signer, wallet: wallet.funder, nonce, calls };
  if (wallet.kind === 'proxy' && relay === '') return err('the relayer names no relay');
  const signed = await (wallet.kind === 'deposit'
    ? depositBatch({ ...terms, at: clock.now() })
    : wallet.kind === 'safe'
      ? safeBatch(terms)
      : proxyBatch(terms, { relay, gas: PROXY_GAS }));
  return signed.ok ? signed : err(`${signed.error.kind}: ${signed.error.detail}`);
};

const handIn = async (
  lane: Lane,
  calls: readonly WalletCall[],
  end: DurationMs,
): Promise<ChainOutcome> => {
  const { options, put } = lane;
  const turn = await mayHandIn(lane);
  if (!turn.ok) return turn.error;
  const signed = await sign(options, turn.value, calls);
  if (!signed.ok) return nothingSent(signed.error);
  const at = options.clock.monotonic();
  if (!isPositive(minus(end, at))) return nothingSent('the time was over');
  if (!lane.budget()) return nothingSent('25 batches were handed in within a minute');
  const handover = { submission: signed.value, calls, id: null, at };
  put(handover);
  const handed = await options.api.submit(signed.value.body);
  if (handed.kind === 'not-taken') {
    put(null);
    return nothingSent(`the relayer did not take it: ${handed.detail}`);
  }
  const known = handed.kind === 'taken' ? { ...handover, id: handed.id } : handover;
  put(known);
  return settle(lane, known, end);
};

/** Makes the sender of a wallet that the relayer serves. Each list of calls is one batch. */
export const createRelayedSender = (options: RelayedOptions): CallSender => {
  const lane = openLane(options);
  return {
    send: async (calls, bound) => {
      if (calls.length === 0) return { kind: 'sent' };
      const end = plus(options.clock.monotonic(), bound);
      return (await settleEarlier(lane, calls)) ?? handIn(lane, calls, end);
    },
  };
};
