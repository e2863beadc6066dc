// Where a live portfolio of this machine is kept: a store in the state folder, the claim of its
// wallet in it, and a witness beside it that tells whether it lost anything.

import { join } from 'node:path';
import { claimFunder } from '../adapters/dynamo/claim-funder.ts';
import { startEmbeddedStore } from '../adapters/local/embedded-store.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { err, ok } from '../units/result.ts';
import { portfolioStore, storeProblem, TABLE } from './paper-session.ts';
import { withTable } from './state-place.ts';
import { historyGap } from './stored-history.ts';
import type { EmbeddedStore } from '../adapters/local/embedded-store.ts';
import type { DoctorRecord } from '../domain/clearance.ts';
import type { PortfolioIdentity, PortfolioState } from '../domain/portfolio-state.ts';
import type { StateStore } from '../ports/state-store.ts';
import type { Result } from '../units/result.ts';
import type { StatePlace } from './state-place.ts';

/** An opened live portfolio. */
export type LiveHome = {
  readonly identity: PortfolioIdentity;
  readonly store: StateStore;
  readonly embedded: EmbeddedStore;
  /** None when no cycle was ever saved. */
  readonly state: PortfolioState | null;
};

const opened = async (
  embedded: EmbeddedStore,
  folder: string,
  identity: PortfolioIdentity,
): Promise<Result<LiveHome, string>> => {
  const { client } = embedded;
  const store = await portfolioStore(client, { folder, identity });
  const claimed = await claimFunder({ client, table: TABLE, identity });
  if (!claimed.ok) return err(describeStoreError(claimed.error));
  const state = await store.peek();
  if (!state.ok) return err(describeStoreError(state.error));
  const gap = state.value === null ? null : await historyGap(store, state.value);
  return gap === null ? ok({ identity, store, embedded, state: state.value }) : err(gap);
};

/** Opens a live portfolio. Refuses: a wallet that is another portfolio's, and a damaged store. */
export const openLiveHome = async (
  folder: string,
  identity: PortfolioIdentity,
): Promise<Result<LiveHome, string>> => {
  const started = await startEmbeddedStore(join(folder, 'store'));
  if (!started.ok) return err(storeProblem(started.error));
  const home = await opened(started.value, folder, identity);
  if (!home.ok) await started.value.stop();
  return home;
};

const keepIn = async (
  store: Pick<StateStore, 'putClearance'>,
  record: DoctorRecord,
): Promise<Result<null, string>> => {
  const kept = await store.putClearance(record);
  return kept.ok ? kept : err(describeStoreError(kept.error));
};

/** Keeps the doctor's record of a live portfolio. Nothing is claimed and nothing else changed. */
export const keepRecord = async (
  place: StatePlace,
  identity: PortfolioIdentity,
  record: DoctorRecord,
): Promise<Result<null, string>> => {
  if (place.kind === 'table') return withTable(place, identity, (store) => keepIn(store, record));
  const { folder } = place;
  const started = await startEmbeddedStore(join(folder, 'store'));
  if (!started.ok) return err(storeProblem(started.error));
  const { client, stop } = started.value;
  try {
    return await keepIn(await portfolioStore(client, { folder, identity }), record);
  } finally {
    await stop();
  }
};
