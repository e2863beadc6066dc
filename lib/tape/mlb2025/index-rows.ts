// The table beside the games: which market and which tokens a file is about, and who won.

import { conditionId, eventId, tokenId } from '../../units/ids.ts';
import { ONE, ZERO_RATIO } from '../../units/ratio.ts';
import { after } from '../../units/time.ts';
import { parseUsdc } from '../../units/usdc.ts';
import { field } from '../csv.ts';
import { GAME_LENGTH } from '../metadata/mlb2025.ts';
import { msOfIso, toTime } from '../numbers.ts';
import type { Ratio } from '../../units/ratio.ts';
import type { CsvRow } from '../csv.ts';
import type { MarketFacts } from '../universe.ts';

/** The columns that are needed. */
export const INDEX_COLUMNS = [
  'file',
  'slug',
  'condition_id',
  'token_1',
  'token_2',
  'outcome_1',
  'outcome_2',
  'winner',
  'volume',
  'game_start',
] as const;

/** What the table says of one file. */
export type IndexRow = { readonly facts: MarketFacts; readonly yesPayout: Ratio };

const CONDITION = /^0x[0-9a-f]{64}$/;
const TOKEN = /^[1-9]\d{0,77}$/;

/** Reads one row of the table; a text says what is wrong with it. */
export const parseIndexRow = (row: CsvRow): IndexRow | string => {
  const condition = field(row, 'condition_id');
  const [yes, no] = [field(row, 'token_1'), field(row, 'token_2')];
  const [yesLabel, noLabel] = [field(row, 'outcome_1'), field(row, 'outcome_2')];
  const winner = field(row, 'winner');
  const slug = field(row, 'slug');
  const volume = parseUsdc(field(row, 'volume'));
  const start = msOfIso(field(row, 'game_start'));
  if (!CONDITION.test(condition)) return `condition_id '${condition}' is not 0x and 64 hex digits`;
  if (!TOKEN.test(yes) || !TOKEN.test(no) || yes === no)
    return 'two different token ids are needed';
  if (winner !== yesLabel && winner !== noLabel)
    return `winner '${winner}' is none of the outcomes`;
  if (yesLabel === noLabel) return `both outcomes are called '${yesLabel}'`;
  if (slug === '') return 'the slug is empty';
  if (!volume.ok) return `volume '${field(row, 'volume')}' is no dollar amount`;
  if (start === undefined) return `game_start '${field(row, 'game_start')}' is no time`;
  const gameStart = toTime(start);
  return {
    yesPayout: winner === yesLabel ? ONE : ZERO_RATIO,
    facts: {
      condition: conditionId(condition),
      slug,
      event: eventId(slug),
      yes: tokenId(yes),
      no: tokenId(no),
      outcomeLabels: { yes: yesLabel, no: noLabel },
      end: { kind: 'at', at: after(gameStart, GAME_LENGTH) },
      gameStart: { kind: 'at', at: gameStart },
      volume24h: volume.value,
    },
  };
};
