// The chain that leads to an order and on from it: what the market was, what it was thought to be
// worth, what a strategy wanted and why, what the risk manager said, what the venue did, and what
// that changed in the books. A link that is not stored says so; nothing is guessed.

import { booksLines, venueLines } from './explain-end.ts';
import { cutsOf, intentOf, marketOf, wishOf } from './explain-facts.ts';
import { codeOf, meaningOf } from './explain-codes.ts';
import { dollarsText, percentText } from './money-text.ts';
import type { CycleRecord, MarketRecord } from '../domain/cycle-record.ts';
import type { OrderFacts, Wish } from './explain-facts.ts';

/** The links in their order. */
export const LINKS = [
  'market data',
  'fair price',
  'skew and inventory',
  'wanted',
  'risk manager',
  'venue',
  'books',
] as const;

/** One link: what is known of it, line by line. */
export type Link = {
  readonly link: (typeof LINKS)[number];
  readonly lines: readonly string[];
};

const NO_RECORD =
  'Not recorded: the record of its cycle is not kept. Records are kept for 30 days, and a cycle ' +
  'that could not save has none.';

const NO_MARKET = 'Not recorded: the record of its cycle names the market without its prices.';

const unknownParts = ({ observed }: CycleRecord): readonly string[] =>
  Object.entries(observed).flatMap(([part, said]) =>
    said.startsWith('unknown') ? [`${part}: ${said}`] : [],
  );

const quotesLine = ({ bid, ask }: MarketRecord): string =>
  bid === null && ask === null
    ? 'No book of it could be read.'
    : `YES book without our own orders: bid ${bid ?? 'none'}, ask ${ask ?? 'none'}.`;

/** What a cycle saw of a market. */
export const marketLines = (
  record: CycleRecord | null,
  market: MarketRecord | null,
): readonly string[] => {
  if (record === null) return [NO_RECORD];
  const seen = market === null ? NO_MARKET : quotesLine(market);
  return [
    `Cycle ${String(record.cycle)}, ${record.at}.`,
    seen,
    `Books: ${record.observed['books'] ?? 'not recorded'}.`,
    ...unknownParts(record),
  ];
};

const pricedLine = ({ fair, unpriced }: MarketRecord): string => {
  if (fair !== null) return `YES is worth ${fair} by the book.`;
  const cause = unpriced === '' ? 'not usable (why is not recorded)' : unpriced;
  return `No fair price: the book was ${cause}.`;
};

/** What a market was thought to be worth. */
export const fairLines = (market: MarketRecord | null, wish: Wish | null): readonly string[] => [
  market === null ? 'Not recorded for this market.' : pricedLine(market),
  ...(wish === null
    ? []
    : [`Reference of the slippage limit: ${wish.reference}, seen from ${wish.outcome}.`]),
];

const QUOTE = /fair ([\d.]+), reservation ([\d.]+).* inventory (\S+) of (\S+) YES/;

/** Around what a quote was placed and why, as it said itself; null where it is no quote. */
export const quoteWords = ({ reason }: Pick<Wish, 'reason'>): string | null => {
  const [, fair, reservation, held, most] = QUOTE.exec(reason) ?? [];
  if (fair === undefined || reservation === undefined) return null;
  const skew = Number(reservation) - Number(fair);
  const way = skew > 0 ? 'above' : 'below';
  const moved = Math.abs(skew).toFixed(4);
  const place = moved === '0.0000' ? 'at' : `${moved} ${way}`;
  const inventory = `${held ?? ''} of ${most ?? ''} YES held`;
  return `around ${reservation}, ${place} fair: ${inventory}`;
};

const skewLine = (wish: Wish): string => {
  const words = quoteWords(wish);
  return words === null
    ? `${wish.strategy} does not move its price for what is held.`
    : `Quotes stand ${words}.`;
};

/** What was held of a market. */
export const heldLine = (market: MarketRecord | null): string =>
  market === null
    ? 'What was held is not recorded.'
    : `YES less NO shares held at the end of that cycle: ${market.shares}.`;

const skewLines = (market: MarketRecord | null, wish: Wish | null): readonly string[] => [
  ...(wish === null ? [] : [skewLine(wish)]),
  heldLine(market),
];

/** What a strategy wanted, and why. */
export const wantedLines = (wish: Wish | null): readonly string[] => {
  if (wish === null) return ['Not recorded: neither its cycle nor its intent is kept.'];
  const { strategy, side, outcome, size, price, timeInForce, liquidity, market, reason } = wish;
  const kind = `${timeInForce} ${liquidity}`;
  return [`${strategy}: ${side} ${size} ${outcome} @ ${price}, ${kind}, on ${market}.`, reason];
};

/** What the kill switch said to a cycle, and what said so where it was not off. */
export const switchWords = ({
  killSwitch,
  killSwitchSource,
}: Pick<CycleRecord, 'killSwitch' | 'killSwitchSource'>): string =>
  killSwitch === 'off' || killSwitchSource === ''
    ? killSwitch
    : `${killSwitch} (${killSwitchSource})`;

/** How the whole portfolio stood after a cycle. */
export const standingLine = (record: CycleRecord): string =>
  `At the end of that cycle: ${record.tradingState}, kill switch ${switchWords(record)}, ` +
  `clearance ${record.clearance}, exposure ${dollarsText(record.exposure)}, ` +
  `drawdown ${percentText(record.drawdown)}, equity ${dollarsText(record.equity)}, ` +
  `cash ${dollarsText(record.cash)}.`;

/** What the risk manager said to an order. */
export const verdictLines = (facts: OrderFacts): readonly string[] => {
  const { row } = facts;
  if (row?.result.startsWith('refused ') === true) {
    const said = row.result.slice('refused '.length);
    return [`Refused, nothing was sent: ${said}`, meaningOf(codeOf(row.result))];
  }
  const effect = intentOf(facts)?.effect ?? 'effect not recorded';
  const cuts = cutsOf(facts).map(
    ({ asked, allowed, by }) => `Made smaller, from ${asked} to ${allowed}: ${by}`,
  );
  const whole =
    row === null || row.order === ''
      ? 'Whether it was made smaller is not recorded.'
      : 'No limit made it smaller.';
  return [`Approved (${effect}).`, ...(cuts.length === 0 ? [whole] : cuts)];
};

const riskLines = (facts: OrderFacts): readonly string[] => [
  ...verdictLines(facts),
  ...(facts.record === null ? [] : [standingLine(facts.record)]),
];

/** The whole chain of one order. */
export const chainOf = (facts: OrderFacts): readonly Link[] => {
  const [market, wish] = [marketOf(facts), wishOf(facts)];
  return [
    { link: 'market data', lines: marketLines(facts.record, market) },
    { link: 'fair price', lines: fairLines(market, wish) },
    { link: 'skew and inventory', lines: skewLines(market, wish) },
    { link: 'wanted', lines: wantedLines(wish) },
    { link: 'risk manager', lines: riskLines(facts) },
    { link: 'venue', lines: venueLines(facts) },
    { link: 'books', lines: booksLines(facts) },
  ];
};
