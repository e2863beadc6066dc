// The set of June 2025: twelve games, both tokens of each, as websocket messages row by row.

import { present } from '../../units/invariant.ts';
import { err, ok } from '../../units/result.ts';
import { field } from '../csv.ts';
import { mlb2025Metadata } from '../metadata/mlb2025.ts';
import { msIn } from '../numbers.ts';
import { resolutions } from '../resolutions.ts';
import { timeGate } from '../time-gate.ts';
import { knownMarkets } from '../universe.ts';
import { INDEX_COLUMNS, parseIndexRow } from './index-rows.ts';
import { strangerIn } from './messages.ts';
import { mlb2025Reader } from './reader.ts';
import { HEADER, parseRow } from './rows.ts';
import type { Plan, PlanInput, Survey, SurveyedFile, TapeFormat } from '../format.ts';
import type { TimeGate } from '../time-gate.ts';
import type { Decided } from '../resolutions.ts';
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
    return ok(surveyOf(rows));
  },
};

type IndexRows = ReadonlyMap<string, IndexRow>;

const surveyOf = (rows: IndexRows): Survey => {
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
    complaintOf: (file) => (rows.has(file) ? strangers.get(file) : 'no row names the file'),
    subjectsOf: (file) => new Set([rows.get(file)?.facts.condition ?? file]),
    plan: (input) => planOf(rows, input),
  };
};

const planOf = (rows: IndexRows, input: PlanInput): Plan => {
  const read = input.files.filter((file) => file.rows > 0);
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
    closing: resolutions(decided(rows, read)),
  };
};

// The last row of a market is the last one of any file about it.
const decided = (rows: IndexRows, files: readonly SurveyedFile[]): readonly Decided[] => {
  const byMarket = Map.groupBy(files, (file) => rows.get(file.name)?.facts.condition);
  return [...byMarket.values()].flatMap((members) => {
    const row = rows.get(members[0]?.name ?? '');
    return row === undefined ? [] : [{ ...row, last: Math.max(...members.map((f) => f.last)) }];
  });
};
