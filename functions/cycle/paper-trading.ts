// Trading on paper, on the market as it is now. The simulated venue is brought back from the store
// before each cycle, unless this process still has the very venue that is stored, and kept again
// under the cycle's own fence: no process has to last.

import { uniqueName } from '../../lib/adapters/local/process-name.ts';
import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { cycleEnded, ownMarkets, pollInto, startLiveFeed } from '../../lib/backtest/live-feed.ts';
import { liveFaults } from '../../lib/backtest/live-feed-faults.ts';
import { paperPorts } from '../../lib/backtest/paper-ports.ts';
import { describeStoreError } from '../../lib/cycle/describe-store-error.ts';
import { tokensFor } from '../../lib/cycle/look.ts';
import { runCycle } from '../../lib/cycle/run-cycle.ts';
import { err, ok } from '../../lib/units/result.ts';
import { paperSettings } from '../../lib/wiring/cycle-settings.ts';
import { liveTape, openPublic } from '../../lib/wiring/live-market.ts';
import { openKillSwitch } from '../../lib/wiring/open-kill-switch.ts';
import { keepVenue, openVenue } from '../../lib/wiring/paper-venue-state.ts';
import { unchangedVenue } from './unchanged-venue.ts';
import type { LiveFeedState } from '../../lib/backtest/live-feed.ts';
import type { PaperConfig } from '../../lib/config/config.ts';
import type { CycleEnd } from '../../lib/cycle/finish.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { NeededPast } from '../../lib/domain/needed-past.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { KillSwitchPort } from '../../lib/ports/kill-switch.ts';
import type { PaperStore, StateStore } from '../../lib/ports/state-store.ts';
import type { Result } from '../../lib/units/result.ts';
import type { OpenedPublic } from '../../lib/wiring/live-market.ts';
import type { OpenedVenue, OpeningCash } from '../../lib/wiring/paper-venue-state.ts';
import type { TimeLeft, Trading, TradingParts } from './trading.ts';

/** What all cycles of a paper portfolio share. */
type Paper = {
  readonly settings: CycleSettings;
  readonly cash: OpeningCash;
  readonly store: StateStore & PaperStore;
  readonly market: OpenedPublic;
  readonly killSwitch: KillSwitchPort;
  readonly telemetry: TradingParts['telemetry'];
};

/** The venue as the last cycle left it. */
type Stored = {
  readonly state: PortfolioState | null;
  readonly text: string | null;
  readonly tape: Tape;
  readonly opened: OpenedVenue;
};

// Nothing forgets a portfolio on AWS, and another one costs nothing.
const WAY_OUT = 'name another portfolio in cdk.json in its place, and deploy';

const MISSING = `the stored paper venue is missing, although cycles were saved: ${WAY_OUT}`;

/** What an earlier cycle left in this process: good only while the store holds the same venue. */
type Remembered = {
  readonly text: string;
  readonly feed: LiveFeedState;
  /** It still has the books that the stored text leaves out, so that trades can fill. */
  readonly opened: OpenedVenue;
};

const read = async (
  { store, market, cash }: Paper,
  remembered: Remembered | null,
): Promise<Result<Stored, string>> => {
  const [paper, peeked] = await Promise.all([store.loadPaper(), store.peek()]);
  if (!paper.ok) return err(describeStoreError(paper.error));
  if (!peeked.ok) return err(describeStoreError(peeked.error));
  const { value: text } = paper;
  const { value: state } = peeked;
  if (text === null && (state?.cycle ?? 0) > 0) return err(MISSING);
  const tape = await liveTape(market, systemClock, state);
  if (!tape.ok) return tape;
  if (remembered !== null && remembered.text === text)
    return ok({ state, text, tape: tape.value, opened: remembered.opened });
  const opened = openVenue(tape.value, cash, { text, wayOut: WAY_OUT });
  return opened.ok ? ok({ state, text, tape: tape.value, opened: opened.value }) : opened;
};

type Fed = {
  readonly stored: Stored;
  readonly feed: () => LiveFeedState;
  readonly kept: (past: NeededPast) => string;
};

// The venue tells the time of the market as of the poll; how long a cycle takes is real.
const portsOf = (paper: Paper, { stored, feed, kept }: Fed, timeLeft: TimeLeft): Ports => {
  const { venue } = stored.opened;
  const { reads } = paper.market;
  const ports = paperPorts({
    venue,
    faults: liveFaults(feed),
    store: unchangedVenue(paper.store, stored.text),
    killSwitch: paper.killSwitch,
    telemetry: paper.telemetry,
    leaseClock: systemClock,
    // A name for each cycle: whoever finds a lease of this name has taken it himself.
    name: uniqueName(),
    checkpoint: kept,
  });
  const { fetchPrints, fetchTargets } = reads;
  return {
    ...ports,
    venue: { ...ports.venue, fetchPrints, fetchTargets },
    clock: { now: venue.now, monotonic: systemClock.monotonic },
    timeLeft,
  };
};

type Ran = { readonly end: CycleEnd; readonly remembered: Remembered | null };

const run = async (
  paper: Paper,
  { stored, remembered }: { readonly stored: Stored; readonly remembered: Remembered | null },
  timeLeft: TimeLeft,
): Promise<Ran> => {
  const { state, text, tape, opened } = stored;
  const { market, settings } = paper;
  market.pin(() => ownMarkets(opened.venue));
  const isKnown = remembered !== null && remembered.text === text;
  const before = isKnown ? remembered.feed : startLiveFeed(systemClock.now());
  const tokensToRead: ReturnType<typeof tokensFor> = (universe) =>
    state === null ? [] : tokensFor(settings, state, systemClock.now())(universe);
  const source = { reads: market.reads, clock: systemClock, tokensToRead };
  const { state: feed } = await pollInto(opened.venue, source, before);
  let left = '';
  const kept = (past: NeededPast): string => (left = keepVenue(tape, opened, past));
  const ports = portsOf(paper, { stored, feed: () => feed, kept }, timeLeft);
  const end = await runCycle(ports, { ...settings, metadata: tape.provenance });
  if (end.kind !== 'saved') return { end, remembered: null };
  const fed = cycleEnded(feed, systemClock.now());
  return { end, remembered: { text: left, feed: fed, opened } };
};

/** Opens a paper portfolio. Nothing is asked yet. */
export const openPaperTrading = (
  config: PaperConfig,
  cash: OpeningCash,
  { client, table, telemetry, lifetime }: TradingParts,
): Trading => {
  const settings = paperSettings(config);
  const complain = (message: string): void => telemetry.log({ level: 'warn', message, fields: {} });
  const paper: Paper = {
    settings,
    cash,
    store: dynamoStore({ client, table, identity: settings.identity }),
    market: openPublic({ config, clock: systemClock, complain, lifetime }),
    killSwitch: openKillSwitch(config.killSwitches),
    telemetry,
  };
  let remembered: Remembered | null = null;
  return {
    every: config.cycle,
    cycle: async (timeLeft) => {
      const before = remembered;
      // Whatever a cycle does to it that is not saved has never been.
      remembered = null;
      const stored = await read(paper, before);
      if (!stored.ok) return stored;
      const ran = await run(paper, { stored: stored.value, remembered: before }, timeLeft);
      remembered = ran.remembered;
      return ok(ran.end);
    },
    // What is simulated in a cycle that was not saved has never been.
    cancelAll: () => Promise.resolve({ kind: 'verified' }),
  };
};
