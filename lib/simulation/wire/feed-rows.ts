// The rows of the Data API: seconds instead of milliseconds, floats instead of text, and no ids.
//
// Source: Data API v2 openapi, read 2026-11-22.

import { formatPrice } from '../../units/price.ts';
import { notional } from '../../units/money.ts';
import { formatShares } from '../../units/shares.ts';
import { formatUsdc } from '../../units/usdc.ts';
import { msOf } from '../micros.ts';
import { labelOf } from './labels.ts';
import { hex32, partsOf } from './trade-parts.ts';
import type { Activity } from '../../domain/activity.ts';
import type { Fill } from '../../domain/fill.ts';
import type { Universe } from '../../domain/market.ts';
import type { Print } from '../../domain/print.ts';
import type { ConditionId } from '../../units/ids.ts';
import type { WireServer } from './server.ts';
import type { TakerOrder } from './taker-orders.ts';

/** A row with its name and its time in seconds, by which lists are ordered and filtered. */
export type FeedRow = {
  readonly key: string;
  readonly seconds: number;
  readonly row: Readonly<Record<string, unknown>>;
};

const UNLABELLED = 999;

const secondsOf = (at: Print['at']): number => Math.floor(msOf(at) / 1_000);

const isHash = (text: string): boolean => /^0x[0-9a-f]{64}$/i.test(text);

const walletOf = ({ wallet, transaction }: Print): string =>
  wallet.kind === 'known'
    ? wallet.address.toLowerCase()
    : hex32(`wallet|${transaction}`).slice(0, 42);

const marketFields = (universe: Universe, condition: ConditionId) => {
  const market = universe.markets.get(condition);
  const slug = market?.slug ?? '';
  const event = market === undefined ? undefined : universe.events.get(market.event);
  return { title: slug, slug, icon: '', event_slug: event?.slug ?? '' };
};

const outcomeFields = (universe: Universe, { condition, outcome }: Print | Fill) => {
  const market = universe.markets.get(condition);
  return {
    outcome: market === undefined ? '' : labelOf(market, outcome),
    outcome_index: outcome === 'YES' ? 0 : 1,
  };
};

const PERSON = { name: '', pseudonym: '', bio: '', profile_image: '' };

/** A public trade. */
export const printRow = (
  universe: Universe,
  { first: print, size, price }: TakerOrder,
): FeedRow => ({
  key: print.key,
  seconds: secondsOf(print.at),
  row: {
    proxy_wallet: walletOf(print),
    side: print.takerSide,
    token_id: print.token,
    condition_id: print.condition,
    size: Number(formatShares(size)),
    price,
    timestamp: secondsOf(print.at),
    ...marketFields(universe, print.condition),
    ...outcomeFields(universe, print),
    ...PERSON,
    transaction_hash: isHash(print.transaction) ? print.transaction : hex32(print.transaction),
  },
});

/** A public trade as the activity of its wallet. */
export const printActivity = (universe: Universe, order: TakerOrder): FeedRow => {
  const { key, seconds, row } = printRow(universe, order);
  const dollars = Number(formatUsdc(order.dollars));
  return { key, seconds, row: { ...row, type: 'TRADE', usdc_size: dollars } };
};

/** An own trade that has reached the chain, as activity. */
export const fillActivity = (server: WireServer, fill: Fill): readonly FeedRow[] => {
  const universe = server.venue.universe();
  return partsOf(server, fill).map((part) => ({
    key: part.fill.trade,
    seconds: secondsOf(fill.matchedAt),
    row: {
      proxy_wallet: server.account.wallet.toLowerCase(),
      type: 'TRADE',
      side: fill.side,
      token_id: fill.token,
      condition_id: fill.condition,
      size: Number(formatShares(part.fill.size)),
      usdc_size: Number(formatUsdc(notional(part.fill.size, fill.price, 'down'))),
      price: Number(formatPrice(fill.price)),
      timestamp: secondsOf(fill.matchedAt),
      ...marketFields(universe, fill.condition),
      ...outcomeFields(universe, fill),
      ...PERSON,
      transaction_hash: part.hash === '' ? hex32(part.fill.trade) : part.hash,
    },
  }));
};

const TYPES: Readonly<Record<Activity['kind'], string>> = {
  deposit: 'DEPOSIT',
  withdrawal: 'WITHDRAWAL',
  reward: 'REWARD',
  rebate: 'MAKER_REBATE',
  yield: 'YIELD',
  split: 'SPLIT',
  merge: 'MERGE',
  redemption: 'REDEEM',
  'market-redemption': 'REDEEM',
};

const amountFields = (universe: Universe, activity: Activity) => {
  if ('amount' in activity) {
    const dollars = Number(formatUsdc(activity.amount));
    return { condition_id: '', token_id: '', size: dollars, usdc_size: dollars };
  }
  const dollars = 'payout' in activity ? Number(formatUsdc(activity.payout)) : null;
  const size = 'size' in activity ? Number(formatShares(activity.size)) : dollars;
  return {
    condition_id: activity.condition,
    token_id: activity.kind === 'redemption' ? activity.token : '',
    size,
    usdc_size: dollars ?? size,
    ...marketFields(universe, activity.condition),
  };
};

/** What else happened to the own wallet. */
export const walletActivity = (server: WireServer, activity: Activity): FeedRow => ({
  key: activity.key,
  seconds: secondsOf(activity.at),
  row: {
    proxy_wallet: server.account.wallet.toLowerCase(),
    type: TYPES[activity.kind],
    side: '',
    price: 0,
    timestamp: secondsOf(activity.at),
    outcome: '',
    outcome_index: UNLABELLED,
    ...PERSON,
    ...amountFields(server.venue.universe(), activity),
    transaction_hash: hex32(activity.key),
  },
});

/** A trade of several markets at once, whose condition has 31 bytes and which nobody can label. */
export const comboRow = (seconds: number): FeedRow => ({
  key: `combo-${seconds}`,
  seconds,
  row: {
    proxy_wallet: `0x${'9'.repeat(40)}`,
    type: 'TRADE',
    side: 'BUY',
    token_id: '9'.repeat(76),
    condition_id: `0x${'9'.repeat(62)}`,
    size: 100_000,
    usdc_size: 50_000,
    price: 0.5,
    timestamp: seconds,
    title: '',
    slug: '',
    icon: '',
    event_slug: '',
    outcome: '',
    outcome_index: UNLABELLED,
    ...PERSON,
    transaction_hash: hex32(`combo-${seconds}`),
  },
});
