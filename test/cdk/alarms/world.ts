// A portfolio that is run minute by minute, and what CloudWatch gets to see of it: the lines that
// the cycle's telemetry writes, and beside them what the platform tells of functions and queues.

import { emfTelemetry } from '../../../lib/adapters/telemetry/emf.ts';
import { portfolioId } from '../../../lib/units/ids.ts';
import { minutes } from '../../../lib/units/time.ts';
import { RAIN, bookOf, universeWith } from '../../backtest/markets.ts';
import { openSession, playOn, settingsFrom } from '../../backtest/session.ts';
import { keyOf, samplesOf, seriesFrom } from './series.ts';
import type { EmfTelemetry } from '../../../lib/adapters/telemetry/emf.ts';
import type { Ports } from '../../../lib/cycle/ports.ts';
import type { CycleEnd } from '../../../lib/cycle/finish.ts';
import type { Tape, TapeEvent } from '../../../lib/domain/tape-event.ts';
import type { BookShape } from '../../backtest/markets.ts';
import type { SavedCycle, Session } from '../../backtest/session.ts';
import type { Sample, Series, SeriesKey } from './series.ts';

/** What is otherwise in a minute. All of it is as in a healthy one where nothing is said. */
export type Minute = {
  /** Changes the world before the cycle. */
  readonly before?: (session: Session) => void;
  /** The ports that the cycle runs on. */
  readonly ports?: (ports: Ports) => Ports;
  /** The book of the market. */
  readonly shape?: BookShape;
  /** What happens on the market besides, at this second. */
  readonly events?: (second: number) => readonly TapeEvent[];
  /** Whether the schedule calls the cycle, or the platform lets it run. */
  readonly cycle?: 'runs' | 'is not called' | 'is throttled' | 'crashes';
  /** What the watchdog found; null when it does not run. */
  readonly watchdog?: 0 | 1 | 2 | null;
  /** Events that could not be served, up to now. */
  readonly deadLetters?: number;
};

export const QUIET: BookShape = { bid: '0.48', ask: '0.52' };

/** A world. Minutes pass one after the other. */
export type World = {
  readonly session: Session;
  readonly pass: (minute?: Minute) => Promise<void>;
  /** Lets so many minutes pass that are alike. */
  readonly passMany: (count: number, minute?: Minute) => Promise<void>;
  readonly minutes: () => number;
  readonly series: () => Series;
  /** Every line that was written. */
  readonly lines: readonly string[];
};

const FUNCTION = { FunctionName: 'keel-main-cycle' };
const QUEUE = { QueueName: 'keel-main-dead-letters' };

// Lambda tells of each invocation whether it failed, and of none that did not happen; a queue tells
// its length once a minute.
/** What AWS tells of a minute beside what is ours. */
export const platformSamples = (
  at: number,
  { cycle = 'runs', deadLetters = 0 }: Pick<Minute, 'cycle' | 'deadLetters'>,
): readonly (readonly [SeriesKey, Sample])[] => {
  const lambda = (name: string, value: number) =>
    [keyOf('AWS/Lambda', name, FUNCTION), { at, value }] as const;
  const length = keyOf('AWS/SQS', 'ApproximateNumberOfMessagesVisible', QUEUE);
  const queue = [length, { at, value: deadLetters }] as const;
  if (cycle === 'is not called') return [queue];
  if (cycle === 'is throttled') return [queue, lambda('Throttles', 1)];
  return [queue, lambda('Throttles', 0), lambda('Errors', cycle === 'crashes' ? 1 : 0)];
};

const watch = (telemetry: EmfTelemetry, found: Minute['watchdog']): void => {
  if (found === null) return;
  const value = { kind: 'count', count: found ?? 0 } as const;
  telemetry.metric({ name: 'Watchdog', value, detail: null });
  telemetry.flush();
};

/** Plays a tape to its end, a cycle a minute, beside a watchdog with nothing to do. */
export const playedWorld = async (
  tape: Tape,
): Promise<{ readonly series: Series; readonly minutes: number }> => {
  const samples: (readonly [SeriesKey, Sample])[] = [];
  let passed = 0;
  const telemetry = emfTelemetry({
    portfolio: portfolioId('main'),
    write: (line) => void samples.push(...samplesOf(line, passed * 60 + 5)),
    redact: (text) => text,
  });
  const session = openSession({ universe: tape.universe, start: tape.start });
  const ports = { ...session.ports, telemetry };
  const play = { ...session, saved: () => savedOf(session.cycle(ports)) };
  await playOn(play, { tape }, () => {
    telemetry.flush();
    watch(telemetry, 0);
    samples.push(...platformSamples(passed * 60 + 10, {}));
    passed += 1;
  });
  return { series: seriesFrom(samples), minutes: passed };
};

const savedOf = async (ending: Promise<CycleEnd>): Promise<SavedCycle> => {
  const end = await ending;
  if (end.kind !== 'saved') throw new Error(end.kind);
  return end;
};

/** Opens a world on one quiet market, set by the variables of a run. */
export const openWorld = (env: Readonly<Record<string, string>> = {}): World => {
  const cash = env['PAPER_BALANCE_USD'] ?? '10000';
  const session = openSession({
    universe: universeWith(RAIN),
    settings: settingsFrom(env),
    cash,
  });
  const samples: (readonly [SeriesKey, Sample])[] = [];
  const lines: string[] = [];
  let passed = 0;
  const telemetry = emfTelemetry({
    portfolio: portfolioId('main'),
    write: (line) => {
      lines.push(line);
      samples.push(...samplesOf(line, passed * 60 + 5));
    },
    redact: (text) => text,
  });
  const run = async ({ ports = (all) => all }: Minute): Promise<void> => {
    await session.cycle(ports({ ...session.ports, telemetry }));
    telemetry.flush();
  };
  const pass = async (minute: Minute = {}): Promise<void> => {
    const { shape = QUIET, cycle = 'runs', events, before } = minute;
    const second = passed * 60;
    session.venue.apply(bookOf(RAIN, second, shape));
    for (const event of events?.(second) ?? []) session.venue.apply(event);
    before?.(session);
    if (cycle === 'runs') await run(minute);
    watch(telemetry, minute.watchdog);
    samples.push(...platformSamples(second + 10, minute));
    session.leaseClock.pass(minutes(1));
    passed += 1;
  };
  const passMany: World['passMany'] = async (count, minute) => {
    for (let index = 0; index < count; index += 1) await pass(minute);
  };
  return {
    session,
    pass,
    passMany,
    minutes: () => passed,
    series: () => seriesFrom(samples),
    lines,
  };
};
