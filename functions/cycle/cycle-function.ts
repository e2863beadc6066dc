// The function between its invocations. What it keeps are connections and what was read slowly, in
// a portfolio that is opened once; one whose cycle was broken off is never used again, so that
// whatever of it wakes up in a later invocation finds every way out closed.

import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { emfTelemetry } from '../../lib/adapters/telemetry/emf.ts';
import { readOrDefault } from '../../lib/config/variable.ts';
import { VARIABLES } from '../../lib/config/variables.ts';
import { describeHalt } from '../../lib/cycle/halt.ts';
import { redactionFor } from '../../lib/wiring/redaction.ts';
import { REQUESTS_END, timeLeftOf, whenLeft } from './bounds.ts';
import { runCycles, tellNoCycle } from './invocation.ts';
import { openTrading } from './open-trading.ts';
import { parseScheduleEvent } from './schedule-event.ts';
import type { EmfTelemetry } from '../../lib/adapters/telemetry/emf.ts';
import type { Environment } from '../../lib/config/variable.ts';
import type { Deadline } from './bounds.ts';
import type { InvocationEnd } from './invocation-end.ts';
import type { Trading } from './trading.ts';

/** A portfolio that is open, or being opened, and what ends its requests and its metrics. */
type Kept = {
  readonly requests: AbortController;
  readonly metrics: AbortController;
  readonly trading: Trading | null;
};

const closed = (): Kept => ({
  requests: new AbortController(),
  metrics: new AbortController(),
  trading: null,
});

/** The cycle function of one process. */
export type CycleFunction = {
  readonly telemetry: EmfTelemetry;
  /** The end of an invocation whose event may not be acted on; null where it may. */
  readonly refusalOf: (event: unknown) => InvocationEnd | null;
  /** Throws: only for a bug, after everything was cancelled. */
  readonly invoke: (deadline: Deadline) => Promise<InvocationEnd>;
  /** Ends what still runs, right before the process would be ended. */
  readonly timeOut: () => InvocationEnd;
};

// Of a portfolio that was broken off, lines still tell what became of it; its metrics would be
// taken for those of the next cycle, and a flush would tear those in two.
const whileHeard = (telemetry: EmfTelemetry, { metrics }: Kept): EmfTelemetry => ({
  ...telemetry,
  metric: (metric) => {
    if (!metrics.signal.aborted) telemetry.metric(metric);
  },
  flush: () => {
    if (!metrics.signal.aborted) telemetry.flush();
  },
});

const detailOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'something that is no error';

/** Where the function says what it says, and how it learns which texts are secrets. */
type Voice = {
  readonly telemetry: EmfTelemetry;
  readonly redact: (text: string) => string;
  readonly learn: (env: Environment) => void;
};

const voiceOf = (env: Environment, write: (line: string) => void): Voice => {
  let hide = redactionFor(env);
  const redact = (text: string): string => hide(text);
  const portfolio = readOrDefault(env, VARIABLES.portfolioId);
  return {
    telemetry: emfTelemetry({ portfolio, write, redact }),
    redact,
    learn: (whole) => {
      hide = redactionFor(whole);
    },
  };
};

const open = async (
  env: Environment,
  { telemetry, learn }: Voice,
  own: Kept,
): Promise<Trading | null> => {
  const lifetime = { kind: 'frozen', end: own.requests.signal } as const;
  const opened = await openTrading(env, { telemetry, lifetime, learn });
  if (opened.ok) return opened.value;
  tellNoCycle(telemetry, ...opened.error);
  return null;
};

// What was thrown is no outcome of a cycle: nobody knows what rests, so that nothing may.
const brokenBy = async (
  { telemetry, redact }: Voice,
  trading: Trading | null,
  error: unknown,
): Promise<Error> => {
  const outcome = trading === null ? null : await trading.cancelAll();
  const cancelled = outcome === null ? 'nothing was open' : describeHalt(outcome);
  const detail = redact(detailOf(error));
  tellNoCycle(telemetry, `the cycle broke by ${detail}; ${cancelled}`);
  return new Error(`The cycle broke by ${detail}`);
};

/** The place of the one portfolio that a process keeps open. */
type Place = {
  readonly kept: () => Kept;
  readonly put: (next: Kept) => void;
};

const invokeOn =
  (place: Place, env: Environment, voice: Voice) =>
  async (deadline: Deadline): Promise<InvocationEnd> => {
    const timeLeft = timeLeftOf(deadline, systemClock);
    const own = place.kept().trading === null ? closed() : place.kept();
    const heard = { ...voice, telemetry: whileHeard(voice.telemetry, own) };
    const isOver = (): boolean => own.requests.signal.aborted;
    // Another invocation may have begun, if this one was broken off and woke up in it.
    const keep = (next: Kept): void => {
      if (place.kept().requests === own.requests) place.put(next);
    };
    place.put(own);
    const callOff = whenLeft(timeLeft, REQUESTS_END, () => own.requests.abort());
    let { trading } = own;
    try {
      trading ??= await open(env, heard, own);
      if (trading === null || isOver()) return { kind: 'not-opened' };
      keep({ ...own, trading });
      const { telemetry } = heard;
      return await runCycles({ trading, telemetry, timeLeft, isOver });
    } catch (error) {
      keep(closed());
      throw await brokenBy(heard, trading, error);
    } finally {
      callOff();
      if (isOver()) keep(closed());
    }
  };

/** Makes the function of a process. Nothing is asked before the first invocation. */
export const createCycleFunction = (
  env: Environment,
  write: (line: string) => void,
): CycleFunction => {
  const voice = voiceOf(env, write);
  const { telemetry } = voice;
  let kept = closed();
  const place: Place = {
    kept: () => kept,
    put: (next) => {
      kept = next;
    },
  };
  return {
    telemetry,
    invoke: invokeOn(place, env, voice),
    refusalOf: (event) => {
      const parsed = parseScheduleEvent(event, readOrDefault(env, VARIABLES.portfolioId));
      if (parsed.ok) return null;
      telemetry.log({ level: 'error', message: `[Keel] ${parsed.error}`, fields: {} });
      return { kind: 'wrong-event' };
    },
    timeOut: () => {
      kept.requests.abort();
      kept.metrics.abort();
      kept = closed();
      tellNoCycle(telemetry, 'the time was over before the cycle was; it was broken off');
      return { kind: 'timed-out' };
    },
  };
};
