import { describe, expect, it } from 'vitest';
import { breachText, isBreached, limitedScopes } from '../../lib/strategies/limit-breaches.ts';
import { smallestEnough } from '../../lib/strategies/smallest-size.ts';
import { openRiskBook } from '../../lib/risk/risk-book.ts';
import { withoutOrders, withSale } from '../../lib/strategies/what-if.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { formatUsdc, usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { decide, market, orders, working } from './icc-scenes.ts';
import { LIMITS } from './parameters.ts';
import { position, viewOf } from './views.ts';
import type { Exposures } from '../../lib/domain/decision.ts';

const { condition, yes: token } = market;
const yes = position(market, 'YES', { shares: '100', cost: '60' });
const no = position(market, 'NO', { shares: '40', cost: '10' });

describe('a what-if', () => {
  const bid = working('bid', 'BUY 50 YES @ 0.5');
  const view = viewOf({ markets: [market], positions: [yes, no], resting: [bid] });
  const books = openRiskBook({ universe: view.universe, ...view.portfolio });

  it('starts from the exposures of the view', () => {
    // $70 paid, 40 NO pay if YES loses, $25 rest.
    expect(formatUsdc(books.exposures.total)).toBe('55');
  });

  it('without an order is what is held', () => {
    expect(formatUsdc(withoutOrders(books, [bid]).exposures.total)).toBe('30');
  });

  it.each([
    ['0', '55'],
    ['50', '25'],
    ['100', '10'],
  ])('after a sale of %s YES at average cost is %s dollars', (size, exposure) => {
    const sale = { condition, token, size: shares(size) };
    // Of 100 YES at $60 and 40 NO at $10 a sale leaves at last the NO alone, and the bid.
    expect(formatUsdc(withSale(books, sale).exposures.total)).toBe(exposure);
  });

  it('after a sale is free of the sells that held the same shares, and of no others', () => {
    const asks = [working('ask', 'SELL 100 YES @ 0.7'), working('no', 'SELL 40 NO @ 0.4')];
    const offered = viewOf({ markets: [market], positions: [yes, no], resting: asks });
    const before = openRiskBook({ universe: offered.universe, ...offered.portfolio });
    expect(formatUsdc(before.exposures.total)).toBe('70');
    // Half of the YES is left at $30; the NO at $10 is still for sale.
    const half = withSale(before, { condition, token, size: shares('50') });
    expect(formatUsdc(half.exposures.total)).toBe('40');
    const all = withSale(before, { condition, token, size: shares('100') });
    expect(formatUsdc(all.exposures.total)).toBe('10');
  });

  it('after all was sold can be asked again', () => {
    const all = withSale(books, { condition, token, size: shares('100') });
    const again = withSale(all, { condition, token, size: shares('0') });
    expect(again.exposures).toEqual(all.exposures);
  });
});

describe('the limited scopes', () => {
  const exposures: Exposures = {
    total: usdc('500'),
    byMarket: new Map([['gone' as never, usdc('100.000001')]]),
    byEvent: new Map([['lost' as never, usdc('200')]]),
    byCategory: new Map([['other', usdc('199.999999')]]),
  };
  const scopes = limitedScopes(viewOf({ markets: [] }), exposures);

  it('come from the narrowest to the widest, also for what the universe lacks', () => {
    expect(scopes.map(({ name }) => name)).toEqual([
      'market gone',
      'event lost',
      'category other',
      'total',
    ]);
  });

  it('are breached above their limit, not at it', () => {
    expect(scopes.map((scope) => isBreached(scope, exposures))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('that hold nothing any more have no exposure', () => {
    const nothing: Exposures = {
      total: ZERO_USDC,
      byMarket: new Map(),
      byEvent: new Map(),
      byCategory: new Map(),
    };
    expect(scopes.map((scope) => scope.usedIn(nothing))).toEqual(scopes.map(() => ZERO_USDC));
  });

  it('say by how much they are exceeded', () => {
    expect(scopes.map((scope) => breachText(scope, exposures))[3]).toBe(
      'total exposure $500.00 over $500.00',
    );
  });

  it('cover the markets that count in them', () => {
    const covering = scopes.map((scope) => scope.covers('gone' as never));
    expect(covering).toEqual([true, false, true, true]);
  });
});

describe('the smallest size that is enough', () => {
  it.each([
    ['0', '10', '0'],
    ['0.01', '10', '0.01'],
    ['0.015', '10', '0.02'],
    ['9.995', '10', '10'],
    ['10', '10', '10'],
    ['10.01', '10', '10'],
    ['5', '4.999', '4.99'],
    ['5', '0', '0'],
    ['5', '-3', '-3'],
  ])('%s of at most %s is %s', (needed, max, size) => {
    const found = smallestEnough(shares(max), (each) => each >= shares(needed));
    expect(formatShares(found)).toBe(size);
  });
});

describe('a breach by an order of unknown outcome', () => {
  it('is reported, since neither a cancel nor a sale can end it', () => {
    const lost = working('lost', 'BUY 250 YES @ 0.5', { unknown: true });
    const decision = decide({ resting: [lost] });
    expect([orders(decision), decision.cancels]).toEqual([[], []]);
    expect(decision.reports[0]?.text).toContain('market slug-a exposure $125.00 over $100.00');
  });

  it('in a market that is not known is reported too', () => {
    const lost = working('lost', 'BUY 250 YES @ 0.5', { unknown: true });
    const limits = { ...LIMITS, exposurePerMarketMax: usdc('1') };
    const decision = decide({ markets: [], resting: [lost], changes: { limits } });
    expect(decision.reports[0]?.text).toContain('over $1.00');
  });
});
