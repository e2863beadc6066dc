// The set of March and April 2026: sparse snapshots of one token a market, in shards by week.

import { err, ok } from '../../units/result.ts';
import { field } from '../csv.ts';
import { mlb2026Metadata } from '../metadata/mlb2026.ts';
import { resolutions } from '../resolutions.ts';
import { subjects } from '../subjects.ts';
import { knownMarkets } from '../universe.ts';
import { INDEX_COLUMNS, parseIndexRow } from './index-rows.ts';
import { isWithin, mlb2026Reader } from './reader.ts';
import { isSnapshotRow, tailOf } from './rows.ts';
import type { Survey, TapeFormat } from '../format.ts';
import type { IndexRow } from './index-rows.ts';

/** The reader of `mlb2026-depth-snapshots`. */
export const mlb2026: TapeFormat = {
  set: 'mlb2026-depth-snapshots',
  headerLines: 0,
  order: 'by-time',
  indexColumns: INDEX_COLUMNS,
  recognises: ({ firstLine }) => isSnapshotRow(firstLine),
  survey: ({ path, table }) => {
    const byToken = new Map<string, IndexRow>();
    for (const row of table.rows) {
      const parsed = parseIndexRow(row);
      if (typeof parsed === 'string')
        return err({ kind: 'INDEX_MALFORMED', path, line: row.line, detail: parsed });
      byToken.set(field(row, 'token_id'), parsed);
    }
    return ok(surveyOf(byToken));
  },
};

const surveyOf = (byToken: ReadonlyMap<string, IndexRow>): Survey => {
  const seen = new Map<IndexRow, number>();
  const strangers = new Map<string, string>();
  const tokens = subjects();
  return {
    line: (file, text) => {
      const tail = tailOf(text);
      if (tail === undefined) return undefined;
      const known = byToken.get(tail.token);
      if (known === undefined) strangers.set(file, `token ${tail.token} is not in the index`);
      if (known === undefined || !isWithin(tail.at, known)) return undefined;
      tokens.add(file, tail.token);
      seen.set(known, Math.max(tail.at, seen.get(known) ?? 0));
      return tail.at;
    },
    complaintOf: (file) => strangers.get(file),
    subjectsOf: tokens.of,
    plan: ({ start, assume }) => {
      const markets = [...seen.keys()];
      const facts = markets.map((row) => row.facts);
      const known = knownMarkets(facts, mlb2026Metadata, { assume, start });
      return {
        ...known,
        readerOf: (_file, findings) => mlb2026Reader(known.universe, byToken, findings),
        closing: resolutions(markets.map((row) => ({ ...row, last: seen.get(row) ?? row.last }))),
      };
    },
  };
};
