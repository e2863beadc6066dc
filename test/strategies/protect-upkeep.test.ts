import { describe, expect, it } from 'vitest';
import { tokenOf } from '../../lib/domain/market.ts';
import { unknown } from '../../lib/domain/observed.ts';
import { readError } from '../../lib/simulation/book-view.ts';
import { minus } from '../../lib/units/quantity.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { breached, decide, falling, held, market, sceneAt } from './protect-scenes.ts';
import { pendingFill } from '../risk/books.ts';
import { position, resting } from './views.ts';
import type { Balances } from '../../lib/domain/activity.ts';
import type { Decision } from '../../lib/domain/decision.ts';
import type { PendingFill } from '../../lib/domain/ledger-state.ts';
import type { Strategy } from '../../lib/domain/order.ts';
import type { Scene } from './views.ts';

const chain = (decision: Decision): readonly string[] =>
  decision.chain.map((request) =>
    request.kind === 'merge' ? `merge ${formatShares(request.size)}` : request.kind,
  );

const moving = (
  text: string,
  status: PendingFill['status'],
  strategy: Strategy = 'MM',
): PendingFill => {
  const { changes, ...fill } = pendingFill(text);
  const { condition } = market;
  const here = changes.map((one) => ({
    ...one,
    ...{ strategy, condition, token: tokenOf(market, one.outcome) },
  }));
  return { ...fill, status, changes: here };
};

const steady = (scene: Partial<Scene>): Scene => sceneAt('0.599', '0.601', scene);

describe('a complete set', () => {
  const no = (size: string): ReturnType<typeof position> =>
    position(market, 'NO', { shares: size, cost: '1' });

  it.each([
    ['0.999999', []],
    ['1', ['merge 1']],
    ['1.000001', ['merge 1.000001']],
    ['250', ['merge 100']],
  ])('beside 100 YES of %s NO is merged as %j', (size, requests) => {
    expect(chain(decide(steady({ positions: [held, no(size)] })))).toEqual(requests);
  });

  it('is not merged with shares that are pending or offered for sale', () => {
    const sellable = new Map([
      [market.yes, shares('30')],
      [market.no, shares('20')],
    ]);
    const scene = steady({ positions: [held, no('100')], changes: { sellable } });
    expect(chain(decide(scene))).toEqual(['merge 20']);
  });

  // Had they been merged, a purchase that fails would leave shares owed.
  it.each(['MATCHED', 'MINED', 'RETRYING'] as const)(
    'is not merged with shares of a purchase that is %s, and beside a sale that is',
    (status) => {
      const bought = moving('a BUY NO 70 for 28', status);
      const sold = moving('a SELL YES 15 for 9', status);
      const positions = [held, no('100')];
      expect(chain(decide(steady({ positions, pending: [bought, sold] })))).toEqual(['merge 30']);
      expect(chain(decide(steady({ positions, pending: [sold] })))).toEqual(['merge 100']);
    },
  );

  // A merge takes the hedge first: taken out of it, exposure would count the shares behind it as
  // bought and the hedge as owed.
  it.each([
    ['0', ['merge 100']],
    ['10', ['merge 20']],
    ['30', []],
  ])('of a hedge of 30, of which %s may fail, is merged as %j', (open, requests) => {
    const no = position(market, 'NO', {
      ...{ shares: '130', cost: '50' },
      lots: [
        { strategy: 'MM', shares: shares('100'), cost: usdc('40') },
        { strategy: 'Protect', shares: shares('30'), cost: usdc('10') },
      ],
    });
    const pending = open === '0' ? [] : [moving(`a BUY NO ${open} for 4`, 'MINED', 'Protect')];
    expect(chain(decide(steady({ positions: [held, no], pending })))).toEqual(requests);
  });

  it('is merged only as far as the exit of the same cycle leaves shares', () => {
    const sellable = new Map([
      [market.yes, shares('50')],
      [market.no, shares('60')],
    ]);
    const scene = falling({ positions: [held, no('60')], changes: { sellable } });
    const decision = decide(scene);
    expect(decision.desired.map(({ order }) => formatShares(order.size))).toEqual(['40']);
    expect(chain(decision)).toEqual(['merge 10']);
  });

  // The limit of the market is $100: a fifth of it is 20 sets.
  it.each([
    ['20', 'a quote of market making', 'MM', ['merge 100'], ['quote']],
    ['19.999999', 'less than a fifth of the limit', 'MM', ['merge 80.000001'], []],
    ['40', 'an order of inventory control', 'ICC', ['merge 60'], []],
  ] as const)('with %s held back by %s (%s) is merged as %j', (...row) => {
    const [size, , strategy, requests, cancels] = row;
    const sellable = new Map([
      [market.yes, minus(shares('100'), shares(size))],
      [market.no, shares('100')],
    ]);
    const quote = resting('quote', strategy, {
      market,
      outcome: 'YES',
      side: 'SELL',
      at: '0.62',
      size,
    });
    const scene = steady({ positions: [held, no('100')], resting: [quote], changes: { sellable } });
    const decision = decide(scene);
    expect(chain(decision)).toEqual(requests);
    expect(decision.cancels.map(({ order }) => order)).toEqual(cancels);
  });

  it('is left alone, and its quotes with it, where balances are not known', () => {
    const balances = unknown<Balances>(readError('TIMEOUT', 'balances', ''));
    const offered = (['YES', 'NO'] as const).map((outcome) =>
      resting(outcome, 'MM', { market, outcome, side: 'SELL', at: '0.62', size: '100' }),
    );
    const scene = {
      ...{ positions: [held, no('100')], resting: offered, changes: { sellable: new Map() } },
      snapshot: { balances },
    };
    expect(decide(steady(scene))).toMatchObject({ chain: [], cancels: [] });
    expect(chain(decide(steady({ ...scene, snapshot: {} })))).toEqual(['merge 100']);
  });

  it('is left alone in a market that is not known', () => {
    expect(chain(decide(steady({ markets: [], positions: [held, no('60')] })))).toEqual([]);
  });
});

describe('a resolved position', () => {
  const resolved = {
    ...market,
    status: { kind: 'resolved', yesPayout: ratio('0') } as const,
  };

  it('is redeemed, and neither stopped nor reported', () => {
    const decision = decide(falling({ markets: [resolved] }));
    expect([chain(decision), decision.desired, decision.reports]).toEqual([['redeem'], [], []]);
  });

  // Simulated section 110660915755470: a purchase by hand was delivered after the redemption, and
  // its shares were at the venue only. One that is mined and fails would leave them owed.
  it.each([
    ['a BUY YES 1 for 0.5', 'MATCHED'],
    ['a SELL YES 1 for 0.5', 'MATCHED'],
    ['a BUY NO 1 for 0.5', 'RETRYING'],
    ['a SELL NO 1 for 0.5', 'MINED'],
  ] as const)('is not redeemed before its fills are final: %s is %s', (fill, status) => {
    const positions = (['YES', 'NO'] as const).map((of) =>
      position(market, of, { shares: '100', cost: '60' }),
    );
    const asked = (pending: readonly PendingFill[]): readonly string[] =>
      chain(decide(falling({ markets: [resolved], positions, pending })));
    expect(asked([moving(fill, status)])).toEqual([]);
    expect(asked([pendingFill(`another ${fill.slice(2)}`)])).toEqual(['redeem']);
  });

  it('of no shares is not redeemed again', () => {
    const empty = position(market, 'YES', { shares: '0', cost: '0' });
    expect(chain(decide(falling({ markets: [resolved], positions: [empty] })))).toEqual([]);
  });
});

describe('a residue', () => {
  const residue = (size: string, changes: Partial<Scene> = {}): Scene =>
    steady({ positions: [position(market, 'YES', { shares: size, cost: '3' })], ...changes });

  it.each([
    ['4.99', 1],
    ['5', 0],
    ['5.01', 0],
  ])('of %s shares against a minimum of 5 is reported %d times', (size, count) => {
    expect(decide(residue(size)).reports.length).toBe(count);
  });

  it('is below the minimum too where it is worth less than a dollar', () => {
    const cheap = position(market, 'YES', { shares: '24.9', cost: '2' });
    const scene = sceneAt('0.039', '0.041', { positions: [cheap] });
    expect(decide(scene).reports[0]?.text).toBe(
      'stranded: 24.9 YES of slug-a are below the minimum order; ' +
        'held until a quote joins them or the market resolves',
    );
  });

  it('is valued at its entry while there is no fair price', () => {
    expect(decide(residue('4', { books: [] })).reports.length).toBe(1);
  });

  it('is reported once and remembered while it lasts', () => {
    const first = decide(residue('4.5'));
    const again = decide(residue('4.2', { memory: { stranded: first.memory.stranded } }));
    expect([again.reports, again.memory.stranded]).toEqual([[], first.memory.stranded]);
  });

  it('that has grown is another one', () => {
    const before = { stranded: [{ token: market.yes, shares: shares('3') }] };
    const decision = decide(residue('4', { memory: before }));
    expect(decision.reports.length).toBe(1);
    expect(decision.memory.stranded).toEqual([{ token: market.yes, shares: shares('4') }]);
  });

  it('is forgotten with the position', () => {
    const before = { stranded: [{ token: market.yes, shares: shares('3') }] };
    expect(decide(steady({ positions: [], memory: before })).memory.stranded).toEqual([]);
  });

  it('is not stranded while shares settle', () => {
    const settling = position(market, 'YES', { shares: '4', cost: '3', pendingIn: '1' });
    const leaving = {
      ...position(market, 'YES', { shares: '4', cost: '3' }),
      pendingOut: shares('1'),
    };
    const reports = [settling, leaving].map(
      (each) => decide(steady({ positions: [each] })).reports,
    );
    expect(reports).toEqual([[], []]);
  });

  it('is not stranded while an order works in its market', () => {
    const bid = resting('b', 'MM', { market, outcome: 'YES', side: 'BUY', at: '0.5', size: '9' });
    expect(decide(residue('4', { resting: [bid] })).reports).toEqual([]);
  });

  it('is not stranded in a market that takes no orders for now', () => {
    const paused = { ...market, status: { kind: 'paused' } as const };
    expect(decide(residue('4', { markets: [paused] })).reports).toEqual([]);
  });

  it('is never sold below the minimum, however far its price falls', () => {
    const scene = falling({
      positions: [position(market, 'YES', { shares: '4.99', cost: '3' })],
      memory: { stops: [{ ...breached, breaches: 2 }] },
    });
    expect(decide(scene).desired).toEqual([]);
  });
});
