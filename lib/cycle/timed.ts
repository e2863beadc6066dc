// How a cycle ended and how long it and its calls to the venue took, by the clock of the cycle: on
// the virtual clock of a tape that is the tape's time, so that what is measured there is the same
// in every run.

import { minus } from '../units/quantity.ts';
import { msOfDuration } from '../units/time.ts';
import { counted } from './counted.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Observed } from '../domain/observed.ts';
import type { Metric } from '../ports/telemetry.ts';
import type { Venue } from '../ports/venue.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { CycleEnd } from './finish.ts';
import type { Ports } from './ports.ts';

type Call = { readonly endpoint: string; readonly ms: number; readonly isError: boolean };

type Measure = <T>(
  endpoint: string,
  call: () => Promise<T>,
  isError: (answer: T) => boolean,
) => Promise<T>;

const isUnknown = (answer: Observed<unknown>): boolean => answer.kind === 'unknown';

// Signing asks nobody, hence it is not measured.
const measured = (venue: Venue, measure: Measure): Venue => {
  const read = <T extends Observed<unknown>>(
    endpoint: string,
    call: () => Promise<T>,
  ): Promise<T> => measure(endpoint, call, isUnknown);
  return {
    fetchTime: () => read('fetchTime', () => venue.fetchTime()),
    fetchMode: () => read('fetchMode', () => venue.fetchMode()),
    fetchUniverse: () => read('fetchUniverse', () => venue.fetchUniverse()),
    fetchBooks: (tokens) =>
      measure(
        'fetchBooks',
        () => venue.fetchBooks(tokens),
        (books) => [...books.values()].some(isUnknown),
      ),
    fetchPrints: (from) => read('fetchPrints', () => venue.fetchPrints(from)),
    fetchTargets: (wallets, from) => read('fetchTargets', () => venue.fetchTargets(wallets, from)),
    fetchOpenOrders: () => read('fetchOpenOrders', () => venue.fetchOpenOrders()),
    fetchOrder: (id) => read('fetchOrder', () => venue.fetchOrder(id)),
    fetchFills: (from, trades) => read('fetchFills', () => venue.fetchFills(from, trades)),
    fetchActivity: (from) => read('fetchActivity', () => venue.fetchActivity(from)),
    fetchBalances: (tokens, doubted) =>
      read('fetchBalances', () => venue.fetchBalances(tokens, doubted)),
    sign: (approved, expiration) => venue.sign(approved, expiration),
    postOrder: (orders) =>
      measure(
        'postOrder',
        () => venue.postOrder(orders),
        (outcomes) => outcomes.some(({ kind }) => kind === 'unknown'),
      ),
    cancelOrders: (ids) => read('cancelOrders', () => venue.cancelOrders(ids)),
    cancelAll: () => read('cancelAll', () => venue.cancelAll()),
  };
};

const errorsIn = (calls: readonly Call[]): number => calls.filter(({ isError }) => isError).length;

// The slowest call of an endpoint stands for it: that is the one which costs the cycle its time.
const callMetrics = (calls: readonly Call[]): readonly Metric[] =>
  [...Map.groupBy(calls, ({ endpoint }) => endpoint)].flatMap(([detail, some]): Metric[] => {
    const ms = Math.max(...some.map((call) => call.ms));
    return [
      { name: 'VenueLatency', value: { kind: 'ms', ms }, detail },
      counted('VenueErrors', errorsIn(some), detail),
    ];
  });

const strengthOf = (reading: KillSwitchReading): number => {
  if (reading.kind === 'failed') return 3;
  return { off: 0, 'reduce-only': 1, halt: 2 }[reading.position];
};

type Told = {
  readonly end: CycleEnd;
  readonly calls: readonly Call[];
  readonly readings: readonly KillSwitchReading[];
  readonly ms: number;
};

// A skipped cycle is none: another one tells how it ended.
const cycleMetrics = ({ end, calls, readings, ms }: Told): readonly Metric[] => {
  if (end.kind === 'skipped') return callMetrics(calls);
  // The reading at the start rules the cycle; a later one only stops what is not sent yet.
  const [reading] = readings;
  return [
    ...callMetrics(calls),
    counted('VenueErrors', errorsIn(calls)),
    ...(reading === undefined ? [] : [counted('KillSwitch', strengthOf(reading))]),
    counted('CycleSaved', end.kind === 'saved' ? 1 : 0),
    { name: 'CycleDuration', value: { kind: 'ms', ms }, detail: null },
  ];
};

/**
 * Runs a cycle and tells how it ended, under which kill switch, how long it took, and how long
 * each endpoint of the venue. All of it is known of a cycle that could not even load its state.
 */
export const timed = async (
  ports: Ports,
  cycle: (ports: Ports) => Promise<CycleEnd>,
): Promise<CycleEnd> => {
  const { clock, telemetry } = ports;
  const since = (start: DurationMs): number =>
    Number(msOfDuration(minus(clock.monotonic(), start)));
  const calls: Call[] = [];
  const readings: KillSwitchReading[] = [];
  const measure: Measure = async (endpoint, call, isError) => {
    const start = clock.monotonic();
    const answer = await call();
    calls.push({ endpoint, ms: since(start), isError: isError(answer) });
    return answer;
  };
  const read = async (): Promise<KillSwitchReading> => {
    const reading = await ports.killSwitch.read();
    readings.push(reading);
    return reading;
  };
  const start = clock.monotonic();
  const venue = measured(ports.venue, measure);
  const end = await cycle({ ...ports, venue, killSwitch: { read } });
  const told = { end, calls, readings, ms: since(start) };
  for (const metric of cycleMetrics(told)) telemetry.metric(metric);
  return end;
};
