// The log lines whose words are a contract, since operators search for them, and the facts beside
// them.

import { formatRefusal } from '../domain/refusal.ts';
import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import type { Order, Strategy } from '../domain/order.ts';
import type { RefusedOrder } from '../domain/refused-order.ts';
import type { PlaceOutcome } from '../domain/venue-outcome.ts';
import type { Universe } from '../domain/market.ts';
import type { RiskMessage } from '../risk/messages.ts';
import type { LogLine } from '../ports/telemetry.ts';

const line = (
  level: LogLine['level'],
  message: string,
  fields: LogLine['fields'] = {},
): LogLine => ({ level, message, fields });

/** Describes an order for people: size, outcome, price, kind and market. */
export const describeOrder = (order: Order, universe: Universe): string => {
  const slug = universe.markets.get(order.condition)?.slug ?? order.condition;
  const amount = `${formatShares(order.size)} ${order.outcome} @ ${formatPrice(order.price)}`;
  const kind = order.liquidity === 'post-only' ? ' post-only' : '';
  return `${amount} ${order.timeInForce}${kind} ${slug}`;
};

/** An order that the venue has. */
export const submittedLine = (strategy: Strategy, order: Order, universe: Universe): LogLine =>
  line(
    'info',
    `[ExecutionEngine] ✅ ${strategy} ${order.side} submitted: ${describeOrder(order, universe)}`,
  );

/** An order that we refused, the venue rejected, or whose fate is open. */
export const failedLine = (strategy: Strategy, order: Order, cause: string): LogLine =>
  line('warn', `[ExecutionEngine] ❌ ${strategy} ${order.side} failed: ${cause}`, {
    condition: order.condition,
    token: order.token,
  });

/** The code and cause of a refusal: the first reason, and how many more there were. */
export const refusalCause = (refused: RefusedOrder): string => {
  const [first, ...others] = refused.refusals;
  return others.length === 0
    ? formatRefusal(first)
    : `${formatRefusal(first)} (and ${others.map((other) => other.code).join(', ')})`;
};

/** The code and cause of an outcome that is not a success; null for a success. */
export const outcomeCause = (outcome: PlaceOutcome): string | null => {
  switch (outcome.kind) {
    case 'placed':
    case 'matched':
      return null;
    case 'no-fill':
      return 'NO_FILL: nothing to match within the limit';
    case 'delayed':
      return 'DELAYED: the venue holds the order, its outcome is open';
    case 'rejected':
      return `REJECTED: class=${outcome.class} ${outcome.message}`;
    case 'not-sent':
      return `NOT_SENT: cause=${outcome.cause}`;
    case 'unknown':
      return outcome.reply === 'refusal'
        ? `UNKNOWN: refused in unknown words: ${outcome.detail}`
        : `UNKNOWN: ${outcome.detail}`;
  }
};

/** The line of a finished cycle: placed of those the strategies newly wanted, refusals included. */
export const cycleLine = (cycle: number, placed: number, wanted: number): LogLine => {
  const count = `${String(placed)}/${String(wanted)}`;
  return line(
    'info',
    `[EnterpriseOrchestrator] Cycle #${String(cycle)}: ${count} orders successful`,
  );
};

/** A line of the risk manager about its breakers. */
export const riskLine = ({ level, message }: RiskMessage): LogLine => line(level, message);

/** Something a strategy wants the operator to read. */
export const reportLine = (strategy: Strategy, text: string): LogLine =>
  line('warn', `[${strategy}] ${text}`);
