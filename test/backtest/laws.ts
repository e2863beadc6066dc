// What must hold after every cycle of every session, whatever the market and the connection do.
// Each law names what broke it, so that a failing seed explains itself.

import { imbalanceOf, feesOf, realizedOf } from '../../lib/accounting/pnl.ts';
import { positionsOf } from '../../lib/accounting/positions.ts';
import { restingOrders } from '../../lib/execution/intents.ts';
import { fillKey } from '../../lib/domain/fill.ts';
import { computeExposures } from '../../lib/risk/exposure.ts';
import { notional } from '../../lib/units/money.ts';
import { isZero, minus, negate, plus } from '../../lib/units/quantity.ts';
import { formatShares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { after, seconds } from '../../lib/units/time.ts';
import { formatUsdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { faceValue } from '../../lib/units/money.ts';
import type { Fill } from '../../lib/domain/fill.ts';
import type { Activity } from '../../lib/domain/activity.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { TokenId } from '../../lib/units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../../lib/units/quantity.ts';
import type { SavedCycle, Session } from './session.ts';

/** What broke, one line each; nothing is what every test wants. */
export type Broken = readonly string[];

type Wallet = { readonly cash: UsdcMicros; readonly shares: ReadonlyMap<TokenId, ShareMicros> };

const moved = (wallet: Wallet, cash: UsdcMicros, changes: readonly [TokenId, ShareMicros][]) => ({
  cash: plus(wallet.cash, cash),
  shares: changes.reduce(
    (shares, [token, change]) =>
      new Map([...shares, [token, plus(shares.get(token) ?? ZERO_SHARES, change)]]),
    wallet.shares,
  ),
});

const withFill = (wallet: Wallet, { token, side, size, price, fee }: Fill): Wallet =>
  side === 'BUY'
    ? moved(wallet, negate(plus(notional(size, price, 'up'), fee)), [[token, size]])
    : moved(wallet, minus(notional(size, price, 'down'), fee), [[token, negate(size)]]);

const withActivity = (wallet: Wallet, venue: SimulatedVenue, one: Activity): Wallet => {
  if (one.kind === 'redemption') return moved(wallet, one.payout, [[one.token, negate(one.size)]]);
  const market = one.kind === 'merge' ? venue.universe().markets.get(one.condition) : undefined;
  if (one.kind !== 'merge' || market === undefined) return wallet;
  const less = negate(one.size);
  return moved(wallet, faceValue(one.size), [
    [market.yes, less],
    [market.no, less],
  ]);
};

const OVERLAP = seconds(120);

// Our books with what happened at the venue since they were read, and the venue's wallet with what
// is still on its way to the chain: both are what the wallet will hold when everything is settled.
const believedWallet = (venue: SimulatedVenue, ledger: LedgerState): Wallet => {
  const read = venue.fills(after(ledger.tradeCursor, negate(OVERLAP)), []);
  const fills = read.kind === 'known' ? read.value : [];
  const known = new Set([...ledger.pending.keys(), ...ledger.finals.keys()]);
  const fresh = fills.filter((fill) => !known.has(fillKey(fill)) && fill.status !== 'FAILED');
  const acts = venue.activity(after(ledger.activityCursor, negate(OVERLAP)));
  const unread = (acts.kind === 'known' ? acts.value : []).filter(
    ({ key }) => !ledger.activityKeys.has(`activity|${key}`),
  );
  const shares = [...positionsOf(ledger)].map(([token, held]) => [token, held.shares] as const);
  const books = { cash: ledger.cash, shares: new Map(shares) };
  return unread.reduce<Wallet>(
    (wallet, one) => withActivity(wallet, venue, one),
    fresh.reduce(withFill, books),
  );
};

const settledWallet = (venue: SimulatedVenue, ledger: LedgerState): Wallet => {
  const tokens = [...venue.universe().tokens.keys()];
  const read = venue.fills(after(ledger.tradeCursor, negate(OVERLAP)), []);
  const onTheirWay = (read.kind === 'known' ? read.value : []).filter(
    ({ status }) => status === 'MATCHED' || status === 'RETRYING',
  );
  return onTheirWay.reduce<Wallet>(withFill, venue.balances(tokens));
};

const walletLaws = (venue: SimulatedVenue, { ledger }: PortfolioState): Broken => {
  // Books that are not open yet claim nothing.
  if (ledger.sequence === 0) return [];
  const believed = believedWallet(venue, ledger);
  const real = settledWallet(venue, ledger);
  const tokens = new Set([...believed.shares.keys(), ...real.shares.keys()]);
  const shares = [...tokens].flatMap((token) => {
    const [ours, theirs] = [believed, real].map((one) => one.shares.get(token) ?? ZERO_SHARES);
    if (ours === undefined || theirs === undefined || ours === theirs) return [];
    return [`${token}: believed ${formatShares(ours)}, the venue has ${formatShares(theirs)}`];
  });
  if (believed.cash === real.cash) return shares;
  const text = `${formatUsdc(believed.cash)}, the venue has ${formatUsdc(real.cash)}`;
  return [...shares, `cash: believed ${text}`];
};

const ledgerLaws = ({ ledger }: PortfolioState): Broken =>
  isZero(imbalanceOf(ledger)) ? [] : [`the books are off by ${formatUsdc(imbalanceOf(ledger))}`];

const equityLaws = ({ state: { ledger }, equity }: SavedCycle): Broken => {
  if (equity.kind === 'unknown') return [];
  const earned = minus(plus(realizedOf(ledger), equity.unrealized), feesOf(ledger));
  const explained = plus(ledger.flows, earned);
  return explained === equity.equity
    ? []
    : [`equity is ${formatUsdc(equity.equity)}, explained are ${formatUsdc(explained)}`];
};

const orderLaws = (venue: SimulatedVenue, { intents }: PortfolioState): Broken => {
  const live = venue.openOrders();
  const known = new Map(intents.map((intent) => [intent.id, intent]));
  const strangers = live.filter(({ id }) => !known.has(id)).map(({ id }) => `${id} has no intent`);
  const places = live.map(({ id, token, side }) => {
    const strategy = known.get(id)?.strategy ?? 'nobody';
    return `${strategy} ${side} ${token}`;
  });
  const stacked = places
    .filter((place, index) => places.indexOf(place) !== index)
    .map((place) => `two orders rest: ${place}`);
  const takers = intents.filter(
    ({ strategy, order }) =>
      strategy === 'MM' && (order.liquidity !== 'post-only' || order.timeInForce !== 'GTD'),
  );
  return [...strangers, ...stacked, ...takers.map(({ id }) => `MM order ${id} may take`)];
};

const exposureLaws = (session: Session, { state }: SavedCycle): Broken => {
  const { ledger, intents } = state;
  const { limits, venue } = { limits: session.settings.limits, venue: session.venue };
  const exposures = computeExposures({
    universe: venue.universe(),
    positions: positionsOf(ledger),
    pending: ledger.pending,
    resting: restingOrders(intents),
  });
  const over = (scope: string, limit: UsdcMicros, amounts: Iterable<[string, UsdcMicros]>) =>
    [...amounts]
      .filter(([, amount]) => amount > limit)
      .map(([key, amount]) => `${scope} ${key}: ${formatUsdc(amount)} over ${formatUsdc(limit)}`);
  return [
    ...over('total', limits.exposureMax, [['', exposures.total]]),
    ...over('market', limits.exposurePerMarketMax, exposures.byMarket),
    ...over('event', limits.exposurePerEventMax, exposures.byEvent),
    ...over('category', limits.exposurePerCategoryMax, exposures.byCategory),
  ];
};

const SUCCESS = new Set(['placed', 'matched']);

const recordLaws = ({ record, state }: SavedCycle): Broken => {
  const succeeded = record.orders.filter(({ result }) => SUCCESS.has(result)).length;
  const makers = record.fills.filter(({ strategy }) => strategy === 'MM');
  return [
    ...(record.cycle === state.cycle ? [] : [`record ${record.cycle} of cycle ${state.cycle}`]),
    ...(record.wanted === record.orders.length ? [] : [`${record.wanted} wanted, not listed`]),
    ...(record.placed === succeeded ? [] : [`${record.placed} placed, ${succeeded} listed`]),
    ...(record.cash === formatUsdc(state.ledger.cash) ? [] : ['the record has other cash']),
    ...makers
      .filter(({ role, fee }) => role !== 'maker' || fee !== formatUsdc(ZERO_USDC))
      .map(({ market }) => `an MM fill in ${market} took`),
    ...record.mismatches,
  ];
};

/** Every law, on the state that a cycle has just saved. */
export const brokenLaws = (session: Session, end: SavedCycle): Broken => [
  ...walletLaws(session.venue, end.state),
  ...ledgerLaws(end.state),
  ...equityLaws(end),
  ...orderLaws(session.venue, end.state),
  ...exposureLaws(session, end),
  ...recordLaws(end),
];

/** The same as one text that names its cycle; empty where nothing broke. */
export const complaint = (session: Session, end: SavedCycle): string =>
  brokenLaws(session, end)
    .map((law) => `cycle ${String(end.state.cycle)}: ${law}`)
    .join('\n');
