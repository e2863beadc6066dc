// Finds an order by its id, or by the beginning of it, and gathers what is stored of it.

import { statementOf } from '../accounting/statement.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { err, ok } from '../units/result.ts';
import { formatTime, hours, minutes } from '../units/time.ts';
import { recordsUntil } from './explain-history.ts';
import type { CycleRecord } from '../domain/cycle-record.ts';
import type { Intent, SettledIntent } from '../domain/intent.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { Result } from '../units/result.ts';
import type { OrderFacts } from './explain-facts.ts';
import type { Past } from './explain-history.ts';

// A cycle journals within minutes of the look that its record is named by.
const CYCLE_MAX = minutes(15);

const orderIn = (entry: LedgerEntry): readonly string[] => ('order' in entry ? [entry.order] : []);

/** The ids that are known of recent orders, the latest first. */
export const knownOrders = ({ state, records, entries }: Past): readonly string[] => [
  ...new Set(
    [
      ...records.flatMap(({ orders }) => orders.map(({ order }) => order)),
      ...entries.flatMap(orderIn),
      ...state.intents.map(({ id }) => String(id)),
    ]
      .filter((id) => id !== '')
      .toReversed(),
  ),
];

/** Finds the ids that begin like this. */
export const matchingOrders = (past: Past, start: string): readonly string[] => {
  const wanted = start.replace(/[~.…]+$/, '').toLowerCase();
  return knownOrders(past).filter((id) => id.startsWith(wanted));
};

const rowOf = (record: CycleRecord | undefined, id: string): OrderFacts['row'] =>
  record?.orders.find(({ order }) => order === id) ?? null;

const recordIn = (records: readonly CycleRecord[], id: string): CycleRecord | undefined =>
  records.find((record) => rowOf(record, id) !== null);

// Of an order older than what was looked back over, the intent says when it was.
const recordOf = async (
  past: Past,
  id: string,
  intent: Intent | undefined,
): Promise<Result<CycleRecord | undefined, string>> => {
  const found = recordIn(past.records, id);
  if (found !== undefined || intent === undefined) return ok(found);
  const then = await recordsUntil(past, intent.journaledAt, CYCLE_MAX);
  if (!then.ok) return then;
  return ok(recordIn(then.value, id));
};

const cancelsIn = (records: readonly CycleRecord[], id: string): OrderFacts['cancels'] =>
  records.flatMap(({ at, canceled }) =>
    canceled.flatMap(({ order, reason }) => (order === id ? [{ at, reason }] : [])),
  );

const LIFE_MAX = hours(1);

const recordsOfLife = async (
  past: Past,
  settled: SettledIntent | null,
): Promise<readonly CycleRecord[]> => {
  const [first] = past.records;
  const isWithin = settled === null || first === undefined || first.at <= formatTime(settled.at);
  if (isWithin) return past.records;
  const then = await recordsUntil(past, settled.at, LIFE_MAX);
  return then.ok ? then.value : [];
};

/** Gathers what is stored of one order; null where nothing is. */
export const orderFacts = async (
  past: Past,
  id: string,
): Promise<Result<OrderFacts | null, string>> => {
  const read = await past.store.readSettled(id);
  if (!read.ok) return err(describeStoreError(read.error));
  const settled = read.value;
  const intent = past.state.intents.find((one) => one.id === id);
  const record = await recordOf(past, id, settled?.intent ?? intent);
  if (!record.ok) return record;
  const own = past.entries.filter((entry) => orderIn(entry).includes(id));
  const row = rowOf(record.value, id);
  if (settled === null && intent === undefined && row === null && own.length === 0) return ok(null);
  const life = await recordsOfLife(past, settled);
  return ok({
    id,
    record: record.value ?? null,
    row,
    intent: intent ?? null,
    settled,
    cancels: cancelsIn(life, id),
    lines: statementOf(past.entries).filter(({ entry }) => orderIn(entry).includes(id)),
    transitions: own.flatMap((entry) =>
      entry.kind === 'transition' || entry.kind === 'failed-fill' ? [entry] : [],
    ),
  });
};
