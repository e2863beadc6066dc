// The public half of the venue as a small world behind HTTP: Gamma, CLOB and Data API on one port,
// in the shapes of the wire. Tests change the world, or make single calls go wrong.

import { json, startLoopback, text } from './server.ts';
import type { Exchange, Loopback, Reply } from './server.ts';

/** A row as it goes over the wire. */
export type WireRow = Readonly<Record<string, unknown>>;

/** What the world holds; everything may be replaced while the server runs. */
export type WireWorld = {
  markets: readonly WireRow[];
  events: readonly WireRow[];
  /** By condition id, for what Gamma does not tell. */
  clobMarkets: ReadonlyMap<string, WireRow>;
  /** By token id. */
  books: ReadonlyMap<string, WireRow>;
  /** Newest first, as the feed gives them. */
  trades: readonly WireRow[];
  activity: readonly WireRow[];
  lagSeconds: number;
  version: number;
  seconds: number;
  /** Rows of a page, whatever is asked for. */
  pageRows: number;
  /** Says what goes wrong with a call; null lets it pass. */
  fault: (exchange: Exchange) => Reply | null;
};

/** A world and the server that shows it. */
export type WireVenue = Loopback & { readonly world: WireWorld };

const EMPTY: WireWorld = {
  markets: [],
  events: [],
  clobMarkets: new Map(),
  books: new Map(),
  trades: [],
  activity: [],
  lagSeconds: 4,
  version: 2,
  seconds: 1_795_348_800,
  pageRows: 100,
  fault: () => null,
};

// Cursors are places in the list, in a form that nobody should read.
const page = (
  rows: readonly WireRow[],
  cursor: string | null,
  size: number,
): { readonly rows: readonly WireRow[]; readonly next: string | null } => {
  const start = cursor === null ? 0 : Number(Buffer.from(cursor, 'base64').toString());
  const end = start + size;
  const next = end < rows.length ? Buffer.from(String(end)).toString('base64') : null;
  return { rows: rows.slice(start, end), next };
};

const matches = (row: WireRow, field: string, wanted: readonly string[]): boolean =>
  wanted.length === 0 || wanted.includes(String(row[field]));

const marketPage = ({ markets, pageRows }: WireWorld, { query }: Exchange): Reply => {
  const closed = query.get('closed') === 'true';
  const found = markets.filter(
    (row) =>
      row['closed'] === closed &&
      matches(row, 'conditionId', query.getAll('condition_ids')) &&
      matches(row, 'slug', query.getAll('slug')),
  );
  const { rows, next } = page(found, query.get('after_cursor'), pageRows);
  return json({ markets: rows, ...(next !== null && { next_cursor: next }) });
};

const eventPage = ({ events }: WireWorld, { query }: Exchange): Reply => {
  const closed = query.get('closed') === 'true';
  const found = events.filter(
    (row) => (row['closed'] ?? false) === closed && matches(row, 'id', query.getAll('id')),
  );
  return json({ events: found });
};

const clobMarket = ({ clobMarkets }: WireWorld, { path }: Exchange): Reply => {
  const found = clobMarkets.get(path.slice('/clob-markets/'.length));
  return found === undefined ? text(404, '{"error":"market not found"}') : json(found);
};

const booksOf = ({ books }: WireWorld, { body }: Exchange): Reply => {
  const asked = JSON.parse(body) as readonly { readonly token_id: string }[];
  return json(asked.flatMap(({ token_id }) => books.get(token_id) ?? []));
};

const feed = (rows: readonly WireRow[], pageRows: number, { query }: Exchange): Reply => {
  const size = Math.min(Number(query.get('limit')), pageRows);
  const found = page(rows, query.get('cursor'), size);
  return json({
    data: found.rows,
    pagination: { limit: size, offset: 0, has_more: found.next !== null, next_cursor: found.next },
  });
};

const tradePage = ({ trades, pageRows }: WireWorld, exchange: Exchange): Reply => {
  const conditions = exchange.query.get('condition')?.split(',') ?? [];
  const least = Number(exchange.query.get('filter_amount') ?? 0);
  const found = trades.filter(
    (row) =>
      matches(row, 'condition_id', conditions) &&
      Number(row['price']) * Number(row['size']) >= least,
  );
  return feed(found, pageRows, exchange);
};

const activityPage = ({ activity, pageRows }: WireWorld, exchange: Exchange): Reply => {
  const user = exchange.query.get('user')?.toLowerCase();
  const start = Number(exchange.query.get('start'));
  const found = activity.filter(
    (row) => row['proxy_wallet'] === user && Number(row['timestamp']) >= start,
  );
  return feed(found, pageRows, exchange);
};

const answer = (world: WireWorld, exchange: Exchange): Reply => {
  const { path } = exchange;
  if (path.startsWith('/clob-markets/')) return clobMarket(world, exchange);
  switch (path) {
    case '/markets/keyset':
      return marketPage(world, exchange);
    case '/events/keyset':
      return eventPage(world, exchange);
    case '/books':
      return booksOf(world, exchange);
    case '/time':
      return json(world.seconds);
    case '/version':
      return json({ version: world.version });
    case '/v2/trades':
      return tradePage(world, exchange);
    case '/v2/activity':
      return activityPage(world, exchange);
    case '/v2/status':
      return json({ data: { serving: { lag_seconds: world.lagSeconds } } });
    default:
      return text(404, '{"error":"not found"}');
  }
};

/** Starts a world. */
export const startWireVenue = async (initial: Partial<WireWorld> = {}): Promise<WireVenue> => {
  const world: WireWorld = { ...EMPTY, ...initial };
  const loopback = await startLoopback(
    (exchange) => world.fault(exchange) ?? answer(world, exchange),
  );
  return { ...loopback, world };
};

/** Makes every call whose path begins like this go wrong in the same way. */
export const failing =
  (path: string, reply: Reply): WireWorld['fault'] =>
  (exchange) =>
    exchange.path.startsWith(path) ? reply : null;
