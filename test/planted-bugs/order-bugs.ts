// Bugs in what is sent, and in what is made of its answer.

import { bug } from './bug.ts';
import type { PlantedBug } from './bug.ts';

const ENGINE = 'lib/execution/engine.ts';
const POST = 'lib/execution/engine-post.ts';
const INTENTS = 'lib/execution/intents.ts';
const SETTLE = 'lib/execution/settle.ts';
const ELEMENT = 'lib/adapters/polymarket/orders/place-element.ts';

/** The bugs. */
export const ORDER_BUGS: readonly PlantedBug[] = [
  bug('sends orders without a journal', null, {
    file: ENGINE,
    from: `await ports.store.journal(
    lease,
    prepared.map(({ intent }) => intent),
  );`,
    to: '{ ok: true, value: lease } as const;',
  }),
  bug('takes a match for a failure', 1, {
    file: ELEMENT,
    from: "return { meaning: { kind: 'matched' }, words: status };",
    to: "return { meaning: { kind: 'rejected', class: 'invalid' }, words: status };",
  }),
  bug('takes a lost answer for a failure', 2, {
    file: INTENTS,
    from: `    case 'unknown':
      return keepOpen(`,
    to: `      return keepOpen(intent, { kind: 'unknown', cleanScans: 0 });
    case 'unknown':
      return settle(intent, { end: 'rejected', detail: outcome.detail, at });
      keepOpen(`,
  }),
  bug('forgets an order whose answer was lost, and wants it again', 2, {
    file: 'lib/cycle/send.ts',
    from: "sent.flatMap(({ progress }) => (progress.kind === 'open' ? [progress.intent] : []));",
    to: `sent.flatMap(({ progress, outcome }) =>
    progress.kind === 'open' && outcome.kind !== 'unknown' ? [progress.intent] : [],
  );`,
  }),
  bug('acts on a signal again', 2, {
    file: 'lib/strategies/flow-signals.ts',
    from: 'return [...byKey.values()].filter((signal) => !memory.usedSignals.has(signal.key));',
    to: 'return [...byKey.values()];',
  }),
  bug('sells what a flow left behind by an old price, however much is bid', null, {
    file: 'lib/strategies/flow-exits.ts',
    from: 'const { last, bid, reference } = blind;',
    to: 'const { last, bid, last: reference } = blind;',
  }),
  bug(
    'ignores that an order is called a duplicate',
    2,
    {
      file: 'lib/adapters/polymarket/orders/error-class.ts',
      from: "['duplicated', LANDED],",
      to: "['duplicated', rejected('invalid')],",
    },
    {
      file: POST,
      from: ".filter((answer) => answer.kind === 'placed' || answer.kind === 'matched');",
      to: ".filter((answer) => answer.kind !== 'unknown');",
    },
  ),
  bug('spends shares where dollars are asked for', 3, {
    file: 'lib/adapters/polymarket/signing/amounts.ts',
    from: "amountsOfDollars(notional(order.size, order.price, 'down'), at)",
    to: 'amountsOfDollars(usdcMicros(microsOfShares(order.size)), at)',
  }),
  bug('counts its salts in the memory of the process', null, {
    file: 'lib/adapters/polymarket/orders/salt.ts',
    from: '(): bigint => BigInt.asUintN(BITS, randomBytes(BYTES).readBigUInt64BE());',
    to: `(): bigint => (count += 1n);
let count = 0n;`,
  }),
  bug('sends quotes that may take', 7, {
    file: 'lib/adapters/polymarket/signing/order-body.ts',
    from: "postOnly: terms.liquidity === 'post-only',",
    to: 'postOnly: false,',
  }),
  // The cycle has looked before it decided; what sends does not.
  bug('sends without a look at the kill switch', 17, {
    file: POST,
    from: 'const killSwitch = await ports.killSwitch.read();',
    to: "const killSwitch = { kind: 'read', position: 'off', source: 'memory' } as const;",
  }),
  // For as long as its environment lives: a new one reads it anew.
  bug('reads the kill switch once and believes it for ever', null, {
    file: 'lib/adapters/ssm/kill-switch-parameter.ts',
    from: `  return {
    read: async () => {
      const reading = await readParameter(parameter, 'leave');`,
    to: `  let believed;
  return {
    read: async () => {
      const reading = (believed ??= await readParameter(parameter, 'leave'));`,
  }),
  bug('sends a request again without another look at the kill switch', 17, {
    file: POST,
    from: `  const { bar, killSwitch } = await barNow(ports, context);
  const venueNow`,
    to: `  const killSwitch = { kind: 'read', position: 'off', source: 'memory' } as const;
  const bar = barBy(ports, context, killSwitch);
  const venueNow`,
  }),
  bug('takes an unreadable switch for one that is off', null, {
    file: POST,
    from: "if (reading.kind === 'failed' || reading.position === 'halt')",
    to: "if (reading.kind === 'read' && reading.position === 'halt')",
  }),
  bug('sends although its lease is about to end', null, {
    file: POST,
    from: 'if (leaseLeft(ports.leaseClock, context.held) < context.leaseReserve)',
    to: 'if (leaseLeft(ports.leaseClock, context.held) < 0n)',
  }),
  bug('sends what was judged long ago', null, {
    file: POST,
    from: `
  if (passedSince(ports.clock, context.judged) > context.sendWithin) return () => 'deadline';`,
    to: '',
  }),
  bug('leaves quotes in the book for hours', null, {
    file: 'lib/execution/expiration.ts',
    from: 'const life = plus(larger(LIFE_MIN, times(order.cycle, 2n)), LIFE_MARGIN);',
    to: 'const life = plus(larger(LIFE_MIN, times(order.cycle, 200n)), LIFE_MARGIN);',
  }),
  bug('gives an order up after the first read that does not show it', null, {
    file: SETTLE,
    from: 'cleanScans >= CLEAN_SCANS_NEEDED && after(lastChance',
    to: 'cleanScans >= 1 || after(lastChance',
  }),
  bug('takes a matched size that is not told for none', null, {
    file: SETTLE,
    from: '  if (order.matchedSize === null) return afterScans(intent, ending, seen);\n',
    to: '',
  }),
  // An empty list alone harms nobody, since what is not listed is looked up by its id.
  bug('forgets its orders where their list could not be read', null, {
    file: SETTLE,
    from: `if (seen.openOrders.kind === 'unknown') return { open: intents, settled: [] };`,
    to: `if (seen.openOrders.kind === 'unknown') return { open: [], settled: [] };`,
  }),
  bug('believes that a cancel has worked', null, {
    file: 'lib/cycle/cancel.ts',
    from: 'intents: working.state.intents.map((intent) => cancelling(intent, ids)),',
    to: 'intents: working.state.intents.filter(({ id }) => !ids.has(id)),',
  }),
  bug(
    'leaves orders at rest when it is halted',
    17,
    {
      file: 'lib/cycle/run-cycle.ts',
      from: '  await haltIfAsked(ports, killSwitch);',
      to: '',
    },
    {
      file: 'lib/cycle/obey.ts',
      from: '  await haltIfAsked(ports, reading);',
      to: '',
    },
    {
      file: 'lib/risk/kill-switch-rules.ts',
      from: "return { tradingState: 'HALTED', cancels: 'all', ...rest };",
      to: "return { tradingState: 'HALTED', cancels: 'none', ...rest };",
    },
  ),
];
