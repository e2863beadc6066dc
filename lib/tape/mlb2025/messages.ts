// Gathers the rows of a file into messages, and leaves out what is damaged, repeated or not of the
// market that the file is about.

import { LEVELS_MAX } from '../../domain/book.ts';
import { msIn } from '../numbers.ts';
import { timeGate } from '../time-gate.ts';
import { parseRow, sameMessage } from './rows.ts';
import type { Market } from '../../domain/market.ts';
import type { TapeProblem } from '../../domain/tape-event.ts';
import type { Findings, LineReader } from '../format.ts';
import type { Envelope, LevelRow, Message } from './rows.ts';

/** What tells the rows of a market from those of others. */
export type MarketIds = Pick<Market, 'slug' | 'yes' | 'no'>;

type Draft = { readonly envelope: Envelope; readonly line: number; readonly levels: LevelRow[] };

/** Hands on each message once its last row has been read. */
export const gatherMessages = (
  ids: MarketIds,
  tell: Findings['tell'],
  take: (message: Message) => void,
): LineReader => {
  const gate = timeGate();
  let draft: Draft | undefined;

  const finish = (): void => {
    if (draft === undefined) return;
    const { envelope, line, levels } = draft;
    draft = undefined;
    take({ ...envelope, at: msIn(envelope.stamp) ?? 0, line, levels });
  };
  const begin = (envelope: Envelope, level: LevelRow, line: number): void => {
    const stranger = strangerIn(envelope, ids);
    if (stranger === undefined && gate(msIn(envelope.stamp) ?? 0)) {
      finish();
      draft = { envelope, line, levels: [level] };
      return;
    }
    const detail = stranger ?? `timestamp ${envelope.stamp} is more than a day away`;
    tell({ kind: 'malformed', line, rows: 1, detail });
  };
  const line = (text: string, number: number): void => {
    const row = parseRow(text);
    if (typeof row === 'string') {
      tell({ kind: 'malformed', line: number, rows: 1, detail: row });
    } else if (draft === undefined || !sameMessage(draft.envelope, row.envelope)) {
      begin(row.envelope, row.level, number);
    } else {
      const problem = problemWith(row.level, draft.levels);
      if (problem === undefined) draft.levels.push(row.level);
      else tell({ ...problem, line: number, rows: 1 });
    }
  };
  return { line, end: finish };
};

/**
 * Says why a message cannot be of a market; undefined where it is. The tokens decide, and the
 * hashes prove it: the slug in the rows of one recorded file is that of another game.
 */
export const strangerIn = (envelope: Envelope, ids: MarketIds): string | undefined => {
  if (envelope.asset === ids.yes || envelope.asset === ids.no) return undefined;
  return `token ${envelope.asset} is not of ${ids.slug}`;
};

const problemWith = (
  row: LevelRow,
  levels: readonly LevelRow[],
): Pick<TapeProblem, 'kind' | 'detail'> | undefined => {
  if (levels.length >= 2 * LEVELS_MAX)
    return { kind: 'malformed', detail: 'more levels in a message than a book can have' };
  if (levels.some((l) => l.price === row.price && l.side === row.side && l.size === row.size))
    return { kind: 'duplicate', detail: 'the row stands twice in its message' };
  return undefined;
};
