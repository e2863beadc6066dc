// The two feeds of the Data API: everybody's trades, and what one wallet did. They are behind the
// chain by a lag, are cached by URL on their way, and repeat rows now and then.
//
// Source: Data API v2 openapi and notes of others on its caches, read 2026-11-22.

import { epochMs, msOfDuration } from '../../units/time.ts';
import { timeAt } from '../micros.ts';
import { isSameAddress } from './account.ts';
import { comboRow, fillActivity, printActivity, printRow, walletActivity } from './feed-rows.ts';
import { wholeRedemptions } from './whole-redemptions.ts';
import { feedUnavailable, invalidRequest, listOf, pageAnswer, secondsIn } from './feed-query.ts';
import { fillsSince } from './own-history.ts';
import { nowOf } from './server.ts';
import { eachFill, takerOrders } from './taker-orders.ts';
import type { Activity } from '../../domain/activity.ts';
import type { Fill } from '../../domain/fill.ts';
import type { FeedRow } from './feed-rows.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';
import type { TakerOrder } from './taker-orders.ts';

// The last second that a feed has got to.
const horizonOf = (server: WireServer): number =>
  Math.floor((nowOf(server) - Number(msOfDuration(server.switches.get().lag))) / 1_000);

const ordersOf = ({ venue, switches }: WireServer): readonly TakerOrder[] => {
  const prints = venue.prints(epochMs(0n));
  return switches.get().takerRows === 'by-order' ? takerOrders(prints) : eachFill(prints);
};

const withCombo = (server: WireServer, rows: readonly FeedRow[]): readonly FeedRow[] =>
  server.switches.get().combos === 'shown' ? [comboRow(horizonOf(server)), ...rows] : rows;

const dollarsOf = ({ row }: FeedRow): number => Number(row['size']) * Number(row['price']);

const isLarge = (query: URLSearchParams) => {
  const least = Number(query.get('filter_amount') ?? '0.01');
  const isCash = query.get('filter_type') === 'CASH';
  return (row: FeedRow): boolean => (isCash ? dollarsOf(row) : Number(row.row['size'])) >= least;
};

const isUsers = (user: string | null) => {
  return ({ row }: FeedRow): boolean =>
    user === null || isSameAddress(String(row['proxy_wallet']), user);
};

// Times count in the feed of a wallet only; the feed of everybody serves what it has.
const isWithin = (query: URLSearchParams, server: WireServer) => {
  const from = secondsIn(query, 'start') ?? 0;
  const end = secondsIn(query, 'end') ?? 0;
  const until = Math.min(horizonOf(server), end === 0 ? Infinity : end);
  return ({ seconds }: FeedRow): boolean => seconds >= from && seconds <= until;
};

/** Answers GET /v2/trades, the newest first. */
export const readFeed = (server: WireServer, call: WireCall): WireAnswer => {
  const { query } = call;
  const conditions = listOf(query, 'condition');
  if (conditions === null) return invalidRequest('condition');
  const user = query.get('user');
  const side = query.get('side');
  const universe = server.venue.universe();
  const isTimely = isWithin(user === null ? new URLSearchParams() : query, server);
  const rows = ordersOf(server)
    .map((order) => printRow(universe, order))
    .filter(
      ({ row }) => conditions.length === 0 || conditions.includes(String(row['condition_id'])),
    )
    .filter(({ row }) => side === null || row['side'] === side)
    .filter(isUsers(user))
    .filter(isTimely)
    .toReversed();
  return pageAnswer(server, call, withCombo(server, rows).filter(isLarge(query)));
};

const movesSince = ({ venue, switches }: WireServer, from: number): readonly Activity[] | null => {
  const moves = venue.activity(timeAt(from));
  if (moves.kind === 'unknown') return null;
  return switches.get().redemptions === 'whole' ? wholeRedemptions(moves.value) : moves.value;
};

const hasSettled = ({ status }: Fill): boolean => status === 'MINED' || status === 'CONFIRMED';

// None when some of what happened since then was forgotten.
const ownRows = (server: WireServer, from: number): readonly FeedRow[] | null => {
  const { credits } = server;
  const fills = fillsSince(server, from);
  const moves = movesSince(server, from);
  if (fills === null || moves === null) return null;
  return [
    ...fills
      .filter(hasSettled)
      .toReversed()
      .flatMap((fill) => fillActivity(server, fill)),
    ...moves.map((row) => walletActivity(server, row)),
    ...credits.get().map((row) => walletActivity(server, row)),
  ];
};

const foreignRows = (server: WireServer, user: string): readonly FeedRow[] => {
  const universe = server.venue.universe();
  return ordersOf(server)
    .map((order) => printActivity(universe, order))
    .filter(isUsers(user));
};

const isOfType = (query: URLSearchParams) => {
  const types = listOf(query, 'type') ?? [];
  const isMoneyLeftOut = query.get('exclude_deposits_withdrawals') !== 'false';
  return ({ row }: FeedRow): boolean => {
    const type = String(row['type']);
    if (isMoneyLeftOut && (type === 'DEPOSIT' || type === 'WITHDRAWAL')) return false;
    return types.length === 0 || types.includes(type);
  };
};

/** Answers GET /v2/activity of one wallet, the newest first unless asked otherwise. */
export const readActivity = (server: WireServer, call: WireCall): WireAnswer => {
  const { query } = call;
  const user = query.get('user');
  if (user === null || !/^0x[0-9a-f]{40}$/i.test(user)) return invalidRequest('user');
  const conditions = listOf(query, 'condition');
  if (conditions === null) return invalidRequest('condition');
  const found = isSameAddress(user, server.account.wallet)
    ? ownRows(server, (secondsIn(query, 'start') ?? 0) * 1_000)
    : withCombo(server, foreignRows(server, user));
  if (found === null) return feedUnavailable();
  const rows = found
    .filter(isWithin(query, server))
    .filter(isOfType(query))
    .filter(
      ({ row }) => conditions.length === 0 || conditions.includes(String(row['condition_id'])),
    )
    .toSorted((a, b) => a.seconds - b.seconds);
  const isRising = query.get('sort_direction') === 'ASC';
  return pageAnswer(server, call, isRising ? rows : rows.toReversed());
};
