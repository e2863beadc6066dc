// What the venue may show while moves on chain are on their way.

import { describe, expect, it } from 'vitest';
import { setsMerging } from '../../lib/accounting/awaited-moves.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, fill, MARKETS, opened, UNIVERSE } from './scenario.ts';
import { balances, compared, kinds } from './venue-view.ts';
import type { ChainRequest } from '../../lib/domain/decision.ts';
import type { Universe } from '../../lib/domain/market.ts';

const [rain, snow] = MARKETS;

// 10 complete sets for $9.
const LEDGER = after(
  opened(),
  fill({ trade: 'a', size: '10', price: '0.5' }),
  fill({ trade: 'b', size: '10', price: '0.4', outcome: 'NO' }),
);

const MERGE: ChainRequest = { kind: 'merge', condition: rain.condition, size: shares('6') };
const REDEEM: ChainRequest = { kind: 'redeem', condition: rain.condition };

const shown = (
  moves: readonly ChainRequest[],
  [cash, yes, no]: readonly [string, string, string],
  universe: Universe = UNIVERSE,
): Record<string, string> =>
  kinds(
    compared({
      ledger: LEDGER,
      moves,
      universe,
      balances: balances(cash, { 'rain-YES': yes, 'rain-NO': no }),
    }),
  );

const resolvedAt = (yesPayout: string): Universe =>
  universeOf([{ ...rain, status: { kind: 'resolved', yesPayout: ratio(yesPayout) } }], []);

describe('a merge of 6 sets on its way', () => {
  it.each([
    [['991', '10', '10'], 'matches', 'matches'],
    [['997', '4', '4'], 'matches', 'matches'],
    [['997.000001', '4', '4'], 'differs', 'matches'],
    [['990.999999', '10', '10'], 'differs', 'matches'],
    [['997', '3.999999', '4'], 'matches', 'differs'],
    [['997', '4', '3.999999'], 'matches', 'differs'],
    [['997', '10.000001', '4'], 'matches', 'differs'],
  ] as const)('beside %s: cash %s, shares %s', (view, cash, market) => {
    expect(shown([MERGE], view)).toEqual({ cash, rain: market });
  });

  it('of another market changes nothing here', () => {
    const elsewhere = { ...MERGE, condition: snow.condition };
    expect(shown([elsewhere], ['991', '4', '4'])).toEqual({ cash: 'matches', rain: 'differs' });
  });
});

describe('complete sets that merges will take', () => {
  it('are those of the market, of merges alone', () => {
    const others: ChainRequest[] = [REDEEM, { ...MERGE, condition: snow.condition }];
    expect(setsMerging([MERGE, ...others, MERGE], rain.condition)).toBe(shares('12'));
  });
});

describe('a redemption on its way', () => {
  it('of another market says nothing of cash, and all of this one', () => {
    const elsewhere = { ...REDEEM, condition: snow.condition };
    expect(shown([elsewhere], ['991', '10', '10'])).toEqual({ rain: 'matches' });
  });

  it.each([
    ['991', 'matches'],
    ['1001', 'matches'],
    ['1001.000001', 'differs'],
    ['990.999999', 'differs'],
  ])('at $%s of cash %s up to its payout, and says nothing of its market', (cash, kind) => {
    expect(shown([REDEEM], [cash, '0', '0'], resolvedAt('0.3'))).toEqual({ cash: kind });
  });

  it('of a market whose payout nobody knows says nothing of cash either', () => {
    expect(shown([MERGE, REDEEM], ['1', '0', '0'])).toEqual({});
    expect(shown([REDEEM, MERGE], ['1', '0', '0'], universeOf([], []))).toEqual({});
  });
});
