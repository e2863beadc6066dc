// Markets and events as Gamma writes them: camelCase, lists as JSON inside strings, numbers as
// floats, and a market's state spread over several flags.
//
// Source: Gamma answers recorded in 2026-03 and 2026-06, read 2026-11-22.

import { hasEnded } from '../../domain/market.ts';
import { microsOfOffset, formatTick } from '../../units/price.ts';
import { formatRatio, ONE, ppmOf, ratioPpm } from '../../units/ratio.ts';
import { formatShares } from '../../units/shares.ts';
import { formatTime } from '../../units/time.ts';
import { formatUsdc } from '../../units/usdc.ts';
import type { EventGroup, Market, MarketStatus, Universe } from '../../domain/market.ts';
import type { EpochMs } from '../../units/time.ts';

const secondsOf = (at: EpochMs): string => `${formatTime(at).slice(0, 19)}Z`;

// The other of Gamma's two spellings.
const spacedSecondsOf = (at: EpochMs): string =>
  `${formatTime(at).slice(0, 19).replace('T', ' ')}+00`;

const pricesOf = (status: MarketStatus): readonly string[] => {
  if (status.kind !== 'resolved') return ['0.5', '0.5'];
  const { yesPayout } = status;
  return [yesPayout, ratioPpm(ppmOf(ONE) - ppmOf(yesPayout))].map(formatRatio);
};

const resolutionFields = ({ version, status }: Market) => {
  const isResolved = status.kind === 'resolved';
  if (version === 'v2') return { resolutionStatus: isResolved ? 'resolved' : 'active' };
  return isResolved ? { umaResolutionStatus: 'resolved' } : {};
};

const statusFields = (market: Market) => ({
  active: true,
  closed: hasEnded(market),
  archived: false,
  restricted: true,
  acceptingOrders: market.status.kind === 'accepting',
  enableOrderBook: true,
  outcomePrices: JSON.stringify(pricesOf(market.status)),
  ...resolutionFields(market),
});

// A v2 market's ids are of another family; its condition has 31 bytes here and 32 elsewhere.
const idFields = ({ version, condition, yes, no }: Market) => {
  if (version === 'v1')
    return { conditionId: condition, clobTokenIds: JSON.stringify([yes, no]), version };
  const isPadded = /^0x[0-9a-f]{62}00$/.test(condition);
  return {
    conditionId: isPadded ? condition.slice(0, -2) : condition,
    positionIds: [yes, no],
    version,
  };
};

const feeFields = ({ fee }: Market) =>
  fee.kind === 'free'
    ? { feesEnabled: false }
    : {
        feesEnabled: true,
        feeType: 'general_fees',
        feeSchedule: {
          exponent: fee.exponent,
          rate: Number(formatRatio(fee.rate)),
          takerOnly: true,
          rebateRate: 0.25,
        },
        makerBaseFee: 1_000,
        takerBaseFee: 1_000,
      };

const rewardFields = ({ rewards, condition }: Market) =>
  rewards.kind === 'none'
    ? { rewardsMinSize: 0, rewardsMaxSpread: 0 }
    : {
        rewardsMinSize: Number(formatShares(rewards.sizeMin)),
        rewardsMaxSpread: Number(microsOfOffset(rewards.spreadMax)) / 10_000,
        clobRewards: [
          {
            conditionId: condition,
            rewardsAmount: 0,
            rewardsDailyRate: Number(formatUsdc(rewards.dailyPool)),
            startDate: '2020-01-01',
            endDate: '2500-12-31',
          },
        ],
      };

const timeFields = ({ end, gameStart }: Market) => ({
  ...(end.kind === 'at' && { endDate: secondsOf(end.at) }),
  ...(gameStart.kind === 'at' && { gameStartTime: spacedSecondsOf(gameStart.at) }),
});

/** A market as it stands inside its event. */
export const childRow = (market: Market) => {
  const { outcomeLabels, volume24h } = market;
  return {
    id: BigInt(`0x${market.condition.slice(-8)}`).toString(),
    question: market.slug,
    slug: market.slug,
    ...idFields(market),
    outcomes: JSON.stringify([outcomeLabels.yes, outcomeLabels.no]),
    negRisk: market.negRisk,
    ...statusFields(market),
    ...timeFields(market),
    orderPriceMinTickSize: Number(formatTick(market.tick)),
    orderMinSize: Number(formatShares(market.sizeMin)),
    volumeNum: Number(formatUsdc(volume24h)),
    volume24hr: Number(formatUsdc(volume24h)),
    ...feeFields(market),
    ...rewardFields(market),
  };
};

/** A market of a list, which names its event. */
export const marketRow = ({ events }: Universe, market: Market) => {
  const { event: id } = market;
  const slug = events.get(id)?.slug ?? id;
  return { ...childRow(market), events: [{ id, slug, title: slug }] };
};

/** An event with all its markets. */
export const eventRow = ({ markets }: Universe, { id, slug, ...event }: EventGroup) => {
  const members = event.markets.flatMap((condition) => markets.get(condition) ?? []);
  const isExclusive = event.exclusivity === 'exclusive';
  return {
    id,
    slug,
    ticker: slug,
    title: slug,
    active: true,
    closed: members.every(hasEnded),
    archived: false,
    negRisk: isExclusive,
    enableNegRisk: isExclusive,
    tags: [{ id: '1', label: event.category, slug: event.category }],
    markets: members.map(childRow),
  };
};
