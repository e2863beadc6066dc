// The set of June 2025: twelve games, both tokens of each, as websocket messages row by row.

import { present } from '../../units/invariant.ts';
import { err, ok } from '../../units/result.ts';
import { field } from '../csv.ts';
import { mlb2025Metadata } from '../metadata/mlb2025.ts';
import { msIn, toTime } from '../numbers.ts';
import { timeGate } from '../time-gate.ts';
import { knownMarkets } from '../universe.ts';
import { INDEX_COLUMNS, parseIndexRow } from './index-rows.ts';
import { strangerIn } from './messages.ts';
import { mlb2025Reader } from './reader.ts';
import { HEADER, parseRow } from './rows.ts';
import type { TapeEvent } from '../../domain/tape-event.ts';
import type { Plan, PlanInput, SetIndex, Survey, SurveyedFile, TapeFormat } from '../format.ts';
import type { TimeGate } from '../time-gate.ts';
import type { IndexRow } from './index-rows.ts';

/** The reader of `mlb2025-ws-book-deltas`. */
export const mlb2025: TapeFormat = {
  set: 'mlb2025-ws-book-deltas',
  headerLines: 1,
  order: 'as-recorded',
  indexColumns: INDEX_COLUMNS,
  recognises: ({ firstLine }) => firstLine === HEADER,
  survey: (index) => {
    const rows = new Map<string, IndexRow>();
    for (const row of index.table.rows) {
      const parsed = parseIndexRow(row);
      const { path } = index;
      if (typeof parsed === 'string')
        return err({ kind: 'INDEX_MALFORMED', path, line: row.line, detail: parsed });
      rows.set(field(row, 'file'), parsed);
    }
    return ok(surveyOf(index, rows));
  },
};

type IndexRows = ReadonlyMap<string, IndexRow>;

const surveyOf = (index: SetIndex, rows: IndexRows): Survey => {
  const gates = new Map<string, TimeGate>();
  const strangers = new Map<string, string>();
  return {
    line: (file, text) => {
      const row = parseRow(text);
      const facts = rows.get(file)?.facts;
      if (typeof row === 'string' || facts === undefined) return undefined;
      const stranger = strangerIn(row.envelope, facts);
      if (stranger !== undefined) {
        strangers.set(file, stranger);
        return undefined;
      }
      const ms = msIn(row.envelope.stamp);
      const gate = gates.get(file) ?? timeGate();
      gates.set(file, gate);
      return ms !== undefined && gate(ms) ? ms : undefined;
    },
    plan: (input) => {
      for (const { name: file, rows: count } of input.files) {
        const detail = rows.has(file) ? strangers.get(file) : 'no row names the file';
        if (detail !== undefined && count === 0)
          return err({ kind: 'INDEX_DISAGREES', path: index.path, file, detail });
      }
      return ok(planOf(rows, input));
    },
  };
};

const planOf = (rows: IndexRows, input: PlanInput): Plan => {
  const used = input.files.flatMap((file) => rows.get(file.name) ?? []);
  const facts = [...new Map(used.map((row) => [row.facts.condition, row.facts])).values()];
  const known = knownMarkets(facts, mlb2025Metadata, input);
  const marketOf = (file: string) => {
    const row = present(rows.get(file), 'a file that is read stands in the index');
    return present(known.universe.markets.get(row.facts.condition), 'its market is known');
  };
  return {
    ...known,
    readerOf: (file, findings) => mlb2025Reader(marketOf(file), findings),
    closing: resolutionsOf(rows, input.files),
  };
};

// The winner is recorded, the time is not: it is taken to be right after the market's last row.
const resolutionsOf = (rows: IndexRows, files: readonly SurveyedFile[]): readonly TapeEvent[] => {
  const last = new Map<IndexRow, number>();
  const byMarket = Map.groupBy(files, (file) => rows.get(file.name)?.facts.condition);
  for (const members of byMarket.values()) {
    const row = rows.get(members[0]?.name ?? '');
    if (row !== undefined) last.set(row, Math.max(...members.map((file) => file.last)));
  }
  return [...last]
    .toSorted(([, a], [, b]) => a - b)
    .map(([{ facts, yesPayout }, ms]) => ({
      kind: 'status',
      at: toTime(ms),
      condition: facts.condition,
      status: { kind: 'resolved', yesPayout },
    }));
};
