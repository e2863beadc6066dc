// The books of many tokens in few requests. Each token's book is known or unknown by itself; one
// that is missing from an answer is unknown, never empty.

import * as z from 'zod/mini';
import { known, unknown } from '../../domain/observed.ts';
import { parseBook, tokenOfBook } from './clob-book.ts';
import { plainError } from './http-error.ts';
import { leftOutOf } from './left-out.ts';
import { forEach, pieces } from './parallel.ts';
import { readWire } from './wire.ts';
import type { Book } from '../../domain/book.ts';
import type { Observed } from '../../domain/observed.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TokenId } from '../../units/ids.ts';
import type { EpochMs } from '../../units/time.ts';
import type { Api } from './api.ts';
import type { ReportLeftOut } from './left-out.ts';

/** The most books of one request. Source: venue, POST /books, read 2026-11-22. */
export const BOOKS_PER_REQUEST = 500;

const BOOKS = '/books';
const ENDPOINT = `POST ${BOOKS}`;

type Books = ReadonlyMap<TokenId, Observed<Book>>;

const answerWire = z.array(z.unknown());

const bookOf = (rows: readonly unknown[], askedAt: EpochMs): Observed<Book> => {
  const [row, ...others] = rows;
  if (row === undefined)
    return unknown(plainError('NOT_FOUND', ENDPOINT, 'the answer has no book of this token'));
  if (others.length > 0)
    return unknown(plainError('MALFORMED', ENDPOINT, 'the answer has two books of this token'));
  const book = parseBook(row, askedAt);
  return book.ok
    ? known(book.value, askedAt)
    : unknown(plainError('MALFORMED', ENDPOINT, book.error));
};

/** Where books are read. */
export type BookSource = {
  readonly clob: Api;
  readonly clock: Clock;
  readonly report: ReportLeftOut;
};

const fetchSome = async (
  { clob, clock, report }: BookSource,
  tokens: readonly TokenId[],
): Promise<Books> => {
  const askedAt = clock.now();
  const answer = await clob.ask(
    BOOKS,
    tokens.map((token) => ({ token_id: token })),
  );
  const all = (observed: Observed<Book>): Books =>
    new Map(tokens.map((token) => [token, observed]));
  if (!answer.ok) return all(unknown(answer.error));
  const rows = readWire(answerWire, answer.value);
  if (!rows.ok) return all(unknown(plainError('MALFORMED', ENDPOINT, rows.error)));
  const byToken = Map.groupBy(rows.value, tokenOfBook);
  const nameless = leftOutOf(
    ENDPOINT,
    (byToken.get(undefined) ?? []).map(() => 'asset_id: is not a token id'),
  );
  if (nameless !== null) report(nameless);
  return new Map(tokens.map((token) => [token, bookOf(byToken.get(token) ?? [], askedAt)]));
};

/** Reads the books of some tokens, each asked for once. */
export const fetchBooks = async (
  source: BookSource,
  tokens: readonly TokenId[],
): Promise<Books> => {
  const asked = pieces([...new Set(tokens)], BOOKS_PER_REQUEST);
  const answers = await forEach(asked, (piece) => fetchSome(source, piece));
  return new Map(answers.flatMap((books) => [...books]));
};
