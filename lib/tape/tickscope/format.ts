// The set of 2026-06-07: every change and every trade of twelve tokens for a quarter of an hour.

import { ok } from '../../units/result.ts';
import { eventId, tokenId } from '../../units/ids.ts';
import { conditionOfToken, oppositeToken } from '../made-ids.ts';
import { ASSUMED_VOLUME, tickscopeMetadata } from '../metadata/tickscope.ts';
import { subjects } from '../subjects.ts';
import { timeGate } from '../time-gate.ts';
import { knownMarkets } from '../universe.ts';
import { surveyPairs } from './pairs.ts';
import { tickscopeReader } from './reader.ts';
import { HEADER, parseRow } from './rows.ts';
import type { Findings, Survey, TapeFormat } from '../format.ts';
import type { TimeGate } from '../time-gate.ts';
import type { MarketFacts } from '../universe.ts';
import type { TokenPair } from './pairs.ts';

/** The reader of `tickscope-ws-ticks`. */
export const tickscope: TapeFormat = {
  set: 'tickscope-ws-ticks',
  headerLines: 1,
  order: 'as-recorded',
  indexColumns: [],
  recognises: ({ firstLine }) => firstLine === HEADER,
  survey: () => ok(startSurvey()),
};

// What the first pass learns of one file: its latest time so far, and the lines that came later.
type FileSeen = { readonly gate: TimeGate; readonly late: number[]; readonly latest: number };

const startSurvey = (): Survey => {
  const found = surveyPairs();
  const files = new Map<string, FileSeen>();
  const tokens = subjects();
  return {
    line: (file, text, line) => {
      const row = parseRow(text);
      if (typeof row === 'string') return undefined;
      const seen = files.get(file) ?? { gate: timeGate(), late: [], latest: 0 };
      if (!seen.gate(row.ms)) return undefined;
      if (row.ms < seen.latest) seen.late.push(line);
      files.set(file, { ...seen, latest: Math.max(seen.latest, row.ms) });
      found.take(row);
      tokens.add(file, row.token);
      return row.ms;
    },
    complaintOf: () => undefined,
    subjectsOf: tokens.of,
    plan: ({ start, assume }) => {
      const facts = found.pairs().map(factsOf);
      const known = knownMarkets(facts, tickscopeMetadata, { assume, start });
      const markets = [...known.universe.markets.values()];
      return {
        ...known,
        readerOf: (file, findings) => {
          tellLate(files.get(file)?.late ?? [], findings);
          return tickscopeReader(markets, findings);
        },
        closing: [],
      };
    },
  };
};

const tellLate = (late: readonly number[], { tell }: Findings): void => {
  const [line] = late;
  const detail = 'the row is earlier than one before it; put in its place';
  if (line !== undefined) tell({ kind: 'disorder', line, rows: late.length, detail });
};

const factsOf = ({ yes, no }: TokenPair, index: number): MarketFacts => {
  const name = `market-${String(index + 1)}`;
  return {
    condition: conditionOfToken(yes),
    slug: name,
    event: eventId(name),
    yes: tokenId(yes),
    no: no === undefined ? oppositeToken(yes) : tokenId(no),
    outcomeLabels: { yes: 'first token', no: 'second token' },
    end: { kind: 'unknown' },
    gameStart: { kind: 'none' },
    volume24h: ASSUMED_VOLUME,
  };
};
