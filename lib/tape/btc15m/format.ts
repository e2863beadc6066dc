// The set of February 2026: the top of the book of bitcoin markets, once a second. The recorder
// wrote its whole memory again every minute, so nine of ten rows are repetitions.

import { conditionId, eventId, tokenId } from '../../units/ids.ts';
import { ok } from '../../units/result.ts';
import { ASSUMED_VOLUME, btc15mMetadata } from '../metadata/btc15m.ts';
import { toTime } from '../numbers.ts';
import { subjects } from '../subjects.ts';
import { knownMarkets } from '../universe.ts';
import { btc15mReader, isStrange } from './reader.ts';
import { HEADER, parseRow } from './rows.ts';
import type { Market } from '../../domain/market.ts';
import type { Survey, TapeFormat } from '../format.ts';
import type { MarketFacts } from '../universe.ts';
import type { RowMarket } from './rows.ts';

/** The reader of `btc15m-top5-books-2026-02`. */
export const btc15m: TapeFormat = {
  set: 'btc15m-top5-books-2026-02',
  headerLines: 1,
  order: 'by-time',
  indexColumns: [],
  recognises: ({ firstLine }) => firstLine === HEADER,
  survey: () => ok(startSurvey()),
};

const startSurvey = (): Survey => {
  const facts = new Map<string, MarketFacts>();
  const conditions = subjects();
  return {
    line: (file, text) => {
      const row = parseRow(text);
      if (typeof row === 'string') return undefined;
      const known = facts.get(row.market.condition) ?? factsOf(row.market);
      if (isStrange(row, known)) return undefined;
      facts.set(row.market.condition, known);
      conditions.add(file, row.market.condition);
      return row.ms;
    },
    complaintOf: () => undefined,
    subjectsOf: conditions.of,
    plan: ({ start, assume }) => {
      const known = knownMarkets([...facts.values()], btc15mMetadata, { assume, start });
      const markets = new Map<string, Market>(known.universe.markets);
      return {
        ...known,
        readerOf: (_file, findings) => btc15mReader(markets, findings),
        closing: [],
      };
    },
  };
};

const factsOf = ({ slug, condition, yes, no, end }: RowMarket): MarketFacts => ({
  condition: conditionId(condition),
  slug,
  event: eventId(slug),
  yes: tokenId(yes),
  no: tokenId(no),
  outcomeLabels: { yes: 'Up', no: 'Down' },
  end: { kind: 'at', at: toTime(end) },
  gameStart: { kind: 'none' },
  volume24h: ASSUMED_VOLUME,
});
