// Ways from an input to the readers of the venue: an API that gives the input as its answer, and
// the little that such readers need to know of the world.

import { conditionId, tokenId } from '../../../lib/units/ids.ts';
import { ok } from '../../../lib/units/result.ts';
import { example } from '../../adapters/polymarket/examples.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { Observed } from '../../../lib/domain/observed.ts';
import type { Api } from '../../../lib/adapters/polymarket/api.ts';
import type { PrivateApi } from '../../../lib/adapters/polymarket/account/private-api.ts';
import type { TokenDirectory } from '../../../lib/adapters/polymarket/account/token-directory.ts';
import type { Verdict } from '../target.ts';

const BY_TOKEN = example('clob-market-by-token');
const CONDITION = conditionId(String(BY_TOKEN['condition_id']));

/** The tokens of the example market. */
export const UNIVERSE_TOKENS: Universe['tokens'] = new Map([
  [tokenId(String(BY_TOKEN['primary_token_id'])), { condition: CONDITION, outcome: 'YES' }],
  [tokenId(String(BY_TOKEN['secondary_token_id'])), { condition: CONDITION, outcome: 'NO' }],
]);

/** An API that answers by path. */
export const apiOf = (answer: (path: string) => unknown): Api => ({
  get: (path) => Promise.resolve(ok(answer(path))),
  ask: (path) => Promise.resolve(ok(answer(path))),
});

/** The private half of the venue, which answers by path. */
export const privateOf = (answer: (path: string) => unknown): PrivateApi => ({
  base: 'http://venue.example',
  get: (path) => Promise.resolve(ok(answer(path))),
  signedHeaders: () => Promise.resolve(ok({})),
  note: () => undefined,
  owner: () => Promise.resolve(ok(String(example('clob-credentials')['apiKey']))),
});

/** What tokens are, without asking. */
export const DIRECTORY: TokenDirectory = {
  refOf: (token) =>
    Promise.resolve(
      ok(UNIVERSE_TOKENS.get(token) ?? { condition: conditionId('0xother'), outcome: 'YES' }),
    ),
  termsOf: () => Promise.resolve(ok({ fee: { kind: 'free' }, version: 'v1' })),
};

/** The verdict that an observation is. */
export const observedVerdict = (observed: Observed<unknown> | undefined): Verdict => {
  if (observed?.kind === 'known') return { kind: 'accepted', value: observed.value };
  const error = observed?.error;
  return { kind: 'refused', reason: `${error?.kind ?? 'nothing'} ${error?.detail ?? ''}` };
};

/** The members of a list inside an input; none where there is no list. */
export const membersOf = (value: unknown, name: string): readonly unknown[] => {
  const list = (Object(value) as Record<string, unknown>)[name];
  return Array.isArray(list) ? list : [];
};

/** The last of several members of one name, as `JSON.parse` keeps it. */
export const memberOf = (value: unknown, name: string): unknown =>
  (Object(value) as Record<string, unknown>)[name];
