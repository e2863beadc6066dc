// The table beside the snapshots: one row a token, with its market, its game and whether it won.

import { conditionId, eventId, tokenId } from '../../units/ids.ts';
import { ONE, ZERO_RATIO } from '../../units/ratio.ts';
import { after } from '../../units/time.ts';
import { field } from '../csv.ts';
import { GAME_LENGTH } from '../metadata/mlb2025.ts';
import { ASSUMED_VOLUME } from '../metadata/mlb2026.ts';
import { msOfIso, toTime } from '../numbers.ts';
import { oppositeToken } from '../made-ids.ts';
import type { Ratio } from '../../units/ratio.ts';
import type { CsvRow } from '../csv.ts';
import type { MarketFacts } from '../universe.ts';

/** The columns that are needed. */
export const INDEX_COLUMNS = [
  'condition_id',
  'token_id',
  'slug',
  'first_pitch',
  'is_winner',
  'first_ts',
  'last_ts',
] as const;

/** What the table says of one token. */
export type IndexRow = {
  readonly facts: MarketFacts;
  readonly yesPayout: Ratio;
  /** When its first and last snapshots were taken: no row lies outside. */
  readonly first: number;
  readonly last: number;
};

const CONDITION = /^0x[0-9a-f]{64}$/;
const TOKEN = /^[1-9]\d{0,77}$/;
const PAYOUTS = new Map([
  ['True', ONE],
  ['False', ZERO_RATIO],
]);

/** Reads one row of the table; a text says what is wrong with it. */
export const parseIndexRow = (row: CsvRow): IndexRow | string => {
  const condition = field(row, 'condition_id');
  const token = field(row, 'token_id');
  const slug = field(row, 'slug');
  const pitch = msOfIso(field(row, 'first_pitch'));
  const yesPayout = PAYOUTS.get(field(row, 'is_winner'));
  const [first, last] = [msOfIso(field(row, 'first_ts')), msOfIso(field(row, 'last_ts'))];
  if (!CONDITION.test(condition)) return `condition_id '${condition}' is not 0x and 64 hex digits`;
  if (!TOKEN.test(token)) return `token_id '${token}' is no decimal number`;
  if (slug === '') return 'the slug is empty';
  if (pitch === undefined) return `first_pitch '${field(row, 'first_pitch')}' is no time`;
  if (yesPayout === undefined) return `is_winner '${field(row, 'is_winner')}' is not True or False`;
  if (first === undefined || last === undefined) return 'first_ts and last_ts are needed';
  const gameStart = toTime(pitch);
  return {
    yesPayout,
    first,
    last,
    facts: {
      condition: conditionId(condition),
      slug,
      event: eventId(gameOf(slug)),
      yes: tokenId(token),
      no: oppositeToken(token),
      outcomeLabels: { yes: 'recorded outcome', no: 'other outcome' },
      end: { kind: 'at', at: after(gameStart, GAME_LENGTH) },
      gameStart: { kind: 'at', at: gameStart },
      volume24h: ASSUMED_VOLUME,
    },
  };
};

// `mlb-hou-sea-2026-04-12-total-8pt5` is about the same game as `mlb-hou-sea-2026-04-12`.
const gameOf = (slug: string): string => slug.replace(/-total-.*$/, '');
