// One market as Gamma describes it: camelCase, lists as JSON inside strings, numbers as floats.
// Unknown fields are ignored; a wanted one that is not what it should be leaves the market out.
//
// Source: recorded Gamma answers of 2026-03 and 2026-06, and notes of others on live ones, read
// 2026-11-22.

import * as z from 'zod/mini';
import { conditionId, tokenId } from '../../units/ids.ts';
import { cents } from '../../units/price.ts';
import { err, ok } from '../../units/result.ts';
import { isPositive, sum } from '../../units/quantity.ts';
import { ZERO_USDC } from '../../units/usdc.ts';
import { formatTime } from '../../units/time.ts';
import { feeOf, feeScheduleWire } from './fee-schedule.ts';
import { statusOf } from './market-status.ts';
import {
  conditionWire,
  eventWire,
  maybe,
  readWire,
  sizeWire,
  textsWire,
  tickWire,
  usdcFigureWire,
  utcWire,
} from './wire.ts';
import type { FeeSchedule, Market, MarketVersion, RewardTerms } from '../../domain/market.ts';
import type { ConditionId, EventId, TokenId } from '../../units/ids.ts';
import type { Tick } from '../../units/price.ts';
import type { ShareMicros } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';

/** The terms of trade, which Gamma may leave out of a market and the CLOB always knows. */
export type MarketTerms = {
  readonly tick: Tick | undefined;
  readonly sizeMin: ShareMicros | undefined;
  readonly fee: FeeSchedule | undefined;
};

/** A market read from Gamma whose terms may still be missing. */
export type MarketDraft = Omit<Market, keyof MarketTerms> & { readonly terms: MarketTerms };

const rewardWire = z.object({
  rewardsDailyRate: usdcFigureWire,
  startDate: z.string(),
  endDate: z.string(),
});

const marketWire = z.object({
  conditionId: z.string(),
  slug: z.string().check(z.minLength(1)),
  version: maybe(z.string()),
  outcomes: textsWire,
  outcomePrices: maybe(textsWire),
  clobTokenIds: maybe(textsWire),
  positionIds: maybe(textsWire),
  negRisk: z.boolean(),
  active: z.boolean(),
  closed: z.boolean(),
  archived: z.boolean(),
  acceptingOrders: maybe(z.boolean()),
  enableOrderBook: maybe(z.boolean()),
  umaResolutionStatus: maybe(z.string()),
  resolutionStatus: maybe(z.string()),
  endDate: maybe(utcWire),
  gameStartTime: maybe(utcWire),
  volumeNum: maybe(usdcFigureWire),
  volume24hr: maybe(usdcFigureWire),
  orderPriceMinTickSize: maybe(tickWire),
  orderMinSize: maybe(sizeWire),
  feesEnabled: maybe(z.boolean()),
  feeSchedule: maybe(feeScheduleWire),
  rewardsMinSize: maybe(z.number()),
  rewardsMaxSpread: maybe(z.number().check(z.gte(0), z.lte(100))),
  clobRewards: maybe(z.array(rewardWire)),
});

/** A market row, its fields read. */
export type MarketRow = z.infer<typeof marketWire>;

const parentsWire = z.object({ events: z.array(z.object({ id: eventWire })) });

const versionOf = ({ version }: MarketRow): Result<MarketVersion, string> => {
  if (version === undefined) return ok('v1');
  return version === 'v1' || version === 'v2'
    ? ok(version)
    : err(`version: "${version}" is not known`);
};

// The market's version decides which of the two lists holds its tokens; a list that happens to be
// there decides nothing, since a third of the v1 markets carry both.
const idsOf = (row: MarketRow, version: MarketVersion): readonly string[] =>
  (version === 'v1' ? row.clobTokenIds : row.positionIds) ?? [];

type Tokens = { readonly yes: TokenId; readonly no: TokenId };

const TOKEN = /^[1-9]\d{0,77}$/;

const tokensOf = (row: MarketRow, version: MarketVersion): Result<Tokens, string> => {
  const [yes, no, ...others] = idsOf(row, version);
  if (yes === undefined || no === undefined || others.length > 0)
    return err('tokens: there are not exactly two');
  return TOKEN.test(yes) && TOKEN.test(no) && yes !== no
    ? ok({ yes: tokenId(yes), no: tokenId(no) })
    : err('tokens: they are not two token ids');
};

// A v2 condition has 31 bytes; everywhere else the venue wants it padded to 32.
const conditionOf = ({ conditionId: text, version }: MarketRow): Result<ConditionId, string> => {
  const isShort = version === 'v2' && /^0x[0-9a-f]{62}$/i.test(text);
  const read = readWire(conditionWire, isShort ? `${text}00` : text);
  return read.ok ? ok(conditionId(read.value)) : err('conditionId: is not a condition id');
};

const rewardsOf = (row: MarketRow, now: EpochMs): RewardTerms => {
  const today = formatTime(now).slice(0, 10);
  const running = (row.clobRewards ?? []).filter(
    ({ startDate, endDate }) => startDate.slice(0, 10) <= today && today <= endDate.slice(0, 10),
  );
  const dailyPool = sum(
    ZERO_USDC,
    running.map(({ rewardsDailyRate }) => rewardsDailyRate),
  );
  const { rewardsMaxSpread: spread = 0 } = row;
  const sizeMin = readWire(sizeWire, row.rewardsMinSize);
  return !sizeMin.ok || spread === 0 || !isPositive(dailyPool)
    ? { kind: 'none' }
    : { kind: 'paid', sizeMin: sizeMin.value, spreadMax: cents(spread), dailyPool };
};

// Gamma leaves the volume of a day without trades out: on markets that are over, and together with
// the volume of all time on those that never traded. On any other market nothing is known.
const volumeOf = (row: MarketRow): Result<Market['volume24h'], string> => {
  if (row.volume24hr !== undefined) return ok(row.volume24hr);
  return row.volumeNum === undefined || row.closed ? ok(ZERO_USDC) : err('volume24hr: is missing');
};

const labelsOf = ({ outcomes }: MarketRow): Result<Market['outcomeLabels'], string> => {
  const [yes, no, ...others] = outcomes;
  return yes === undefined || no === undefined || others.length > 0
    ? err('outcomes: there are not exactly two')
    : ok({ yes, no });
};

const draftOf = (row: MarketRow, event: EventId, now: EpochMs): Result<MarketDraft, string> => {
  const version = versionOf(row);
  if (!version.ok) return version;
  const condition = conditionOf(row);
  const tokens = tokensOf(row, version.value);
  const outcomeLabels = labelsOf(row);
  const volume24h = volumeOf(row);
  if (!condition.ok) return condition;
  if (!tokens.ok) return tokens;
  if (!outcomeLabels.ok) return outcomeLabels;
  if (!volume24h.ok) return volume24h;
  return ok({
    condition: condition.value,
    slug: row.slug,
    version: version.value,
    event,
    ...tokens.value,
    outcomeLabels: outcomeLabels.value,
    negRisk: row.negRisk,
    status: statusOf(row),
    end: row.endDate === undefined ? { kind: 'unknown' } : { kind: 'at', at: row.endDate },
    gameStart:
      row.gameStartTime === undefined ? { kind: 'none' } : { kind: 'at', at: row.gameStartTime },
    volume24h: volume24h.value,
    rewards: rewardsOf(row, now),
    terms: { tick: row.orderPriceMinTickSize, sizeMin: row.orderMinSize, fee: feeOf(row) },
  });
};

/** Reads a market that stands inside its event. */
export const parseChild = (
  value: unknown,
  { event, now }: { readonly event: EventId; readonly now: EpochMs },
): Result<MarketDraft, string> => {
  const row = readWire(marketWire, value);
  return row.ok ? draftOf(row.value, event, now) : row;
};

/** Reads a market of a list, which names its event. Refuses: none, or more than one. */
export const parseMarket = (value: unknown, now: EpochMs): Result<MarketDraft, string> => {
  const parents = readWire(parentsWire, value);
  if (!parents.ok) return parents;
  const [event, ...others] = parents.value.events;
  return event === undefined || others.length > 0
    ? err('events: there is not exactly one')
    : parseChild(value, { event: event.id, now });
};
