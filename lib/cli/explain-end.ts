// The last two links of an order: what the venue did with it, and what it changed in the books.

import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { formatTime } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import { codeOf, meaningOf } from './explain-codes.ts';
import type { StatementLine } from '../accounting/statement.ts';
import type { Intent } from '../domain/intent.ts';
import type { OrderFacts } from './explain-facts.ts';

const answerLines = ({ row }: OrderFacts): readonly string[] => {
  if (row === null) return ['The answer is not recorded.'];
  switch (row.result) {
    case 'placed':
      return ['Accepted: it rests.'];
    case 'matched':
      return ['Accepted, and matched at once.'];
    default:
      return [row.result, meaningOf(codeOf(row.result))];
  }
};

const phaseLine = ({ phase, filled, order, expiration }: Intent): string => {
  const so = `${formatShares(filled)} of ${formatShares(order.size)} filled so far`;
  const until = expiration.kind === 'at' ? `, expires ${formatTime(expiration.at)}` : '';
  return `It has not ended by our books: ${phase.kind}, ${so}${until}.`;
};

const endLine = ({ settled, intent }: OrderFacts): string => {
  if (settled !== null)
    return `Ended ${formatTime(settled.at)}: ${settled.end}. ${settled.detail}`.trimEnd();
  return intent === null ? 'How it ended is not recorded.' : phaseLine(intent);
};

/** What became of an order at the venue. */
export const venueLines = (facts: OrderFacts): readonly string[] => {
  if (facts.row?.result.startsWith('refused ') === true) return ['It never came there.'];
  const cancels = facts.cancels.map(({ at, reason }) => `Cancel asked for ${at}: ${reason}.`);
  const isKnown = facts.id !== '';
  return [...answerLines(facts), ...cancels, ...(isKnown ? [endLine(facts)] : [])];
};

const eventOf = ({ entry }: StatementLine): string =>
  entry.kind === 'fill'
    ? `${entry.side} ${formatShares(entry.size)} ${entry.outcome} @ ` +
      `${formatPrice(entry.price)} as ${entry.role}`
    : entry.kind;

const fillLines = (line: StatementLine): readonly string[] => {
  const [cash, fee, realized] = [line.cash, line.fee, line.realized].map(formatUsdc);
  const after = line.lots.map(({ outcome, sharesAfter, costAfter }) => {
    const held = `${formatShares(sharesAfter)} ${outcome}`;
    return `  then held: ${held} at a cost of $${formatUsdc(costAfter)}`;
  });
  const money = `cash ${cash ?? ''}, fee ${fee ?? ''}, realized ${realized ?? ''}`;
  return [`${formatTime(line.entry.at)} ${eventOf(line)}: ${money}`, ...after];
};

/** What an order changed in the books. */
export const booksLines = ({ lines, transitions }: OrderFacts): readonly string[] => {
  if (lines.length === 0 && transitions.length === 0) return ['No entry: nothing was filled.'];
  return [
    ...lines.flatMap(fillLines),
    ...transitions.map((one) =>
      one.kind === 'transition'
        ? `${formatTime(one.at)} the trade is ${one.status}`
        : `${formatTime(one.at)} the trade had failed when it was first seen: nothing moved`,
    ),
  ];
};
