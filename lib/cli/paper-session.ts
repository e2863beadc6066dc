// A paper session from its parts to its end: the store, the venue on its tape, the cycles, and a
// last cycle that cancels everything and saves.

import { join } from 'node:path';
import { forgetPaperPortfolio } from '../adapters/dynamo/forget.ts';
import { dynamoStore } from '../adapters/dynamo/dynamo-store.ts';
import { ensureTable } from '../adapters/dynamo/table.ts';
import { startEmbeddedStore } from '../adapters/local/embedded-store.ts';
import { forgetWitness, witnessedStore } from '../adapters/local/state-witness.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { err, ok } from '../units/result.ts';
import { openVenue } from '../wiring/paper-venue-state.ts';
import { historyGap } from './stored-history.ts';
import type { EmbeddedStore, EmbeddedStoreError } from '../adapters/local/embedded-store.ts';
import type { PortfolioIdentity, PortfolioState } from '../domain/portfolio-state.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { PaperStore, StateStore } from '../ports/state-store.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Result } from '../units/result.ts';
import type { OpenedVenue, OpeningCash } from '../wiring/paper-venue-state.ts';

/** The one table. */
export const TABLE = 'keel';

/** An opened store with the venue that belongs to it. */
export type PaperHome = OpenedVenue & {
  readonly tape: Tape;
  readonly store: StateStore & PaperStore;
  readonly embedded: EmbeddedStore;
  /** As an earlier session left it; null for a new portfolio. */
  readonly state: PortfolioState | null;
};

/** What a paper home is opened with. */
export type HomeRequest = {
  readonly folder: string;
  readonly identity: PortfolioIdentity;
  readonly fresh: 'fresh' | 'continue';
  /** Opens the market once it is known what the stored portfolio, if any, is in. */
  readonly openMarket: (stored: PortfolioState | null) => Promise<Result<Tape, string>>;
  readonly cash: OpeningCash;
};

/** Says why a store did not start, for people. */
export const storeProblem = ({ kind, folder, detail }: EmbeddedStoreError): string => {
  switch (kind) {
    case 'LOCKED':
      return `${folder} is in use by another keel: end that one, or give another --state folder`;
    case 'FOLDER_UNUSABLE':
      return `${folder} cannot be used for the state: ${detail}`;
    case 'DAMAGED':
      return (
        `the store in ${folder} is damaged: ${detail}. Put a copy of its files back, or remove ` +
        'the folder to start over'
      );
    case 'NOT_STARTED':
      return `the store in ${folder} did not start: ${detail}`;
  }
};

/** Says that a store gave up while it was in use. */
export const storeGaveUp = (folder: string, detail: string): string =>
  `the store in ${folder} gave up: ${detail}. Is the disk full? What was saved is kept, and the ` +
  'next start goes on from there';

/** The store of a portfolio in a state folder, on the client of that folder's store. */
export const portfolioStore = async (
  client: DynamoDBClient,
  { folder, identity }: Pick<HomeRequest, 'folder' | 'identity'>,
): Promise<StateStore & PaperStore> => {
  await ensureTable(client, TABLE);
  const store = dynamoStore({ client, table: TABLE, identity });
  return witnessedStore(store, { ...identity, folder });
};

const WAY_OUT = 'give another --portfolio, or --fresh to forget it';

const venueMissing = (cycles: number): string =>
  `the stored paper venue is missing, although cycle ${String(cycles)} was saved. Put a copy of ` +
  'the files back, or start over with --fresh';

const opened = async (
  embedded: EmbeddedStore,
  request: HomeRequest,
): Promise<Result<PaperHome, string>> => {
  const { client } = embedded;
  const { identity, cash, folder } = request;
  const store = await portfolioStore(client, request);
  if (request.fresh === 'fresh') {
    const forgotten = await forgetPaperPortfolio({ client, table: TABLE, ...identity });
    if (!forgotten.ok) return err(describeStoreError(forgotten.error));
    await forgetWitness({ ...identity, folder });
  }
  const paper = await store.loadPaper();
  if (!paper.ok) return err(describeStoreError(paper.error));
  const state = await store.peek();
  if (!state.ok) return err(describeStoreError(state.error));
  const gap = state.value === null ? null : await historyGap(store, state.value);
  if (gap !== null) return err(gap);
  const missing = paper.value === null ? (state.value?.cycle ?? 0) : 0;
  if (missing > 0) return err(venueMissing(missing));
  const tape = await request.openMarket(state.value);
  if (!tape.ok) return tape;
  const venue = openVenue(tape.value, cash, { text: paper.value, wayOut: WAY_OUT });
  if (!venue.ok) return venue;
  return ok({ ...venue.value, tape: tape.value, store, embedded, state: state.value });
};

/** Opens the store in a folder and the venue that an earlier session may have left there. */
export const openPaperHome = async (request: HomeRequest): Promise<Result<PaperHome, string>> => {
  const started = await startEmbeddedStore(join(request.folder, 'store'));
  if (!started.ok) return err(storeProblem(started.error));
  const embedded = started.value;
  try {
    const home = await opened(embedded, request);
    if (!home.ok) await embedded.stop();
    return home;
  } catch (error) {
    await embedded.stop();
    const failure = embedded.failure();
    if (failure !== null) return err(storeGaveUp(request.folder, failure));
    return err(
      `the store did not answer: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};
