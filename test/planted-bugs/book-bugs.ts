// Bugs in the books.

import { bug } from './bug.ts';
import type { PlantedBug } from './bug.ts';

const FILLS = 'lib/accounting/fill-entries.ts';
const ACTIVITY = 'lib/accounting/post-activity.ts';
const TRADE = 'lib/adapters/polymarket/account/own-trade-row.ts';

/** The bugs. */
export const BOOK_BUGS: readonly PlantedBug[] = [
  bug('books twice what it made', null, {
    file: TRADE,
    from: "return ok({ ...common(trade), order, token, side, price, size, role: 'maker' });",
    to: `const twice = sum(size, [size]);
  return ok({ ...common(trade), order, token, side, price, size: twice, role: 'maker' });`,
  }),
  bug("books what it made in the taker's token", null, {
    file: TRADE,
    from: 'const { order_id: order, asset_id: token, matched_amount: size, price } = read.value;',
    to: `const { order_id: order, matched_amount: size, price } = read.value;
  const token = trade.asset_id;`,
  }),
  bug('assumes that nothing is charged', 15, {
    file: 'lib/adapters/polymarket/account/own-fills.ts',
    from: 'fee: takerFee(terms.value.fee, part.size, part.price)',
    to: 'fee: ZERO_USDC',
  }),
  bug('never books what its exits sold', 11, {
    file: 'lib/accounting/post-fills.ts',
    from: 'const news = newsOf(books.state, fill, strategyOf);',
    to: `if (fill.side === 'SELL' && strategyOf(fill.order) !== 'MM') continue;
    const news = newsOf(books.state, fill, strategyOf);`,
  }),
  bug('books a final fill again when it is listed again', null, {
    file: FILLS,
    from: 'finals: new Map([...state.finals, [key, at]])',
    to: 'finals: new Map(state.finals)',
  }),
  bug('never takes a failed trade back', null, {
    file: FILLS,
    from: 'return closed(takenBack(state, fill), key, entry.at);',
    to: 'return closed(state, key, entry.at);',
  }),
  bug('reads the first page of its trades and no other', null, {
    file: 'lib/adapters/polymarket/account/paged-list.ts',
    from: 'if (cursor === END) return ok(rows);',
    to: 'return ok(rows);',
  }),
  bug('books activity as often as it is listed', null, {
    file: ACTIVITY,
    from: ` &&
  !eventIdsOf(activity).some((id) => state.activityKeys.has(id));`,
    to: ';',
  }),
  // Either look at the cash finds what the other one would have found.
  bug(
    'opens its books with cash that it saw once, and never doubts it',
    null,
    {
      file: 'lib/cycle/open-books.ts',
      from: `
  if (again.value.cash !== cash) return unopened(working, differing(cash, again.value.cash));`,
      to: '',
    },
    {
      file: 'lib/cycle/open-books.ts',
      from: "const isOpeningDoubted = settings.identity.mode === 'live';",
      to: 'const isOpeningDoubted = false;',
    },
  ),
  bug('takes a deposit for a reward', null, {
    file: ACTIVITY,
    from: 'return { kind: activity.kind, amount: activity.amount };',
    to: `return {
        kind: activity.kind === 'deposit' ? 'reward' : activity.kind,
        amount: activity.amount,
      };`,
  }),
  bug('takes what the venue pays for deposits', null, {
    file: ACTIVITY,
    from: 'return { kind: activity.kind, amount: activity.amount };',
    to: `return {
        kind: activity.kind === 'withdrawal' ? 'withdrawal' : 'deposit',
        amount: activity.amount,
      };`,
  }),
];
