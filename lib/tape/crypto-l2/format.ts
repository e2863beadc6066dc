// The set of December 2025: books and trades of both tokens of up-or-down markets, a file each.

import { eventId } from '../../units/ids.ts';
import { present } from '../../units/invariant.ts';
import { ok } from '../../units/result.ts';
import { idsOfName } from '../made-ids.ts';
import { ASSUMED_VOLUME, cryptoL2Metadata } from '../metadata/crypto-l2.ts';
import { toTime } from '../numbers.ts';
import { knownMarkets } from '../universe.ts';
import { mirrorCheck } from './mirror-check.ts';
import { cryptoL2Reader } from './reader.ts';
import { isRow, isWithin, marketInName, parseRow, timeOfRow } from './rows.ts';
import type { Survey, SurveyedFile, TapeFormat } from '../format.ts';
import type { MarketFacts } from '../universe.ts';
import type { FileRole } from './reader.ts';
import type { NamedMarket } from './rows.ts';

/** The reader of `crypto-l2-and-trades-2025-12`. */
export const cryptoL2: TapeFormat = {
  set: 'crypto-l2-and-trades-2025-12',
  headerLines: 0,
  order: 'by-time',
  indexColumns: [],
  recognises: ({ name, firstLine }) => marketInName(name) !== undefined && isRow(firstLine),
  survey: () => ok(startSurvey()),
};

const startSurvey = (): Survey => {
  const mirrors = mirrorCheck();
  // Files of books, by market and outcome: those of YES are shown where there are any.
  const withBooks = new Set<string>();
  return {
    line: (file, text, line) => {
      const named = marketInName(file);
      const at = timeOfRow(text);
      if (named === undefined || at === undefined || !isWithin(at, named)) return undefined;
      const row = parseRow(text);
      if (typeof row === 'string') return undefined;
      if (row.kind === 'book') {
        withBooks.add(`${named.name} ${named.outcome}`);
        mirrors.take({ file, line, at, named, book: row.book });
      }
      return at;
    },
    complaintOf: () => undefined,
    // The name of a file says its one token, and a folder has a name only once.
    subjectsOf: () => new Set(),
    plan: ({ files, start, assume }) => {
      const known = knownMarkets(factsOf(files), cryptoL2Metadata, { assume, start });
      const roleOf = (file: string): FileRole => {
        const named = present(marketInName(file), 'the name of a recognised file says its market');
        const market = known.universe.markets.get(idsOfName(named.name).condition);
        const isShown = named.outcome === 'YES' || !withBooks.has(`${named.name} YES`);
        return {
          market: present(market, 'the market of a file is known'),
          named,
          books: isShown ? 'shown' : 'mirrored',
        };
      };
      return {
        ...known,
        readerOf: (file, findings) => {
          mirrors.tellOf(file, findings);
          return cryptoL2Reader(roleOf(file), findings);
        },
        closing: [],
      };
    },
  };
};

const factsOf = (files: readonly SurveyedFile[]): readonly MarketFacts[] => {
  const named = files.flatMap((file) => marketInName(file.name) ?? []);
  const byName = new Map(named.map((market) => [market.name, market]));
  return [...byName.values()].map(marketFacts);
};

const marketFacts = ({ name, end }: NamedMarket): MarketFacts => ({
  ...idsOfName(name),
  slug: name,
  event: eventId(name),
  outcomeLabels: { yes: 'Up', no: 'Down' },
  end: { kind: 'at', at: toTime(end) },
  gameStart: { kind: 'none' },
  volume24h: ASSUMED_VOLUME,
});
