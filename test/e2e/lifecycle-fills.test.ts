// What becomes of a fill between its match and its last word, over the wire, and what may be done
// with its shares meanwhile.

import { describe, expect, it } from 'vitest';
import { positionsOf } from '../../lib/accounting/positions.ts';
import { turn } from '../../lib/simulation/wire/controls.ts';
import { formatPrice } from '../../lib/units/price.ts';
import { formatShares } from '../../lib/units/shares.ts';
import { seconds } from '../../lib/units/time.ts';
import { formatUsdc } from '../../lib/units/usdc.ts';
import { ATE_YES, LIFE, openLife } from './lifecycle-scene.ts';
import type { LedgerEntry } from '../../lib/domain/ledger-entry.ts';
import type { Switches } from '../../lib/simulation/wire/switches.ts';
import type { SavedCycle } from '../backtest/session.ts';
import type { Life } from './lifecycle-scene.ts';

// So slow that each status is seen by a cycle of its own.
const SLOWLY = { delays: { minedAfter: seconds(90), confirmedAfter: seconds(150) } };

const opened = async (switches: Partial<Switches> = {}): Promise<Life> => {
  const life = await openLife({ venue: SLOWLY });
  turn(life.server, switches);
  await life.minute();
  await life.minute();
  return life;
};

/** Lets our bid for 5 YES be met by somebody else. */
const filled = async (life: Life): Promise<SavedCycle> => {
  life.trade(ATE_YES);
  return life.minute();
};

const told = (entries: readonly LedgerEntry[]): readonly string[] =>
  entries.flatMap((entry) => {
    if (entry.kind === 'fill') return [`${entry.status} ${formatShares(entry.size)}`];
    return entry.kind === 'transition' ? [entry.status] : [];
  });

const sharesOf = ({ state }: SavedCycle): string => {
  const held = positionsOf(state.ledger).get(LIFE.yes);
  return held === undefined ? 'none' : formatShares(held.shares);
};

const salesOf = ({ record }: SavedCycle): readonly string[] =>
  record.orders.flatMap(({ side, size, outcome, result }) =>
    side === 'SELL' && result === 'placed' ? [`${size} ${outcome}`] : [],
  );

const cashOf = ({ state }: SavedCycle): string => formatUsdc(state.ledger.cash);

const booksAgree = ({ server }: Life, end: SavedCycle): void => {
  const { cash, shares } = server.venue.balances([LIFE.yes, LIFE.no]);
  expect(cashOf(end)).toBe(formatUsdc(cash));
  for (const [token, size] of shares)
    expect(formatShares(positionsOf(end.state.ledger).get(token)?.shares ?? size)).toBe(
      formatShares(size),
    );
  expect(end.state.risk.mismatches).toEqual([]);
};

describe('a matched trade', () => {
  it('is exposure at once, and sold only when it is mined', async () => {
    const life = await opened();
    const matched = await filled(life);
    expect(sharesOf(matched)).toBe('5');
    expect(cashOf(matched)).toBe('99997.6');
    expect(Number(matched.record.exposure)).toBeGreaterThanOrEqual(4.8);
    expect(salesOf(matched)).toEqual([]);
    expect(salesOf(await life.minute())).toEqual(['5 YES']);
    const entries = await life.entries();
    expect(told(entries)).toEqual(['MATCHED 5', 'MINED']);
  });

  it('that is retried in another transaction stays one fill', async () => {
    const life = await opened();
    life.server.fates.next('retries', 1);
    await filled(life);
    for (let minute = 0; minute < 5; minute += 1) await life.minute();
    const end = await life.minute();
    expect(told(await life.entries())).toEqual(['MATCHED 5', 'RETRYING', 'MINED', 'CONFIRMED']);
    expect(sharesOf(end)).toBe('5');
    booksAgree(life, end);
  });

  it('that fails is taken back to the micro-unit, as if it had never been', async () => {
    const life = await opened();
    life.server.fates.next('fails', 1);
    expect(cashOf(await filled(life))).toBe('99997.6');
    await life.minute();
    const end = await life.minute();
    expect(told(await life.entries())).toEqual(['MATCHED 5', 'RETRYING', 'FAILED']);
    expect(cashOf(end)).toBe('100000');
    expect(sharesOf(end)).toBe('none');
    const { realized, fees, wins, losses } = end.state.ledger.totals.MM;
    expect([realized, fees].map(formatUsdc)).toEqual(['0', '0']);
    expect([wins, losses]).toEqual([0, 0]);
    booksAgree(life, end);
  });

  it('that failed before it was ever seen moves nothing', async () => {
    const life = await openLife();
    await life.minute();
    await life.minute();
    life.server.fates.next('fails', 1);
    life.trade(ATE_YES);
    const end = await life.minute();
    const failed = (await life.entries()).filter(({ kind }) => kind === 'failed-fill');
    expect(failed).toHaveLength(1);
    expect(cashOf(end)).toBe('100000');
    booksAgree(life, end);
  });
});

describe('a trade in which we made', () => {
  it('is read from our part of it, with its own token, price and size', async () => {
    const life = await opened();
    await filled(life);
    const [fill] = (await life.entries()).flatMap((one) => (one.kind === 'fill' ? [one] : []));
    const { token, price, size, side, role } = fill ?? {};
    expect(token).toBe(LIFE.yes);
    expect([price && formatPrice(price), size && formatShares(size), side, role]).toEqual([
      ...['0.48', '5', 'BUY', 'maker'],
    ]);
  });

  it('split over transactions is as many fills, which add up to it', async () => {
    const life = await opened({ buckets: 2 });
    const end = await filled(life);
    expect(told(await life.entries())).toEqual(['MATCHED 2.5', 'MATCHED 2.5']);
    expect(sharesOf(end)).toBe('5');
    expect(cashOf(end)).toBe('99997.6');
    for (let minute = 0; minute < 3; minute += 1) await life.minute();
    booksAgree(life, await life.minute());
  });

  it.each<readonly [string, Partial<Switches>]>([
    ['with prefixed statuses', { tradeStatuses: 'prefixed' }],
    ['with no list of the trades of an order', { associateTrades: 'null' }],
    ['without a hash', { hashes: 'missing' }],
    ['whose hash comes late', { hashes: 'late' }],
    ['on pages of one row', { pageRows: 1 }],
  ])('is the same fill when told %s', async (_how, switches) => {
    const life = await opened(switches);
    await filled(life);
    await life.minute();
    const end = await life.minute();
    expect(told(await life.entries())).toEqual(['MATCHED 5', 'MINED', 'CONFIRMED']);
    booksAgree(life, end);
  });
});

describe('a sale', () => {
  const REFRESH = 'GET /balance-allowance/update';

  it('waits while the venue does not see the shares yet', async () => {
    const life = await opened({ funds: 'copy' });
    life.spoil(
      REFRESH,
      {
        kind: 'instead',
        when: 'before',
        answer: { status: 200, body: '', headers: {} },
      },
      12,
    );
    await filled(life);
    expect(salesOf(await life.minute())).toEqual([]);
    life.server.faults.clear();
    expect(salesOf(await life.minute())).toEqual(['5 YES']);
  });

  it('is of no more than we have when the venue shows twice as much', async () => {
    const life = await opened();
    await filled(life);
    life.server.faults.decideBy(({ endpoint }) => {
      if (endpoint === 'GET /balance-allowance') turn(life.server, { doubledBalance: 'once' });
      return null;
    });
    const doubled = await life.minute();
    expect(doubled.state.risk.mismatches).not.toEqual([]);
    expect(salesOf(doubled)).toEqual(['5 YES']);
    life.server.faults.clear();
    turn(life.server, { doubledBalance: 'no' });
    expect((await life.minute()).state.risk.mismatches).toEqual([]);
  });
});

describe('fills that happen while no cycle runs', () => {
  it('are all booked by the next one, once', async () => {
    const life = await opened();
    life.trade(ATE_YES);
    life.trade({ taker: 'BUY', price: '0.53', size: '6000' });
    life.idle(9);
    const end = await life.minute();
    expect(told(await life.entries())).toEqual(['CONFIRMED 5', 'CONFIRMED 5']);
    expect(end.state.intents.filter(({ phase }) => phase.kind === 'unknown')).toEqual([]);
    const again = await life.minute();
    expect(told(await life.entries())).toEqual(['CONFIRMED 5', 'CONFIRMED 5']);
    booksAgree(life, again);
  });
});
