// The checkers read the stored state with code of their own. A section that had another name would
// leave them with nothing to judge: here they read what the function writes.

import { describe, expect, it } from 'vitest';
import { stateAttributes } from '../../../lib/adapters/dynamo/state-item.ts';
import { encodeIntent, encodeState } from '../../../lib/adapters/dynamo/stored-state.ts';
import { orderId } from '../../../lib/units/ids.ts';
import { INTENT, STATE } from '../../adapters/rich-state.ts';
import { entriesOf, booksAmiss } from './g6-books.ts';
import { followBooks } from './booked.ts';
import { stored } from './histories.ts';
import { ledgerIn } from './stored-ledger.ts';
import { endsIn } from './stored-ends.ts';
import {
  clearedCyclesIn,
  intentFrom,
  intentTextsIn,
  leaseIn,
  riskIn,
  savedIn,
  schemaIn,
} from './stored.ts';
import type { PortfolioState } from '../../../lib/domain/portfolio-state.ts';
import type { Attributes, Value } from '../aws/attribute.ts';

// As the API carries it: bytes are text there.
const asCarried = (item: ReturnType<typeof stateAttributes>): Attributes =>
  Object.fromEntries(
    Object.entries(item).map(([name, { B, ...other }]) => [
      name,
      (B === undefined ? other : { B: Buffer.from(B).toString('base64') }) as Value,
    ]),
  );

const LEASE: Attributes = {
  holder: { S: 'h1' },
  leaseEnd: { N: '60000' },
  fence: { N: '3' },
  version: { N: '7' },
};

const itemOf = (state: PortfolioState): Attributes => ({
  ...LEASE,
  ...asCarried(stateAttributes(encodeState(state))),
});

const LATER = { ...INTENT, id: orderId('0xlater'), body: '{"order":1}' };
const SAVED = itemOf(STATE);
const JOURNALLED: Attributes = {
  ...SAVED,
  intents: { M: { '0xlater': { S: encodeIntent(LATER) } } },
};

describe('what the checkers read of a state as it is written', () => {
  it('is its lease, its schema, and that it is a save', () => {
    expect(leaseIn(SAVED)).toEqual({ holder: 'h1', end: 60_000, fence: 3, version: 7 });
    expect(schemaIn(SAVED)).toBe(4);
    expect(savedIn(stored(1, SAVED))).toBe(SAVED);
  });

  it('is every intent, saved and journalled since', () => {
    const texts = intentTextsIn(JOURNALLED);
    expect([...texts.keys()]).toEqual(['0xorder', '0xlater']);
    expect(intentFrom(texts.get('0xlater') ?? '')).toEqual({
      id: '0xlater',
      strategy: 'FF',
      effect: 'adding',
      condition: '0xmarket',
      token: '1',
      side: 'BUY',
      outcome: 'YES',
      price: 440_000n,
      size: 20_000_000n,
      liquidity: 'may-take',
      timeInForce: 'FAK',
      signal: 'whale|0xtx',
      body: '{"order":1}',
    });
  });

  it('is what the risk manager remembers', () => {
    expect(riskIn(SAVED)).toEqual({
      peak: 1_000_123_456n,
      equity: 999_500_000n,
      flows: 1_000_000_000n,
      openUntil: new Map([['DRAWDOWN', 1_750_000_301_000]]),
      pauses: [
        { cause: 'funds', until: 1_750_000_600_000, place: { token: '1', side: 'BUY' } },
        { cause: 'region', until: 1_750_003_600_000, place: null },
      ],
      halted: new Set(['0xmarket']),
      differing: new Set(['0xmarket']),
      isBroken: true,
    });
  });

  it('is how intents ended, and for how many cycles it was cleared', () => {
    expect(endsIn(SAVED)).toEqual([{ id: '0xorder', end: 'absent', detail: 'never seen' }]);
    expect(clearedCyclesIn(SAVED)).toBe(9);
  });

  it('is its books, which add up, and what waits to be written', () => {
    const { cash, lots, flows, totals, income, pending } = ledgerIn(SAVED);
    expect({ cash, flows, income }).toEqual({
      cash: '984.686913',
      flows: '1000',
      income: { reward: '0.5', rebate: '0', yield: '0' },
    });
    expect(
      lots.map(([, { strategy, token, shares, cost }]) => [strategy, token, shares, cost]),
    ).toEqual([
      ['MM', '1', '25.123456', '10.803087'],
      ['Protect', '2', '10', '5'],
    ]);
    expect([totals['MM']?.realized, totals['MM']?.fees]).toEqual(['0', '0.01']);
    expect(pending.map(([key]) => key)).toEqual(['t1|a']);
    expect(booksAmiss(SAVED)).toEqual([]);
    expect(entriesOf({ state: SAVED, entries: [] })).toEqual(STATE.outbox);
    const books = followBooks();
    books.saved(SAVED);
    expect(books.last()).toBe(4);
  });
});

describe('a section that is missing', () => {
  const without = (name: string): Attributes => {
    const { [name as 'risk']: _, ...rest } = encodeState(STATE);
    return { ...LEASE, ...asCarried(stateAttributes(rest as ReturnType<typeof encodeState>)) };
  };

  it.each([
    ['risk', riskIn],
    ['settled', endsIn],
    ['progress', clearedCyclesIn],
    ['ledger', booksAmiss],
    ['outbox', followBooks().saved],
    ['outbox', (state: Attributes) => entriesOf({ state, entries: [] })],
    ['intents', intentTextsIn],
  ] as const)('is not taken for an empty one: %s', (name, read) => {
    expect(() => read(without(name))).toThrow(`a saved state has no ${name}`);
  });

  it('is nothing to be read while there is only a lease', () => {
    const lease: Attributes = { holder: { S: 'h1' }, fence: { N: '1' } };
    expect([riskIn(lease), endsIn(lease), clearedCyclesIn(lease)]).toEqual([null, [], null]);
    expect(intentTextsIn(lease).size).toBe(0);
  });
});
