// Explanations as lines for a terminal.

import { REFUSALS_PAGE } from '../report/refusal-words.ts';
import { switchWords } from './explain-chain.ts';
import { dollarsText, percentText } from './money-text.ts';
import { textTable } from './text-table.ts';
import type { CycleRecord, FillRecord, MarketRecord, OrderRecord } from '../domain/cycle-record.ts';
import type { Link } from './explain-chain.ts';
import type { CycleExplanation, Explanation, MarketExplanation } from './explanation.ts';

const WIDTH = 92;

// A long line is broken between words, below where it began.
const wrapped = (line: string, indent: string): readonly string[] => {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + word.length + 1 > WIDTH) {
      lines.push(current);
      current = `  ${word}`;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].map((text) => `${indent}${text}`);
};

/** The links of a chain, each with its lines. */
export const linkLines = (links: readonly Link[]): readonly string[] =>
  links.flatMap(({ link, lines }, index) => [
    `${String(index + 1)}. ${link}`,
    ...lines.flatMap((line) => wrapped(line, '     ')),
  ]);

const orderLine = (order: OrderRecord): string => {
  const { strategy, side, size, outcome, price, market } = order;
  return `${strategy} ${side} ${size} ${outcome} @ ${price} on ${market}`;
};

const orderLines = (order: OrderRecord, when = ''): readonly string[] => [
  `  ${when}${orderLine(order)}`,
  ...wrapped(`why: ${order.reason}`, '      '),
  ...wrapped(`then: ${order.result}${order.order === '' ? '' : ` ${order.order}`}`, '      '),
];

const fillLine = ({
  strategy,
  side,
  size,
  outcome,
  price,
  market,
  role,
  fee,
}: FillRecord): string =>
  `${strategy} ${side} ${size} ${outcome} @ ${price} on ${market} as ${role}, fee ${fee}`;

const dash = (text: string | null): string => text ?? '-';

const marketRow = (one: MarketRecord): readonly string[] => [
  one.market,
  dash(one.bid),
  dash(one.ask),
  one.fair ?? (one.unpriced === '' ? '-' : one.unpriced),
  dash(one.quoteBid),
  dash(one.quoteAsk),
  one.shares,
];

const listed = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines.flatMap((line) => wrapped(line, '  '))];

const countLines = (counts: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name}: ${String(count)}`);

const cycleHead = (record: CycleRecord, portfolio: string): readonly string[] => [
  `Cycle ${String(record.cycle)} of portfolio ${portfolio}, ${record.at}`,
  `Trading state ${record.tradingState}, kill switch ${switchWords(record)}, ` +
    `clearance ${record.clearance}`,
  `Equity ${dollarsText(record.equity)}, peak ${dollarsText(record.peak)}, ` +
    `drawdown ${percentText(record.drawdown)}, exposure ${dollarsText(record.exposure)}, ` +
    `cash ${dollarsText(record.cash)}`,
  ...wrapped(
    `Seen: ${Object.entries(record.observed)
      .map(([part, said]) => `${part} ${said}`)
      .join(', ')}`,
    '',
  ),
  'Markets (YES book without our own orders; our quotes; YES less NO held):',
  ...textTable(
    ['market', 'bid', 'ask', 'fair', 'our bid', 'our ask', 'held'],
    record.markets.map(marketRow),
  ),
];

const tradingLines = ({ lastTrading }: CycleExplanation): readonly string[] => {
  if (lastTrading === null) return [];
  const { cycle, at } = lastTrading;
  return [`keel explain ${String(cycle)} shows the last one that traded, ${at}`];
};

const cycleText = (explanation: CycleExplanation): readonly string[] => {
  const { record, portfolio } = explanation;
  const { wanted, placed, kept } = record;
  return [
    ...cycleHead(record, portfolio),
    ...tradingLines(explanation),
    `Orders: ${String(wanted)} wanted, ${String(placed)} placed; ${String(kept)} kept at rest`,
    ...record.orders.flatMap((order) => orderLines(order)),
    ...(placed < wanted ? [`  ${REFUSALS_PAGE} says what each code means.`] : []),
    ...listed(
      'Made smaller by the risk manager:',
      record.cuts.map(
        (cut) =>
          `${cut.strategy} ${cut.side} ${cut.outcome} @ ${cut.price} on ${cut.market}, from ` +
          `${cut.asked} to ${cut.allowed}: ${cut.by}`,
      ),
    ),
    ...listed('Fills that entered the books:', record.fills.map(fillLine)),
    ...listed(
      'Cancels asked for:',
      record.canceled.map(({ order, reason }) => `${order}: ${reason}`),
    ),
    ...listed('Markets not quoted, by why:', countLines(record.notQuoted)),
    ...listed('On chain:', record.chain),
    ...listed('Reports of strategies:', record.reports),
    ...listed('Our books and the venue:', record.mismatches),
  ];
};

const restingLines = (one: MarketExplanation): readonly string[] =>
  listed(
    'Orders that may rest:',
    one.resting.map(
      ({ id, strategy, side, open, outcome, price, phase }) =>
        `${strategy} ${side} ${open} ${outcome} @ ${price}, ${phase}: ${id}`,
    ),
  );

const marketText = (one: MarketExplanation): readonly string[] => [
  `Market ${one.market}${one.condition === '' ? '' : `, condition ${one.condition}`}`,
  ...linkLines(one.links),
  ...restingLines(one),
  `In the last ${String(one.hours)} hours: ${String(one.wanted)} orders wanted, ` +
    `${String(one.placed)} placed`,
  ...listed('Did not come to rest or match, by code:', countLines(one.failures)),
  ...(one.orders.length === 0 ? [] : ['The latest orders:']),
  ...one.orders.flatMap(({ at, order }) => orderLines(order, `${at} `)),
  ...listed(
    'The latest fills:',
    one.fills.map(({ at, fill }) => `${at} ${fillLine(fill)}`),
  ),
];

/** An explanation as lines. */
export const explanationText = (explanation: Explanation): readonly string[] => {
  switch (explanation.kind) {
    case 'order':
      return [
        explanation.order === ''
          ? 'An order without an id'
          : `Order ${explanation.order} of portfolio ${explanation.portfolio}`,
        ...linkLines(explanation.links),
      ];
    case 'cycle':
      return cycleText(explanation);
    case 'market':
      return marketText(explanation);
  }
};
