import { expect, it } from 'vitest';
import { levels } from './books.ts';
import { decide, market, signalled, stoodAt } from './flow-scenes.ts';
import { bothBooks } from './views.ts';

// The mid stands at 0.50 while the fair price moves towards the thinner side, to about 0.5245.
const lopsided = bothBooks(market, { bid: '0.47', ask: '0.53', size: '20000' })
  .filter(({ token }) => token === market.yes)
  .map((book) => ({ ...book, asks: levels('asks', '0.53 x 2000') }));

it.each([
  ['0.50', 0],
  ['0.49', 0],
  ['0.48', 1],
  ['0.47', 1],
])('depth that changes sides is no move: the mid came from %s to 0.50', (from, tested) => {
  const decision = decide(signalled({ books: lopsided, memory: stoodAt(from) }));
  expect(decision.memory.pendingMarkouts).toHaveLength(tested);
});
