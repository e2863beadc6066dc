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
import { HEADER, rowParser } from './rows.ts';
import type { Findings, Survey, TapeFormat } from '../format.ts';
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

// What the first pass learns of one file: the lines that came later than their time.
type FileSeen = {
  readonly late: readonly number[];
  /** Takes a row; tells whether its time can be believed. */
  readonly take: (ms: number, line: number) => boolean;
};

const fileSeen = (): FileSeen => {
  const gate = timeGate();
  const late: number[] = [];
  let latest = 0;
  return {
    late,
    take: (ms, line) => {
      if (!gate(ms)) return false;
      if (ms < latest) late.push(line);
      latest = Math.max(latest, ms);
      return true;
    },
  };
};

const startSurvey = (): Survey => {
  const found = surveyPairs();
  const files = new Map<string, FileSeen>();
  const tokens = subjects();
  const parse = rowParser();
  const seenOf = (file: string): FileSeen => {
    const seen = files.get(file) ?? fileSeen();
    files.set(file, seen);
    return seen;
  };
  return {
    line: (file, text, line) => {
      const row = parse(text, line);
      if (typeof row === 'string' || !seenOf(file).take(row.ms, line)) return undefined;
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
