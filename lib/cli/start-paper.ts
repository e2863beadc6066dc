// `keel start` without LIVE_TRADING: a paper session from options to closing report.

import { uniqueName } from '../adapters/local/process-name.ts';
import { systemClock } from '../adapters/local/system-clock.ts';
import { waitUnless } from '../adapters/local/waiting.ts';
import { jsonLines } from '../adapters/telemetry/json-lines.ts';
import { terminalTelemetry } from '../adapters/telemetry/terminal.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { describeTape } from '../tape/describe.ts';
import { formatTime, msOfDuration } from '../units/time.ts';
import { openKillSwitch } from '../wiring/open-kill-switch.ts';
import { closingReport } from './closing-report.ts';
import { interruptions } from './interruptions.ts';
import { EXIT, failed, note, print } from './output.ts';
import { openPaper } from './open-paper.ts';
import { storeGaveUp } from './paper-session.ts';
import { writeProblems } from './problem-file.ts';
import { askedShare } from './progress.ts';
import { runSession } from './run-session.ts';
import { closingLines, openingLines } from './session-lines.ts';
import { quietProgress, sessionProgress } from './session-progress.ts';
import { startView } from './session-view.ts';
import { storedEntries } from './stored-history.ts';
import { problemLog } from './tape-problems.ts';
import { openView, showOn } from './start-view.ts';
import { endWords } from './view-opening.ts';
import type { PaperConfig } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { TapeProblem } from '../domain/tape-event.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { ClosingFacts } from './closing-report.ts';
import type { OpenedPaper } from './open-paper.ts';
import type { ExitCode } from './output.ts';
import type { SavedCycle, SessionEnd } from './session-end.ts';
import type { SessionProgress } from './session-progress.ts';
import type { StartOptions } from './start-options.ts';

const telemetryFor = (played: OpenedPaper): Telemetry => {
  const { options, home } = played;
  return options.output === 'json'
    ? jsonLines(print, () => formatTime(home.venue.now()))
    : terminalTelemetry(print);
};

// A session that goes on plays what is left.
const progressFor = ({ options, home }: OpenedPaper): SessionProgress => {
  const span = { start: home.venue.now(), end: home.tape.end };
  const share = askedShare(options.until, span);
  const nowMs = (): number => Number(msOfDuration(systemClock.monotonic()));
  return options.output === 'json'
    ? quietProgress({ share, write: note, nowMs })
    : sessionProgress({ share, write: print, nowMs });
};

// How it ended, and whether somebody asked for that.
type Ran = { readonly end: SessionEnd; readonly wasAsked: boolean };

const play = async (played: OpenedPaper, show: (end: SavedCycle) => void): Promise<Ran> => {
  const { options, config, settings, home, plan } = played;
  const say = options.output === 'json' ? note : print;
  const asked = interruptions(() =>
    say('[Keel] Ending after the running cycle; Ctrl-C again ends at once.'),
  );
  let latest: PortfolioState | null = null;
  const progress = progressFor(played);
  const end = await runSession({
    tape: home.tape,
    home,
    course: plan.courseOf({
      home,
      settings,
      latest: () => latest,
      shouldStop: asked.requested,
    }),
    settings,
    telemetry: telemetryFor(played),
    killSwitch: openKillSwitch(config.killSwitches),
    leaseClock: systemClock,
    speed: options.speed,
    cyclesMax: options.until.kind === 'cycles' ? options.until.count : null,
    name: uniqueName(),
    wait: (ms) => waitUnless(asked.requested, ms),
    shouldStop: asked.requested,
    progress: (cycle, at) => {
      latest = cycle.state;
      show(cycle);
      progress(cycle, at);
    },
  });
  asked.forget();
  return { end, wasAsked: asked.requested() };
};

const close = async (
  played: OpenedPaper,
  end: SessionEnd,
  stop: TapeProblem | null,
): Promise<ExitCode> => {
  if (end.failure !== null)
    return failed(`The session ended: ${describeStoreError(end.failure.error)}`);
  if (end.last === null) return failed('No cycle could be run.');
  const entries = await storedEntries(played.home.store, end.last.state);
  if (!entries.ok) return failed(`No history: ${entries.error}`);
  const facts: ClosingFacts = {
    state: end.last.state,
    equity: end.last.equity,
    entries: entries.value,
    universe: played.home.venue.universe(),
    tally: end.tally,
    stateFolder: played.options.stateFolder,
    stop,
    market: end.market,
  };
  if (played.options.output === 'json') closingLines(facts).forEach(telemetryFor(played).log);
  else print(...closingReport(facts));
  return stop === null ? EXIT.done : EXIT.failed;
};

// A reading that stops at problems looks ahead: the session may have ended before it came to one.
const stopOf = (
  { source }: StartOptions,
  { market }: SessionEnd,
  problem: TapeProblem | null,
): TapeProblem | null =>
  source.kind === 'recording' && source.onProblem === 'stop' && market === 'tape-ended'
    ? problem
    : null;

const introduce = (played: OpenedPaper): void => {
  const { config, settings, home, options, changed } = played;
  const { portfolio } = settings.identity;
  if (options.output === 'json') {
    const lines = openingLines({ preset: config.preset, changed, portfolio, home });
    return lines.forEach(telemetryFor(played).log);
  }
  print(
    `[Keel] Paper trading, preset ${config.preset}, portfolio ${portfolio}` +
      (home.origin === 'resumed' ? ', going on where it was' : ''),
    ...changed,
    ...describeTape(home.tape),
  );
};

/** Runs a paper session. */
export const startPaper = async (
  options: StartOptions,
  config: PaperConfig,
  env: Environment,
): Promise<ExitCode> => {
  const problems = problemLog(note);
  const complaints = { problem: problems.report, line: note };
  const say = options.output === 'json' ? note : print;
  const view = startView(options.view, { say, warn: note });
  const opened = await openPaper(options, { config, env }, complaints);
  if (!opened.ok) {
    await view.close();
    return failed(...opened.error);
  }
  const played = opened.value;
  const warn = (message: string): void => {
    if (options.output === 'terminal') print(message);
    else telemetryFor(played).log({ level: 'warn', message, fields: {} });
  };
  await openView(view, played, { env, warn });
  introduce(played);
  const show = showOn(view, played);
  const { end, wasAsked } = await play(played, show);
  if (end.last !== null) show(end.last);
  await view.ended(endWords(end, wasAsked));
  const code = await close(played, end, stopOf(options, end, problems.first()));
  const { portfolio } = played.settings.identity;
  const place = { stateFolder: options.stateFolder, portfolio };
  note(...problems.summary(), ...(await writeProblems(place, problems.lines())));
  const { embedded } = played.home;
  await embedded.stop();
  await (wasAsked ? view.close() : view.leave());
  const failure = embedded.failure();
  return failure === null ? code : failed(storeGaveUp(options.stateFolder, failure));
};
