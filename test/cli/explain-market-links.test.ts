// Why a market is not quoted now, and what is told of it where little is stored.

import { describe, expect, it } from 'vitest';
import { LINKS } from '../../lib/cli/explain-chain.ts';
import { factsOfRow } from '../../lib/cli/explain-facts.ts';
import { lookOf, marketLinks } from '../../lib/cli/explain-market-links.ts';
import { present } from '../../lib/units/invariant.ts';
import { RECORD } from '../adapters/rich-record.ts';
import type { MarketScene } from '../../lib/cli/explain-market-links.ts';
import type { CycleRecord, MarketRecord } from '../../lib/domain/cycle-record.ts';

const LOOK: MarketRecord = present(RECORD.markets[0], 'a market');
const ORDER = present(RECORD.orders[0], 'an order');

const unquoted = (look: Partial<MarketRecord>, record: Partial<CycleRecord> = {}): CycleRecord => ({
  ...RECORD,
  ...record,
  markets: [{ ...LOOK, quoteBid: null, quoteAsk: null, ...look }],
});

const NOTHING: MarketScene = {
  market: LOOK.market,
  latest: null,
  seen: null,
  quote: null,
  last: null,
  positions: [],
  resting: [],
  held: [],
};

const linesOf = (scene: Partial<MarketScene>, link: (typeof LINKS)[number]): string => {
  const found = marketLinks({ ...NOTHING, ...scene }).find((one) => one.link === link);
  return (found?.lines ?? []).join('\n');
};

const wanted = (latest: CycleRecord): string => linesOf({ latest }, 'wanted');

describe('the chain of a market', () => {
  it('has the links of an order, whatever is stored', () => {
    expect(marketLinks(NOTHING).map(({ link }) => link)).toEqual([...LINKS]);
    expect(linesOf({}, 'wanted')).toContain('Whether it is quoted now is not recorded.');
    expect(linesOf({}, 'skew and inventory')).toContain('It was not quoted in the time looked');
    expect(linesOf({}, 'venue')).toContain('No order was wanted in the time looked back over.');
    expect(linesOf({}, 'risk manager')).toContain('Nothing holds trading back.');
    expect(linesOf({}, 'books')).toContain('Nothing is held there.');
  });

  it('tells our prices where it is quoted', () => {
    expect(wanted(RECORD)).toContain(
      `Our orders at the end of cycle 7, ${RECORD.at}, on the YES book: bid 0.47, ask 0.55.`,
    );
    expect(wanted(unquoted({ quoteAsk: '0.55' }))).toContain('bid none, ask 0.55.');
  });

  it.each([
    [unquoted({ obstacle: 'the spread is too narrow' }), 'the spread is too narrow.'],
    [unquoted({ obstacle: '' }), 'nothing about the market itself; other markets had'],
    [unquoted({ obstacle: null }), 'market making is off, or the record does not say why.'],
    [{ ...RECORD, markets: [] }, 'it is not among the markets in the record of that cycle.'],
    [unquoted({ obstacle: '' }, { tradingState: 'HALTED' }), 'trading is HALTED (risk manager).'],
    [
      unquoted({ obstacle: 'it ends too soon' }, { tradingState: 'REDUCE_ONLY' }),
      'trading is REDUCE_ONLY (risk manager), and of the market it ends too soon.',
    ],
  ])('says why it is not quoted', (latest, why) => {
    expect(wanted(latest)).toContain(`Not quoted at the end of cycle 7, ${RECORD.at}: ${why}`);
  });

  it('says of which cycle a quote was', () => {
    const reason = 'bid 0.47: fair 0.5, reservation 0.49, inventory 5 of 50 YES';
    const quote = { record: { ...RECORD, cycle: 3 }, order: { ...ORDER, reason } };
    expect(linesOf({ latest: unquoted({}), quote }, 'skew and inventory')).toContain(
      `The last quote, at ${RECORD.at} in cycle 3: around 0.49, 0.0100 below fair: 5 of 50 YES`,
    );
  });

  it('tells what holds trading back, and what became of the last order', () => {
    const refused = { ...ORDER, order: '', result: 'refused EXPOSURE_LIMIT: scope=market' };
    const scene = { last: factsOfRow(RECORD, refused), held: ['breaker DRAWDOWN open: too low'] };
    const gate = linesOf(scene, 'risk manager');
    expect(gate).toContain('Held back by breaker DRAWDOWN open: too low.');
    expect(gate).toContain(`The last order, at ${RECORD.at} in cycle 7:`);
    expect(gate).toContain('Refused, nothing was sent: EXPOSURE_LIMIT: scope=market');
    expect(linesOf(scene, 'venue')).toContain('It never came there.');
  });

  it('is of the latest cycle that looked at the market', () => {
    const records = [RECORD, { ...RECORD, cycle: 8 }, { ...RECORD, cycle: 9, markets: [] }];
    expect(lookOf(records, LOOK.market)?.record.cycle).toBe(8);
    expect(lookOf(records, 'another')).toBeNull();
  });
});
