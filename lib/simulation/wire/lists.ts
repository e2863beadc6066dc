// The lists of the CLOB, page by page.

import { answer, failure } from './message.ts';
import { CLOB_CURSORS, pageByPlace } from './paging.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';

/** What a list holds, and what a cursor that is none is answered. */
export type WireList = { readonly rows: readonly unknown[]; readonly refusal: string };

/** Answers with the page that was asked for. */
export const listAnswer = (
  { switches }: WireServer,
  { query }: WireCall,
  { rows, refusal }: WireList,
): WireAnswer => {
  const { pageRows } = switches.get();
  const page = pageByPlace(rows, query.get('next_cursor') ?? CLOB_CURSORS.first, pageRows);
  if (page === null) return failure(400, refusal);
  return answer({
    limit: pageRows,
    count: page.rows.length,
    next_cursor: page.next ?? CLOB_CURSORS.end,
    data: page.rows,
  });
};
