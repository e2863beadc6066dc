// Leaving the positions of a live portfolio at the real venue, whether its state is on this machine
// or in the table on AWS. Beside the functions there it waits for their lease, as they wait for it.

import { systemClock } from '../adapters/local/system-clock.ts';
import { claimFunder } from '../adapters/dynamo/claim-funder.ts';
import { dynamoClient } from '../adapters/dynamo/aws-client.ts';
import { dynamoStore } from '../adapters/dynamo/dynamo-store.ts';
import { LASTING } from '../adapters/polymarket/lifetime.ts';
import { marketsOf } from '../backtest/live-feed.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { flattening, reduceOnly } from '../cycle/flatten.ts';
import { err, ok } from '../units/result.ts';
import { elapsed, msOfDuration } from '../units/time.ts';
import { liveSettings } from '../wiring/cycle-settings.ts';
import { livePorts } from '../wiring/live-ports.ts';
import { openChain } from '../wiring/open-chain.ts';
import { openKillSwitch } from '../wiring/open-kill-switch.ts';
import { flattenRun } from './flatten-run.ts';
import { openLiveHome } from './live-home.ts';
import type { LiveConfig } from '../config/config.ts';
import type { CycleEnd } from '../cycle/finish.ts';
import type { PortfolioIdentity, PortfolioState } from '../domain/portfolio-state.ts';
import type { DigestSigner } from '../ports/signer.ts';
import type { StateStore } from '../ports/state-store.ts';
import type { Result } from '../units/result.ts';
import type { FlattenEnd, FlattenRun } from './flatten-run.ts';
import type { Operator } from './flatten-paper.ts';
import type { StatePlace } from './state-place.ts';

type OpenedStore = {
  readonly store: StateStore;
  readonly state: PortfolioState | null;
  readonly close: () => Promise<void>;
};

const inTable = async (
  table: string,
  identity: PortfolioIdentity,
): Promise<Result<OpenedStore, string>> => {
  const client = dynamoClient();
  const store = dynamoStore({ client, table, identity });
  const claimed = await claimFunder({ client, table, identity });
  const state = claimed.ok ? await store.peek() : claimed;
  if (state.ok) {
    const close = (): Promise<void> => {
      client.destroy();
      return Promise.resolve();
    };
    return ok({ store, state: state.value, close });
  }
  client.destroy();
  return err(describeStoreError(state.error));
};

const openedStore = async (
  place: StatePlace,
  identity: PortfolioIdentity,
): Promise<Result<OpenedStore, string>> => {
  if (place.kind === 'table') return inTable(place.table, identity);
  const home = await openLiveHome(place.folder, identity);
  if (!home.ok) return home;
  const { store, state, embedded } = home.value;
  return ok({ store, state, close: embedded.stop });
};

// Long enough for the venue to take fills off its book, short enough for whoever waits.
const BETWEEN_CYCLES_MS = 5_000;
// A function that runs beside it holds the lease for most of every minute.
const SKIPS_MAX = 20;

const pauseAfter = (end: CycleEnd): number => {
  if (end.kind !== 'skipped') return BETWEEN_CYCLES_MS;
  return Math.max(1, Number(msOfDuration(elapsed(systemClock.now(), end.until))));
};

const cycles = async (
  run: FlattenRun,
  wait: (ms: number) => Promise<void>,
): Promise<FlattenEnd> => {
  for (let skips = 0; skips <= SKIPS_MAX; ) {
    const end = await run.runCycle();
    const isOver = (await run.afterCycle(end)) === 'stop';
    if (end.kind === 'skipped') skips += 1;
    if (!isOver || end.kind === 'saved') await wait(pauseAfter(end));
    if (isOver) return run.finish();
  }
  return { kind: 'failed', detail: 'somebody else held the lease all the time' };
};

/** A live portfolio to be left. */
export type LiveToLeave = {
  readonly config: LiveConfig;
  readonly signer: DigestSigner;
  readonly place: StatePlace;
  readonly wait: (ms: number) => Promise<void>;
};

/** Leaves the positions of a live portfolio. */
export const flattenLive = async (
  { config, signer, place, wait }: LiveToLeave,
  { telemetry, ...operator }: Operator,
): Promise<FlattenEnd> => {
  const settings = flattening(liveSettings(config, signer));
  const opened = await openedStore(place, settings.identity);
  if (!opened.ok) return { kind: 'failed', detail: opened.error };
  const { store, state, close } = opened.value;
  try {
    const ports = livePorts({
      config,
      signer,
      chain: openChain(config, signer),
      store,
      killSwitch: reduceOnly(openKillSwitch(config.killSwitches)),
      telemetry,
      lifetime: LASTING,
      pinned: () => (state === null ? [] : marketsOf(state)),
    });
    return await cycles(flattenRun({ ports, settings, place, ...operator }), wait);
  } finally {
    await close();
  }
};
