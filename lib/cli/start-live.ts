// `keel start` with LIVE_TRADING: the same cycles as on paper, with real money.

import { waitUnless } from '../adapters/local/waiting.ts';
import { LASTING } from '../adapters/polymarket/lifetime.ts';
import { jsonLines } from '../adapters/telemetry/json-lines.ts';
import { terminalTelemetry } from '../adapters/telemetry/terminal.ts';
import { systemClock } from '../adapters/local/system-clock.ts';
import { marketsOf } from '../backtest/live-feed.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { NO_MARKETS } from '../domain/market.ts';
import { formatTime } from '../units/time.ts';
import { liveSettings, subjectOf } from '../wiring/cycle-settings.ts';
import { livePorts } from '../wiring/live-ports.ts';
import { openChain } from '../wiring/open-chain.ts';
import { openKillSwitch } from '../wiring/open-kill-switch.ts';
import { openSigner } from '../wiring/open-signer.ts';
import { redactionFor } from '../wiring/redaction.ts';
import { changedLines } from './changed-settings.ts';
import { closingReport } from './closing-report.ts';
import { dueAt, noteOf } from './cycle-note.ts';
import { interruptions } from './interruptions.ts';
import { openLiveHome } from './live-home.ts';
import { EXIT, guarded } from './output.ts';
import { runLive } from './run-live.ts';
import { closingLines } from './session-lines.ts';
import { startView } from './session-view.ts';
import { approveAtStart } from './start-approvals.ts';
import { storedEntries } from './stored-history.ts';
import { endWords, viewOpening } from './view-opening.ts';
import type { LiveConfig } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { Universe } from '../domain/market.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { DigestSigner } from '../ports/signer.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { Ports } from '../cycle/ports.ts';
import type { ClosingFacts } from './closing-report.ts';
import type { LiveHome } from './live-home.ts';
import type { LiveOptions } from './live-options.ts';
import type { ExitCode, Output } from './output.ts';
import type { SavedCycle, SessionEnd } from './session-end.ts';
import type { SessionView } from './session-view.ts';

type Live = {
  readonly options: LiveOptions;
  readonly config: LiveConfig;
  readonly signer: DigestSigner;
  readonly home: LiveHome;
  readonly telemetry: Telemetry;
  readonly output: Output;
  readonly view: SessionView;
};

const failed = ({ complain }: Output, error: string): ExitCode => {
  complain(error);
  return EXIT.failed;
};

const introduce = (live: Live, env: Environment): void => {
  const { options, config, home, telemetry, output } = live;
  const { portfolio, funder } = home.identity;
  const first =
    `[Keel] LIVE trading with real money, preset ${config.preset}, portfolio ${portfolio}, ` +
    `wallet ${funder}${home.state === null ? '' : ', going on where it was'}`;
  const lines = [first, ...changedLines(env, config.preset)];
  if (options.output === 'terminal') return output.print(...lines);
  for (const message of lines) telemetry.log({ level: 'info', message, fields: {} });
};

// What a session came to, whether somebody asked for its end, and the markets as they were last
// read: names for its report.
type Ran = { readonly end: SessionEnd; readonly wasAsked: boolean; readonly universe: Universe };

// Ports that remember the markets as a cycle read them last.
const remembering = (ports: Ports) => {
  let latest = NO_MARKETS;
  const fetchUniverse: Ports['venue']['fetchUniverse'] = async () => {
    const read = await ports.venue.fetchUniverse();
    if (read.kind === 'known') latest = read.value;
    return read;
  };
  return { ports: { ...ports, venue: { ...ports.venue, fetchUniverse } }, latest: () => latest };
};

const openView = async (
  { view, config, home, options, telemetry, output }: Live,
  env: Environment,
) => {
  const { identity, embedded, state } = home;
  const market = { kind: 'venue' } as const;
  const { stateFolder } = options;
  const begun = { config, env, identity, stateFolder, embedded, state, market };
  await view.open({
    opening: viewOpening(begun),
    env,
    note: (message) =>
      options.output === 'json'
        ? telemetry.log({ level: 'warn', message, fields: {} })
        : output.print(message),
  });
};

const run = async (live: Live): Promise<Ran> => {
  const { options, config, signer, home, telemetry, output } = live;
  const say = options.output === 'json' ? output.note : output.print;
  const asked = interruptions(() =>
    say('[Keel] Ending after the running cycle, all orders cancelled; Ctrl-C again ends at once.'),
  );
  let latest: PortfolioState | null = home.state;
  const settings = liveSettings(config, signer);
  const opened = livePorts({
    config,
    signer,
    chain: openChain(config, signer),
    store: home.store,
    killSwitch: openKillSwitch(config.killSwitches),
    telemetry,
    lifetime: LASTING,
    pinned: () => (latest === null ? [] : marketsOf(latest)),
  });
  const { ports, latest: markets } = remembering(opened);
  const show = (saved: SavedCycle): void =>
    live.view.cycle(() => {
      const now = systemClock.now();
      const due = dueAt(saved.state.savedAt ?? now, settings.cycle, now);
      return noteOf(saved, (condition) => markets().markets.get(condition)?.slug, due);
    });
  const end = await runLive({
    ports,
    settings,
    until: options.until,
    wait: (ms) => waitUnless(asked.requested, ms),
    shouldStop: asked.requested,
    progress: (saved) => {
      latest = saved.state;
      show(saved);
    },
  });
  asked.forget();
  if (end.last !== null && end.last.state !== latest) show(end.last);
  const universe = await ports.venue.fetchUniverse();
  return {
    end,
    wasAsked: asked.requested(),
    universe: universe.kind === 'known' ? universe.value : NO_MARKETS,
  };
};

const close = async (
  { options, home, telemetry, output }: Live,
  { end, universe }: Ran,
): Promise<ExitCode> => {
  if (end.failure !== null)
    return failed(output, `The session ended: ${describeStoreError(end.failure.error)}`);
  if (end.last === null) return failed(output, 'No cycle could be run.');
  const entries = await storedEntries(home.store, end.last.state);
  if (!entries.ok) return failed(output, `No history: ${entries.error}`);
  const facts: ClosingFacts = {
    state: end.last.state,
    equity: end.last.equity,
    entries: entries.value,
    universe,
    tally: end.tally,
    stateFolder: options.stateFolder,
    stop: null,
    market: end.market,
  };
  if (options.output === 'json') closingLines(facts).forEach(telemetry.log);
  else output.print(...closingReport(facts));
  return EXIT.done;
};

/** Runs a live session. */
export const startLive = async (
  options: LiveOptions,
  config: LiveConfig,
  env: Environment,
): Promise<ExitCode> => {
  const output = guarded(redactionFor(env));
  const signer = await openSigner(config.wallet.key);
  if (!signer.ok) return failed(output, `The key cannot be used: ${signer.error.detail}`);
  const { identity } = liveSettings(config, signer.value);
  const say = options.output === 'json' ? output.complain : output.print;
  const view = startView(options.view, { say, warn: output.complain });
  const home = await openLiveHome(options.stateFolder, identity);
  if (!home.ok) {
    await view.close();
    return failed(output, home.error);
  }
  const telemetry =
    options.output === 'json'
      ? jsonLines(output.print, () => formatTime(systemClock.now()))
      : terminalTelemetry(output.print);
  const parts = { options, config, signer: signer.value, home: home.value };
  const live = { ...parts, telemetry, output, view };
  let leave = view.close;
  try {
    await openView(live, env);
    introduce(live, env);
    const subject = subjectOf(config, signer.value);
    await approveAtStart({ config, subject, home: home.value, telemetry });
    const ran = await run(live);
    await view.ended(endWords(ran.end, ran.wasAsked));
    if (!ran.wasAsked) ({ leave } = view);
    return await close(live, ran);
  } finally {
    await home.value.embedded.stop();
    await leave();
  }
};
