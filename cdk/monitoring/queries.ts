// Charts of what is measured but is no series: queries over the one line that each cycle writes. A
// query costs by what it reads, and only while somebody looks.

import { LogQueryVisualizationType, LogQueryWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { fieldOf } from '../../lib/adapters/telemetry/series.ts';
import { CATEGORIES } from '../../lib/domain/category.ts';
import { BREAKERS } from '../../lib/domain/risk-state.ts';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { MetricName } from '../../lib/ports/telemetry.ts';
import type { RefusalCode } from '../../lib/domain/refusal.ts';
import type { Venue } from '../../lib/ports/venue.ts';

type Place = { readonly width: number; readonly height: number };

type Chart = Place & {
  readonly title: string;
  readonly log: ILogGroup;
  readonly view: LogQueryVisualizationType;
  readonly columns: readonly string[];
};

const { LINE, STACKEDAREA, TABLE } = LogQueryVisualizationType;

// Five minutes: on a day of cycles a chart then has as many points as it has pixels to spare.
const chart = ({ log, columns, ...rest }: Chart): LogQueryWidget =>
  new LogQueryWidget({
    ...rest,
    logGroupNames: [log.logGroupName],
    queryLines: ['filter ispresent(CycleSaved)', `stats ${columns.join(', ')} by bin(5m)`],
  });

const columnsOf = (
  how: 'max' | 'sum',
  metric: MetricName,
  details: readonly string[],
): readonly string[] =>
  details.map(fieldOf).map((field) => `${how}(coalesce(parts.${metric}.${field}, 0)) as ${field}`);

const ENDPOINTS = [
  'fetchTime',
  'fetchUniverse',
  'fetchBooks',
  'fetchPrints',
  'fetchOpenOrders',
  'fetchFills',
  'fetchActivity',
  'fetchBalances',
  'postOrder',
  'cancelOrders',
] as const satisfies readonly (keyof Venue)[];

const CODES = [
  'KILL_SWITCH',
  ...BREAKERS.map((reason) => `CIRCUIT_BREAKER: ${reason}` as const),
  'EXPOSURE_LIMIT',
  'COOLDOWN_CACHED',
  'SLIPPAGE_LIMIT',
  'STALE_DATA',
  'INTENT_UNRESOLVED',
  'MARKET_CLOSED',
  'MARKET_HALTED',
  'INSUFFICIENT_BALANCE',
  'LIVE_NOT_CLEARED',
  'MIN_SIZE',
  'OFF_TICK',
  'SIDE_OWNED',
] as const satisfies readonly RefusalCode[];

// A chart of a query has no lines beside what it asks for: a column that is the same at all times
// is one. The metric it is reckoned from is in every line that the query reads.
const level = (value: number, name: string): string => `max(CycleSaved * 0 + ${value}) as ${name}`;

/** Exposure by category, each with the same cap. */
export const exposureByCategory = (log: ILogGroup, cap: number, place: Place): LogQueryWidget =>
  chart({
    ...place,
    title: `Exposure by category ($; cap of each $${cap})`,
    log,
    view: LINE,
    columns: [...columnsOf('max', 'Exposure', CATEGORIES), level(cap, 'cap_of_each')],
  });

/** What became of orders: taken, refused by us, rejected by the venue, executed. */
export const orders = (log: ILogGroup, place: Place): LogQueryWidget =>
  chart({
    ...place,
    title: 'Orders and fills (count per 5 min)',
    log,
    view: LINE,
    columns: [
      'sum(OrdersSubmitted) as submitted',
      'sum(OrdersRefused) as refused_by_us',
      'sum(OrdersRejected) as rejected_by_venue',
      'sum(Fills) as fills',
    ],
  });

/** Our own refusals by their code. */
export const refusedByCode = (log: ILogGroup, place: Place): LogQueryWidget =>
  chart({
    ...place,
    title: 'Orders refused by code (count per 5 min)',
    log,
    view: STACKEDAREA,
    columns: columnsOf('sum', 'OrdersRefused', CODES),
  });

/** How long the venue took, by call. */
export const venueLatency = (log: ILogGroup, place: Place): LogQueryWidget =>
  chart({
    ...place,
    title: 'Venue latency by call (ms, slowest per 5 min)',
    log,
    view: LINE,
    columns: columnsOf('max', 'VenueLatency', ENDPOINTS),
  });

/** What the venue left without an answer, by call. */
export const venueErrors = (log: ILogGroup, place: Place): LogQueryWidget =>
  chart({
    ...place,
    title: 'Venue errors by call (count per 5 min)',
    log,
    view: STACKEDAREA,
    columns: columnsOf('sum', 'VenueErrors', ENDPOINTS),
  });

/** How long ago the cycle before was saved, and how old what was read was. */
export const ages = (log: ILogGroup, place: Place): LogQueryWidget =>
  chart({
    ...place,
    title: 'Age of the cycle before, and of what was read (ms)',
    log,
    view: LINE,
    columns: [
      'max(CycleAge) as cycle_age',
      ...columnsOf('max', 'DataLag', ['books', 'prints', 'targets']),
    ],
  });

/** The latest complaints of cycle and watchdog. */
export const complaints = (logs: readonly ILogGroup[], place: Place): LogQueryWidget =>
  new LogQueryWidget({
    ...place,
    title: 'Latest warnings and errors',
    logGroupNames: logs.map(({ logGroupName }) => logGroupName),
    view: TABLE,
    queryLines: [
      'fields @timestamp, level, message',
      'filter level in ["WARN", "ERROR"]',
      'sort @timestamp desc',
      'limit 30',
    ],
  });
