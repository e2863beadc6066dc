// Everything that a cycle may say while nothing breaks, as one closed set of forms. The words are a
// contract: operators search for them, and a form that is not listed here is a mistake.

import type { Strategy } from '../../lib/domain/order.ts';

const STRATEGY = '(ICC|Protect|MM|FF)';
const DOLLARS = String.raw`-?\$\d+\.\d\d`;
const SHARES = String.raw`\d+(\.\d{1,6})?`;
const HELD = String.raw`${SHARES} (YES|NO) of [\w-]+`;
const PRICE = String.raw`0\.\d{1,6}`;
const CENTS = String.raw`-?\d+(\.\d+)?`;

const RETRIED = 'held, tried again each cycle';

const ORDER = `${SHARES} (YES|NO) @ ${PRICE} (GTC|GTD|FOK|FAK)( post-only)? [\\w-]+`;

const CODE = [
  'KILL_SWITCH',
  'CIRCUIT_BREAKER: (CONSECUTIVE_REJECTS|API_HEALTH|DRAWDOWN)',
  ...['EXPOSURE_LIMIT', 'COOLDOWN_CACHED', 'SLIPPAGE_LIMIT', 'STALE_DATA', 'INTENT_UNRESOLVED'],
  ...['MARKET_CLOSED', 'MARKET_HALTED', 'INSUFFICIENT_BALANCE', 'LIVE_NOT_CLEARED'],
  ...['MIN_SIZE', 'OFF_TICK', 'SIDE_OWNED'],
].join('|');

const REFUSAL = String.raw`(${CODE}): \w+=\S+( \w+=\S+)*( \(and (${CODE})(, (${CODE}))*\))?`;
const NO_FILL = 'NO_FILL: nothing to match within the limit';

const EARNED = `R=${DOLLARS} U=(${DOLLARS}|unknown)`;

const SUMMARY = [
  '=== PnL Summary ===',
  `Realized: ${DOLLARS}`,
  `Unrealized: (${DOLLARS}|unknown)`,
  `Fees: ${DOLLARS}`,
  `Net: (${DOLLARS}|unknown)`,
  String.raw`Win Rate: \d{1,3}\.\d% \(\d+W / \d+L\)`,
  String.raw`Avg Win: \$\d+\.\d\d \| Avg Loss: \$\d+\.\d\d`,
  '--- By Strategy ---',
  `  MM: ${EARNED}`,
  `  FF: ${EARNED}`,
].join('\n');

const OTHER_EARNERS = `(\n  (ICC|Protect|Rewards|Rebates|Yield): ${EARNED})*`;

const COSTS = String.raw`\(spread ${CENTS}, fees ${CENTS}, one tick\)`;

const OBJECTION = [
  ...['its market is entered already', 'no price to trade at', 'no room for the minimum size'],
  ...['own orders stand there', 'the market takes no orders', 'the filters exclude it'],
  ...['the market ends too soon, or nobody knows when', 'its price is too near to 0 or 1'],
  ...['FF is in this market already', 'its stop fired a short while ago'],
  `not worth it, expected ${CENTS} c against ${CENTS} c ${COSTS}`,
].join('|');

const FF_NOTICES = [
  `FF passes over (whale|target) of ${DOLLARS} for (YES|NO), moved ${CENTS} c: (${OBJECTION})`,
  `${HELD} are past their time, and no valid book shows a price to sell at; ${RETRIED}`,
  'a followed wallet traded for (YES|NO) of [\\w-]+, whose price is not known',
];

const BLIND = 'no valid book and no (bid|earlier fair price)';
const STUCK = `nothing to trade with within the slippage of ${PRICE}`;

const PROTECT_NOTICES = [
  `stop: (${BLIND}|${STUCK}) for ${HELD}; ${RETRIED}`,
  `stranded: ${HELD} are below the minimum order; ` +
    'held until a quote joins them or the market resolves',
];

const SCOPE = '(total|(market|event|category) [\\w-]+)';
const MUST_GO = String.raw`\((ending at \S+|drawdown scale [^)]+)\)`;

const ICC_NOTICES = [
  `${HELD} should go ${MUST_GO}, but no valid book says at which price; held until one does`,
  `${HELD}, bought at ${PRICE}, are unsold so close to the end and held to resolution; ` +
    'the stop stays',
  `${SCOPE} exposure ${DOLLARS} over ${DOLLARS}: nothing more can be sold within the slippage`,
];

const MM_NOTICES = [
  `${DOLLARS} is locked in ${SHARES} complete sets that are not merged; ` +
    `market making buys no more here from ${DOLLARS} on`,
];

const saidBy = (strategy: Strategy, notices: readonly string[]): readonly string[] =>
  notices.map((notice) => String.raw`\[${strategy}\] ${notice}`);

const FORMS: readonly RegExp[] = [
  String.raw`\[ExecutionEngine\] ✅ ${STRATEGY} (BUY|SELL) submitted: ${ORDER}`,
  String.raw`\[ExecutionEngine\] ❌ ${STRATEGY} (BUY|SELL) failed: (${REFUSAL}|${NO_FILL})`,
  String.raw`\[EnterpriseOrchestrator\] Cycle #\d+: \d+/\d+ orders successful`,
  `${SUMMARY}${OTHER_EARNERS}`,
  ...saidBy('ICC', ICC_NOTICES),
  ...saidBy('Protect', PROTECT_NOTICES),
  ...saidBy('MM', MM_NOTICES),
  ...saidBy('FF', FF_NOTICES),
].map((form) => new RegExp(`^${form}$`, 'u'));

/** Tells whether a message has one of the forms. */
export const isSpoken = (message: string): boolean => FORMS.some((form) => form.test(message));
