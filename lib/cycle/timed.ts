// How long a cycle and its calls to the venue take, by the clock of the cycle: on the virtual clock
// of a tape that is the tape's time, so that what is measured there is the same in every run.

import { minus } from '../units/quantity.ts';
import { msOfDuration } from '../units/time.ts';
import type { Observed } from '../domain/observed.ts';
import type { Telemetry } from '../ports/telemetry.ts';
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

// The slowest call of an endpoint stands for it: that is the one which costs the cycle its time.
const tell = (telemetry: Telemetry, calls: readonly Call[]): void => {
  for (const [detail, some] of Map.groupBy(calls, ({ endpoint }) => endpoint)) {
    const ms = Math.max(...some.map((call) => call.ms));
    const count = some.filter(({ isError }) => isError).length;
    telemetry.metric({ name: 'VenueLatency', value: { kind: 'ms', ms }, detail });
    telemetry.metric({ name: 'VenueErrors', value: { kind: 'count', count }, detail });
  }
};

/** Runs a cycle and tells how long it took, and how long each endpoint of the venue. */
export const timed = async (
  ports: Ports,
  cycle: (ports: Ports) => Promise<CycleEnd>,
): Promise<CycleEnd> => {
  const { clock, telemetry } = ports;
  const since = (start: DurationMs): number =>
    Number(msOfDuration(minus(clock.monotonic(), start)));
  const calls: Call[] = [];
  const measure: Measure = async (endpoint, call, isError) => {
    const start = clock.monotonic();
    const answer = await call();
    calls.push({ endpoint, ms: since(start), isError: isError(answer) });
    return answer;
  };
  const start = clock.monotonic();
  const end = await cycle({ ...ports, venue: measured(ports.venue, measure) });
  tell(telemetry, calls);
  if (end.kind !== 'skipped')
    telemetry.metric({
      name: 'CycleDuration',
      value: { kind: 'ms', ms: since(start) },
      detail: null,
    });
  return end;
};
