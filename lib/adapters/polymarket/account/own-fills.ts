// Own fills. A trade that may be ours and is not understood makes the whole read unknown: a fill
// that is passed over is never seen again.

import { takerFee } from '../../../domain/fees.ts';
import { fillKey } from '../../../domain/fill.ts';
import { known, unknown } from '../../../domain/observed.ts';
import { err, ok } from '../../../units/result.ts';
import { epochMs, epochSeconds } from '../../../units/time.ts';
import { ZERO_USDC } from '../../../units/usdc.ts';
import { plainError } from '../http-error.ts';
import { allOf } from '../parallel.ts';
import { partsOfTrade } from './own-trade-row.ts';
import { fetchList } from './paged-list.ts';
import type { Fill } from '../../../domain/fill.ts';
import type { Observed } from '../../../domain/observed.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { AccountReads } from '../../../ports/venue.ts';
import type { TradeId, WalletAddress } from '../../../units/ids.ts';
import type { Result } from '../../../units/result.ts';
import type { EpochMs } from '../../../units/time.ts';
import type { Query } from '../api.ts';
import type { OwnNames, TradePart } from './own-trade-row.ts';
import type { PrivateApi } from './private-api.ts';
import type { TokenDirectory } from './token-directory.ts';

/** Where own fills are read. */
export type FillSource = {
  readonly account: PrivateApi;
  readonly clock: Clock;
  readonly directory: TokenDirectory;
  /** The wallet that our orders are for. */
  readonly holder: WalletAddress;
};

type Fills = Result<readonly Fill[], VenueError>;

const TRADES = '/data/trades';
const ENDPOINT = `GET ${TRADES}`;

const malformed = (detail: string) => err(plainError('MALFORMED', ENDPOINT, detail));

const fillOf = async (
  directory: TokenDirectory,
  { market, ...part }: TradePart,
): Promise<Result<Fill, VenueError>> => {
  const ref = await directory.refOf(part.token);
  if (!ref.ok) return ref;
  const { condition, outcome } = ref.value;
  if (condition !== market) return malformed('market: is not the one of the token');
  const fill = { ...part, condition, outcome, fee: ZERO_USDC };
  if (part.role === 'maker') return ok(fill);
  const terms = await directory.termsOf(condition);
  return terms.ok ? ok({ ...fill, fee: takerFee(terms.value.fee, part.size, part.price) }) : terms;
};

const readTrades = async (source: FillSource, names: OwnNames, query: Query): Promise<Fills> => {
  const rows = await fetchList(source.account, TRADES, query);
  if (!rows.ok) return rows;
  const parts = allOf(rows.value.map((row) => partsOfTrade(row, names)));
  if (!parts.ok) return malformed(parts.error);
  return allOf(await Promise.all(parts.value.flat().map((part) => fillOf(source.directory, part))));
};

const isSame = (a: Fill, b: Fill): boolean =>
  a.size === b.size && a.price === b.price && a.token === b.token && a.side === b.side;

// One trade may be listed twice, at different stages of its settlement. That it is two different
// ones under one id would lose one of them.
const contradiction = (fills: readonly Fill[]): Fill | undefined => {
  const first = new Map<string, Fill>();
  return fills.find((fill) => {
    const before = first.get(fillKey(fill)) ?? fill;
    first.set(fillKey(fill), before);
    return !isSame(before, fill);
  });
};

// The venue's times are whole seconds, and whether it means `after` or `from` nobody says.
const since = (from: EpochMs): Query => [['after', (epochSeconds(from, 'down') - 1n).toString()]];

const fetchAll = async (
  source: FillSource,
  from: EpochMs,
  trades: readonly TradeId[],
): Promise<Observed<readonly Fill[]>> => {
  const owner = await source.account.owner();
  if (!owner.ok) return unknown(owner.error);
  const names = { owner: owner.value, holder: source.holder };
  const [listed, ...named] = await Promise.all([
    readTrades(source, names, since(from)),
    ...[...new Set(trades)].map((trade) => readTrades(source, names, [['id', trade]])),
  ]);
  const found = allOf(named);
  if (!listed.ok) return unknown(listed.error);
  if (!found.ok) return unknown(found.error);
  const begin = epochMs(epochSeconds(from, 'down') * 1_000n);
  const recent = listed.value.filter(({ matchedAt }) => matchedAt >= begin);
  const fills = [...recent, ...found.value.flat()];
  const odd = contradiction(fills);
  return odd === undefined
    ? known(fills, source.clock.now())
    : unknown(plainError('MALFORMED', ENDPOINT, `two different fills are ${fillKey(odd)}`));
};

/** Opens the reads of own fills. */
export const createOwnFills = (source: FillSource): Pick<AccountReads, 'fetchFills'> => ({
  fetchFills: (from, trades) => fetchAll(source, from, trades),
});
