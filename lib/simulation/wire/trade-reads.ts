// GET /data/trades: the account's trades, the newest first.

import { tradeId } from '../../units/ids.ts';
import { msOfDuration } from '../../units/time.ts';
import { msOf } from '../micros.ts';
import { isSameAddress } from './account.ts';
import { listAnswer } from './lists.ts';
import { failure } from './message.ts';
import { fillsSince, partsNamed } from './own-history.ts';
import { isOwner } from './ownership.ts';
import { partsOf } from './trade-parts.ts';
import { toldRows } from './rows.ts';
import { tradeRow } from './trade-rows.ts';
import { nowOf } from './server.ts';
import type { IssuedKey } from './key-ring.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';
import type { TradePart } from './trade-parts.ts';

const REFUSAL = 'Invalid trade params payload';
const SECONDS = /^\d{1,12}$/;

// Seconds of the query as ms; null when they are none.
const timeOf = (query: URLSearchParams, name: string, missing: number): number | null => {
  const text = query.get(name);
  if (text === null || text === '') return missing;
  return SECONDS.test(text) ? Number(text) * 1_000 : null;
};

const matches = (server: WireServer, query: URLSearchParams) => {
  const [market, token] = [query.get('market'), query.get('asset_id')];
  const maker = query.get('maker_address');
  return ({ fill }: TradePart): boolean =>
    (market === null || fill.condition === market.toLowerCase()) &&
    (token === null || fill.token === token) &&
    (maker === null || isSameAddress(maker, server.account.wallet));
};

const isShownYet = (server: WireServer, { fill }: TradePart): boolean =>
  msOf(fill.matchedAt) + Number(msOfDuration(server.switches.get().tradesAfter)) <= nowOf(server);

/** Answers GET /data/trades. Both bounds of the time of the match are inclusive. */
export const readTrades = (server: WireServer, call: WireCall, caller: IssuedKey): WireAnswer => {
  const { query } = call;
  const [after, before] = [timeOf(query, 'after', 0), timeOf(query, 'before', Infinity)];
  if (after === null || before === null) return failure(400, REFUSAL);
  const isShown = isOwner(server, caller) && server.switches.get().lists === 'full';
  const id = query.get('id');
  const parts =
    id === null
      ? fillsSince(server, after)?.flatMap((fill) => partsOf(server, fill))
      : partsNamed(server, tradeId(id));
  if (parts === undefined) return failure(500, 'Internal server error');
  const found = (isShown ? parts : []).filter(
    (part) =>
      isShownYet(server, part) &&
      matches(server, query)(part) &&
      Math.floor(msOf(part.fill.matchedAt) / 1_000) * 1_000 <= before,
  );
  return listAnswer(server, call, {
    rows: toldRows(found, server.switches.get().tradeRows, ({ fill }) => fill.trade).map((part) =>
      tradeRow(server, part),
    ),
    refusal: REFUSAL,
  });
};
