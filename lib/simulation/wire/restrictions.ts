// What the venue says when it is up and does not trade as usual: it restarts its engine, or takes
// only some orders, or is closed to a region.
//
// Source: the venue's error catalogue and status pages, and a restart observed on 2026-03-17, read
// 2026-11-22.

import { failure, answer, withHeaders } from './message.ts';
import { engineNow, nowOf } from './server.ts';
import type { WireAnswer } from './message.ts';
import type { WireServer } from './server.ts';

const RESTARTING: WireAnswer = {
  kind: 'answer',
  status: 425,
  headers: { 'content-type': 'text/plain' },
  body: 'service not ready',
};
const DISABLED = 'Trading is currently disabled. Check polymarket.com for updates';
const CANCEL_ONLY =
  'Trading is currently cancel-only. New orders are not accepted, but cancels are allowed.';
const POST_ONLY = 'post-only mode: only post-only orders and cancels are allowed';
const REGION =
  'Trading restricted in your region, please refer to available regions - ' +
  'https://docs.polymarket.com/developers/CLOB/geoblock';

const postOnlyAnswer = (server: WireServer, endsAt: number): WireAnswer => {
  if (endsAt === Infinity) return answer({ error: POST_ONLY, code: 'post_only_mode' }, 503);
  const seconds = Math.ceil((endsAt - nowOf(server)) / 1_000);
  const body = { error: POST_ONLY, code: 'post_only_mode', retry_after_seconds: seconds };
  return withHeaders(answer(body, 503), { 'retry-after': String(seconds) });
};

/** What the region of the caller is answered, before anybody asks who it is; null when open. */
export const regionAnswer = ({ switches }: WireServer): WireAnswer | null =>
  switches.get().region === 'blocked' ? failure(403, REGION) : null;

/** Answers GET /api/geoblock: what the venue makes of the caller's address. */
export const readGeoblock = ({ switches }: WireServer): WireAnswer => {
  const blocked = switches.get().region === 'blocked';
  const country = blocked ? 'US' : 'IE';
  return answer({ blocked, ip: '127.0.0.1', country, region: '' });
};

/** Why orders are not taken at all now; null when they are. */
export const placingAnswer = (
  server: WireServer,
  liquidity: 'all-post-only' | 'some-may-take',
): WireAnswer | null => {
  const engine = engineNow(server);
  if (engine.kind === 'restarting') return RESTARTING;
  switch (engine.mode) {
    // An account's own restriction is answered order by order.
    case 'normal':
    case 'closed-only':
      return null;
    case 'disabled':
      return failure(503, DISABLED);
    case 'cancel-only':
      return failure(503, CANCEL_ONLY);
    case 'post-only':
      return liquidity === 'all-post-only' ? null : postOnlyAnswer(server, engine.endsAt);
  }
};

/** Why cancels are not taken now; null when they are. */
export const cancellingAnswer = (server: WireServer): WireAnswer | null => {
  const engine = engineNow(server);
  if (engine.kind === 'restarting') return RESTARTING;
  return engine.mode === 'disabled' ? failure(503, DISABLED) : null;
};
