// The chain of a market: what the latest look at it showed, whether it is quoted now and why not,
// what holds trading back, and what became of the last order there. What is of an earlier moment
// says of which.

import {
  fairLines,
  heldLine,
  marketLines,
  quoteWords,
  standingLine,
  verdictLines,
  wantedLines,
} from './explain-chain.ts';
import { booksLines, venueLines } from './explain-end.ts';
import { wishOf } from './explain-facts.ts';
import type { CycleRecord, MarketRecord, OrderRecord } from '../domain/cycle-record.ts';
import type { Link } from './explain-chain.ts';
import type { OrderFacts } from './explain-facts.ts';
import type { MarketExplanation } from './explanation.ts';

/** What a cycle saw of a market. */
export type Look = { readonly record: CycleRecord; readonly look: MarketRecord };

/** What is known of a market; null is nothing in the time that was looked back over. */
export type MarketScene = Pick<MarketExplanation, 'market' | 'positions' | 'resting' | 'held'> & {
  /** The latest cycle, whether it looked at the market or not. */
  readonly latest: CycleRecord | null;
  readonly seen: Look | null;
  readonly quote: { readonly record: CycleRecord; readonly order: OrderRecord } | null;
  /** Of the last order. */
  readonly last: OrderFacts | null;
};

/** The latest look at a market. */
export const lookOf = (records: readonly CycleRecord[], name: string): Look | null => {
  const record = records.findLast(({ markets }) => markets.some(({ market }) => market === name));
  const look = record?.markets.find(({ market }) => market === name);
  return record === undefined || look === undefined ? null : { record, look };
};

const obstacleWords = (look: MarketRecord | undefined): string => {
  if (look === undefined) return 'it is not among the markets in the record of that cycle';
  if (look.obstacle === null) return 'market making is off, or the record does not say why';
  return look.obstacle === ''
    ? 'nothing about the market itself; other markets had the places or the money, or its orders ' +
        'were refused or are gone'
    : look.obstacle;
};

const whyNotQuoted = ({ tradingState }: CycleRecord, look: MarketRecord | undefined): string => {
  if (tradingState === 'ACTIVE') return obstacleWords(look);
  const own = look?.obstacle ?? '';
  const besides = own === '' ? '' : `, and of the market ${own}`;
  return `trading is ${tradingState} (risk manager)${besides}`;
};

const quotedLine = ({ latest, market }: MarketScene): string => {
  if (latest === null) return 'Whether it is quoted now is not recorded.';
  const look = latest.markets.find((one) => one.market === market);
  const when = `at the end of cycle ${String(latest.cycle)}, ${latest.at}`;
  const [bid, ask] = [look?.quoteBid ?? null, look?.quoteAsk ?? null];
  if (bid !== null || ask !== null)
    return `Our orders ${when}, on the YES book: bid ${bid ?? 'none'}, ask ${ask ?? 'none'}.`;
  return `Not quoted ${when}: ${whyNotQuoted(latest, look)}.`;
};

const lastQuoteLine = ({ quote }: MarketScene): string => {
  if (quote === null) return 'It was not quoted in the time looked back over.';
  const { record, order } = quote;
  const words = quoteWords(order) ?? '';
  return `The last quote, at ${record.at} in cycle ${String(record.cycle)}: ${words}.`;
};

const whenOf = ({ record }: OrderFacts): string =>
  record === null ? '' : `, at ${record.at} in cycle ${String(record.cycle)}`;

// Lines of the last order, under what says that they are.
const ofLast = (
  { last }: MarketScene,
  linesOf: (facts: OrderFacts) => readonly string[],
): readonly string[] =>
  last === null
    ? ['No order was wanted in the time looked back over.']
    : [`The last order${whenOf(last)}:`, ...linesOf(last)];

const gateLines = ({ latest, held }: MarketScene): readonly string[] => [
  ...(latest === null ? [] : [standingLine(latest)]),
  ...(held.length === 0
    ? ['Nothing holds trading back.']
    : held.map((reason) => `Held back by ${reason}.`)),
];

const restingLine = ({ resting }: MarketScene): string =>
  resting.length === 0
    ? 'No order rests there, by our own books.'
    : `Orders that may rest there, by our own books: ${String(resting.length)}.`;

const positionLines = ({ positions }: MarketScene): readonly string[] =>
  positions.length === 0
    ? ['Nothing is held there.']
    : positions.map(({ shares, outcome, cost }) => `Held: ${shares} ${outcome}, cost $${cost}.`);

/** The links of a market, in the order of those of an order. */
export const marketLinks = (scene: MarketScene): readonly Link[] => {
  const look = scene.seen?.look ?? null;
  return [
    { link: 'market data', lines: marketLines(scene.seen?.record ?? null, look) },
    { link: 'fair price', lines: fairLines(look, null) },
    { link: 'skew and inventory', lines: [lastQuoteLine(scene), heldLine(look)] },
    {
      link: 'wanted',
      lines: [quotedLine(scene), ...ofLast(scene, (facts) => wantedLines(wishOf(facts)))],
    },
    { link: 'risk manager', lines: [...gateLines(scene), ...ofLast(scene, verdictLines)] },
    { link: 'venue', lines: [restingLine(scene), ...ofLast(scene, venueLines)] },
    { link: 'books', lines: [...positionLines(scene), ...ofLast(scene, booksLines)] },
  ];
};
