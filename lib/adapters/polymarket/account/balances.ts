// Cash and shares as the venue counts them for us. It keeps what it read from the chain until it is
// told to look again, so that balances are refreshed first, within half of the published limits.

import * as z from 'zod/mini';
import { known, unknown } from '../../../domain/observed.ts';
import { parseDecimal } from '../../../units/fixed-point.ts';
import { err, ok } from '../../../units/result.ts';
import { shareMicros } from '../../../units/shares.ts';
import { usdcMicros } from '../../../units/usdc.ts';
import { plainError } from '../http-error.ts';
import { allOf } from '../parallel.ts';
import { readWire } from '../wire.ts';
import { createRefreshes } from './refreshes.ts';
import { createRequestWindow } from './request-window.ts';
import type { Balances } from '../../../domain/activity.ts';
import type { Observed } from '../../../domain/observed.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { AccountReads } from '../../../ports/venue.ts';
import type { TokenId } from '../../../units/ids.ts';
import type { Result } from '../../../units/result.ts';
import type { Query } from '../api.ts';
import type { SignatureType } from '../signing/order-struct.ts';
import type { PrivateApi } from './private-api.ts';
import type { RequestWindow } from './request-window.ts';
import type { TokenDirectory } from './token-directory.ts';

/** Where balances are read. */
export type BalanceSource = {
  readonly account: PrivateApi;
  readonly clock: Clock;
  readonly directory: TokenDirectory;
  /** With another one than the wallet's the venue says zero. */
  readonly signatureType: SignatureType;
};

/**
 * Half of what the venue allows in ten seconds.
 * Source: venue reference 3.2, /balance-allowance 200 and /balance-allowance/update 50.
 */
export const BALANCE_CALLS_MAX = { reads: 100, refreshes: 25 };

const READ = '/balance-allowance';
const REFRESH = '/balance-allowance/update';

// Allowances stand beside it in one of two shapes, and are none of our business here.
const balanceWire = z.object({
  balance: z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((value, context) => {
      const micros = parseDecimal(String(value), 0);
      if (micros.ok && micros.value >= 0n) return micros.value;
      context.issues.push({
        code: 'custom',
        input: value,
        message: 'is not a count of millionths',
      });
      return z.NEVER;
    }),
  ),
});

type Asset = { readonly query: Query; readonly refresh: 'due' | 'spared' };
type Windows = { readonly reads: RequestWindow; readonly refreshes: RequestWindow };

const queryOf = async (
  { directory, signatureType }: BalanceSource,
  token: TokenId,
): Promise<Result<Query, VenueError>> => {
  const ref = await directory.refOf(token);
  if (!ref.ok) return ref;
  const terms = await directory.termsOf(ref.value.condition);
  if (!terms.ok) return terms;
  return ok([
    ['asset_type', terms.value.version === 'v2' ? 'CONDITIONAL-V2' : 'CONDITIONAL'],
    ['token_id', token],
    ['signature_type', String(signatureType)],
  ]);
};

const readBalance = async (
  { account }: BalanceSource,
  { query, refresh }: Asset,
): Promise<Result<bigint, VenueError>> => {
  if (refresh === 'due') {
    const refreshed = await account.get(REFRESH, query);
    if (!refreshed.ok) return refreshed;
  }
  const answer = await account.get(READ, query);
  if (!answer.ok) return answer;
  const read = readWire(balanceWire, answer.value);
  return read.ok ? ok(read.value.balance) : err(plainError('MALFORMED', `GET ${READ}`, read.error));
};

const OVER_BUDGET = plainError(
  'RATE_LIMITED',
  `GET ${READ}`,
  'not sent: our share of the limit is used up',
);

/** Opens the reads of balances. */
export const createBalances = (source: BalanceSource): Pick<AccountReads, 'fetchBalances'> => {
  const { clock, signatureType } = source;
  const windows: Windows = {
    reads: createRequestWindow(clock, BALANCE_CALLS_MAX.reads),
    refreshes: createRequestWindow(clock, BALANCE_CALLS_MAX.refreshes),
  };
  const refreshes = createRefreshes(clock);
  const cash: Query = [
    ['asset_type', 'COLLATERAL'],
    ['signature_type', String(signatureType)],
  ];
  const refreshOf = (): Asset['refresh'] => (windows.refreshes.take() ? 'due' : 'spared');
  const readToken = async (token: TokenId, refresh: Asset['refresh']) => {
    if (refresh === 'due') refreshes.note(token);
    const query = await queryOf(source, token);
    if (!query.ok) return query;
    const balance = await readBalance(source, { query: query.value, refresh });
    if (!balance.ok) refreshes.forget(token);
    return balance.ok ? ok([token, shareMicros(balance.value)] as const) : balance;
  };
  return {
    fetchBalances: async (tokens, doubted): Promise<Observed<Balances>> => {
      if (!windows.reads.take()) return unknown(OVER_BUDGET);
      const ofCash = readBalance(source, { query: cash, refresh: refreshOf() });
      // What is not read for want of budget is absent, and nothing is decided on it.
      const ofTokens = refreshes
        .inOrder(tokens, doubted)
        .filter(() => windows.reads.take())
        .map(({ token, isDue }) => readToken(token, isDue ? refreshOf() : 'spared'));
      const [money, ...shares] = await Promise.all([ofCash, ...ofTokens]);
      const all = allOf(shares);
      if (!money.ok) return unknown(money.error);
      if (!all.ok) return unknown(all.error);
      return known({ cash: usdcMicros(money.value), shares: new Map(all.value) }, clock.now());
    },
  };
};
