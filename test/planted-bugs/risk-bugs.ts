// Bugs in what may be risked.

import { bug } from './bug.ts';
import type { PlantedBug } from './bug.ts';

const EXPOSURE = 'lib/risk/exposure.ts';
const GATE = 'lib/risk/risk-manager.ts';
const DRAWDOWN = 'lib/risk/drawdown.ts';

/** The bugs. */
export const RISK_BUGS: readonly PlantedBug[] = [
  bug('forgets what rests in the exposure', null, {
    file: EXPOSURE,
    from: 'Map.groupBy(input.resting, ({ order }) => order.condition);',
    to: 'new Map();',
  }),
  bug('forgets that a fill may still fail', null, {
    file: EXPOSURE,
    from: 'const fills = [...input.pending.values()];',
    to: 'const fills = [];',
  }),
  bug('looks at the limit of the total alone', 9, {
    file: 'lib/risk/checks/exposure-limits.ts',
    from: 'SCOPES.filter((scope) => exposures[scope] > limitOf(limits, scope));',
    to: "SCOPES.filter((scope) => scope === 'total' && exposures[scope] > limitOf(limits, scope));",
  }),
  bug('adds to a category what it has in its event alone', 9, {
    file: 'lib/risk/risk-book.ts',
    from: 'category: plus(exposures.category, rise),',
    to: 'category: event,',
  }),
  bug('looks at no limit of exposure', null, {
    file: GATE,
    from: '  exposureLimits,\n  cooldown,',
    to: '  cooldown,',
  }),
  bug('nets outcomes that do not exclude each other', null, {
    file: 'lib/risk/event-risk.ts',
    from: "group?.exclusivity === 'exclusive' && group.completeness === 'complete';",
    to: 'group !== undefined;',
  }),
  bug('trades at full size in its first cycles', null, {
    file: GATE,
    from: '  liveClearance,\n  onTick,',
    to: '  onTick,',
  }),
  bug('starts each cycle with the peak of that cycle', 12, {
    file: DRAWDOWN,
    from: 'peak: kept === null ? peak : marked(agreed === null ? kept : larger(kept, agreed)),',
    to: 'peak: kept === null ? peak : marked(now),',
  }),
  bug('takes the limit of what may be lost for a half of it', null, {
    file: 'lib/risk/drawdown-breaker.ts',
    from: 'if (drawdown === null || ppmOf(drawdown) < ppmOf(limit)) return unmoved(breaker);',
    to: 'if (drawdown === null || ppmOf(drawdown) < 2n * ppmOf(limit)) return unmoved(breaker);',
  }),
  bug('takes what it holds to be worth the middle of the book', null, {
    file: 'lib/accounting/market-value.ts',
    from: `    YES: plus(paired.YES, soldInto(books.YES.bids, single.YES)),
    NO: plus(paired.NO, soldInto(books.NO.bids, single.NO)),`,
    to: `    YES: plus(paired.YES, notional(single.YES, midOf(books.YES), 'down')),
    NO: plus(paired.NO, notional(single.NO, midOf(books.NO), 'down')),`,
  }),
  bug('takes what it holds to be worth its cost', null, {
    file: 'lib/accounting/equity.ts',
    from: '    equity: plus(ledger.cash, worth),',
    to: '    equity: plus(ledger.cash, costOf(ledger)),',
  }),
  bug('forgets breakers from one cycle to the next', 12, {
    file: 'lib/risk/breakers.ts',
    from: 'if (moment.now < breaker.until) return unmoved(breaker);',
    to: "if (moment.now < breaker.until) return { breaker: { kind: 'closed' }, messages: [] };",
  }),
  bug('calls each order a reduction', null, {
    file: GATE,
    from: "const effect = size <= reducible ? 'reducing' : 'adding';",
    to: "const effect = size <= subject.wanted ? 'reducing' : 'adding';",
  }),
  bug('calls a reduction what is one only if all that rests fills', null, {
    file: 'lib/risk/reducing.ts',
    from: 'plus(ending.loss, added) <= ZERO_USDC || plus(ending.lead, added) <= ZERO_USDC;',
    to: 'true;',
  }),
  bug('asks again for what the venue has just refused', null, {
    file: GATE,
    from: '  exposureLimits,\n  cooldown,',
    to: '  exposureLimits,',
  }),
  bug('adds risk where books and venue differ', null, {
    file: GATE,
    from: '  matchingBooks,\n  unbrokenRules,',
    to: '  unbrokenRules,',
  }),
];
