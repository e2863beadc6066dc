// Which market and outcome a token of ours is of. Own orders and trades say it in the team's or the
// candidate's name, which is no outcome; the token is one beyond doubt.

import * as z from 'zod/mini';
import { err, ok } from '../../../units/result.ts';
import { fetchClobTerms } from '../clob-market.ts';
import { plainError } from '../http-error.ts';
import { conditionWire, readWire, tokenWire } from '../wire.ts';
import type { FeeSchedule, MarketVersion, TokenRef } from '../../../domain/market.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { ConditionId, TokenId } from '../../../units/ids.ts';
import type { Result } from '../../../units/result.ts';
import type { Api } from '../api.ts';
import type { UniverseCache } from '../universe-cache.ts';

/** What of a market's terms the own account needs. */
export type OwnTerms = { readonly fee: FeeSchedule; readonly version: MarketVersion };

/** Finds tokens and terms: in the universe, or else at the CLOB, which is asked once for each. */
export type TokenDirectory = {
  readonly refOf: (token: TokenId) => Promise<Result<TokenRef, VenueError>>;
  readonly termsOf: (condition: ConditionId) => Promise<Result<OwnTerms, VenueError>>;
};

const BY_TOKEN = '/markets-by-token';
// The first token of a market is the one that we call YES.
const byTokenWire = z.object({
  condition_id: conditionWire,
  primary_token_id: tokenWire,
  secondary_token_id: tokenWire,
});

const askForToken = async (clob: Api, token: TokenId): Promise<Result<TokenRef, VenueError>> => {
  const answer = await clob.get(`${BY_TOKEN}/${token}`, []);
  if (!answer.ok) return answer;
  const malformed = (detail: string) =>
    err(plainError('MALFORMED', `GET ${BY_TOKEN}/{id}`, detail));
  const read = readWire(byTokenWire, answer.value);
  if (!read.ok) return malformed(read.error);
  const { condition_id: condition, primary_token_id, secondary_token_id } = read.value;
  if (token === primary_token_id) return ok({ condition, outcome: 'YES' });
  if (token === secondary_token_id) return ok({ condition, outcome: 'NO' });
  return malformed('the market has other tokens');
};

// What was found never changes, and what was not found is asked for again.
const rememberFound = <K, V>(
  ask: (key: K) => Promise<Result<V, VenueError>>,
): ((key: K) => Promise<Result<V, VenueError>>) => {
  const asked = new Map<K, Promise<Result<V, VenueError>>>();
  const askOnce = async (key: K): Promise<Result<V, VenueError>> => {
    const found = await ask(key);
    if (!found.ok) asked.delete(key);
    return found;
  };
  return (key) => {
    const running = asked.get(key) ?? askOnce(key);
    asked.set(key, running);
    return running;
  };
};

/** Opens the directory. */
export const createTokenDirectory = (clob: Api, universe: UniverseCache): TokenDirectory => {
  const findToken = rememberFound((token: TokenId) => askForToken(clob, token));
  const findTerms = rememberFound((condition: ConditionId) => fetchClobTerms(clob, condition));
  return {
    refOf: async (token) => {
      const tokens = await universe.tokens();
      const listed = tokens.kind === 'known' ? tokens.value.get(token) : undefined;
      return listed === undefined ? findToken(token) : ok(listed);
    },
    termsOf: (condition) => {
      const listed = universe.kept()?.markets.get(condition);
      return listed === undefined ? findTerms(condition) : Promise.resolve(ok(listed));
    },
  };
};
