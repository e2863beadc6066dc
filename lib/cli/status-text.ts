// How a portfolio stands, as lines for a terminal.

import { lengthText } from '../tape/quality-text.ts';
import { dollarsText, percentText } from './money-text.ts';
import { textTable } from './text-table.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Standing, StandingOrder } from '../wiring/standing.ts';
import type { VenueOrder, VenueOrders } from './venue-orders.ts';

// Not by dots: digits before those look like a signature that was cut, and are hidden.
const SHORT = 14;
const shortened = (id: string): string => (id.length > SHORT ? `${id.slice(0, SHORT - 1)}~` : id);

/** How long ago something was saved; the market of a paper portfolio may be ahead of the clock. */
export const ageText = (seconds: number | null): string =>
  seconds === null || seconds < 0
    ? ''
    : ` (${lengthText(seconds * 1_000)} ago by this machine's clock)`;

// A name is told whole, a condition as much of it as tells it from others.
const nameOf = ({ name, market }: { readonly name: string; readonly market: string }): string =>
  name === market ? shortened(market) : name;

const orderRow = (order: StandingOrder): readonly string[] => [
  `${nameOf(order)} ${order.outcome} ${order.side}`,
  order.price,
  order.open,
  order.strategy,
  order.phase,
  order.expires,
];

/** Says what the kill switch says, and where. */
export const switchLine = (reading: KillSwitchReading): string =>
  reading.kind === 'read'
    ? `Kill switch: ${reading.position} (${reading.source})`
    : `Kill switch: cannot be read (${reading.source}: ${reading.detail})`;

/** Says how a portfolio stands. */
export const statusText = (standing: Standing): readonly string[] => [
  `Portfolio ${standing.portfolio} (${standing.mode}, wallet ${standing.wallet})`,
  `Cycle ${String(standing.cycle)}, saved ${standing.savedAt}${ageText(standing.ageSeconds)}`,
  `Trading state: ${standing.tradingState}`,
  ...standing.held.map((reason) => `  held by ${reason}`),
  `Equity ${dollarsText(standing.equity)}, drawdown ${percentText(standing.drawdown)}, ` +
    `exposure ${dollarsText(standing.exposure)}, cash ${dollarsText(standing.cash)}`,
  'Positions:',
  ...textTable(
    ['market', 'shares', 'cost'],
    standing.positions.map((one) => [`${nameOf(one)} ${one.outcome}`, one.shares, one.cost]),
  ),
  'Orders that may rest, by our own books:',
  ...textTable(
    ['market', 'price', 'open', 'strategy', 'phase', 'expires'],
    standing.orders.map(orderRow),
  ),
];

const venueRow = ({ id, market, outcome, side, price, open }: VenueOrder): readonly string[] => [
  `${shortened(market)} ${outcome} ${side}`,
  price,
  open,
  shortened(id),
];

/** Says which orders rest at the venue. */
export const venueText = (orders: VenueOrders): readonly string[] => {
  if (orders.kind === 'unknown')
    return [`Orders at the venue: not known: ${orders.detail}. Orders may rest.`];
  return orders.orders.length === 0
    ? ['No order rests at the venue.']
    : [
        `${String(orders.orders.length)} orders rest at the venue:`,
        ...textTable(['market', 'price', 'open', 'order'], orders.orders.map(venueRow)),
      ];
};
