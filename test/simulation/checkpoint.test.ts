import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { universeOf } from '../../lib/domain/market.ts';
import { restoreSimulatedVenue } from '../../lib/simulation/restore.ts';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { orderId } from '../../lib/units/ids.ts';
import {
  at,
  book,
  bookText,
  CONDITION,
  fillsOf,
  incoming,
  level,
  openVenue,
  PATIENCE_MS,
  setupOf,
  trade,
} from './fixtures.ts';
import { stepVenue } from './script-run.ts';
import { script, scriptSetup } from './scripts.ts';
import { billedBytes, packed } from '../../lib/adapters/dynamo/packed.ts';
import { STORED_TRADES_MAX } from '../../lib/simulation/checkpoint.ts';
import { WHOLE_PAST } from './whole-past.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { VenueSetup } from '../../lib/simulation/core.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { Step } from './tape-drafts.ts';

const restored = (text: string, setup: VenueSetup = setupOf()): SimulatedVenue => {
  const result = restoreSimulatedVenue(setup, text);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

// Stops a venue after some steps, and continues with one that was restored and read the tape again.
const interrupted = (steps: readonly Step[], after: number): SimulatedVenue => {
  const first = createSimulatedVenue(scriptSetup);
  for (const step of steps.slice(0, after)) stepVenue(first, step);
  const second = restored(first.checkpoint(WHOLE_PAST), scriptSetup);
  for (const step of steps.slice(0, after)) if (step.kind === 'event') second.apply(step.event);
  return second;
};

describe('a restored venue', () => {
  it(
    'goes on exactly as if it had never stopped',
    () => {
      fc.assert(
        fc.property(script, fc.double({ min: 0, max: 1, noNaN: true }), (steps, part) => {
          const after = Math.floor(part * steps.length);
          const straight = createSimulatedVenue(scriptSetup);
          for (const step of steps.slice(0, after)) stepVenue(straight, step);
          const resumed = interrupted(steps, after);
          expect(resumed.checkpoint(WHOLE_PAST)).toBe(straight.checkpoint(WHOLE_PAST));
          for (const step of steps.slice(after))
            expect(stepVenue(resumed, step)).toBe(stepVenue(straight, step));
          expect(resumed.checkpoint(WHOLE_PAST)).toBe(straight.checkpoint(WHOLE_PAST));
          expect(resumed.prints(scriptSetup.start)).toEqual(straight.prints(scriptSetup.start));
        }),
        { numRuns: 1_000 },
      );
    },
    PATIENCE_MS,
  );

  const tape: readonly TapeEvent[] = [
    book(1, { bids: [['0.48', '100']], asks: [['0.52', '100']] }),
    trade(5, 'SELL', ['0.48', '60']),
    trade(5, 'SELL', ['0.48', '30']),
    trade(5, 'SELL', ['0.48', '30']),
  ];
  it('tells events of one instant apart: it was between the second and the third', () => {
    const venue = createSimulatedVenue(setupOf());
    venue.apply(tape[0] as TapeEvent);
    venue.place(incoming('own', { side: 'BUY', price: '0.48', size: '50' }));
    for (const event of tape.slice(1, 3)) venue.apply(event);
    const again = restored(venue.checkpoint(WHOLE_PAST));
    for (const event of tape) again.apply(event);
    expect(fillsOf(again)).toEqual(['own BUY YES 20 @ 0.48 maker']);
  });
  it('knows no book before its tape is read again, and fills nothing meanwhile', () => {
    const venue = openVenue();
    venue.place(incoming('own', { side: 'BUY', price: '0.48', size: '50' }));
    const again = restored(venue.checkpoint(WHOLE_PAST));
    expect(bookText(again)).toContain('UNAVAILABLE');
    again.apply(trade(9, 'SELL', ['0.4', '500']));
    expect(fillsOf(again)).toEqual([]);
  });
  it('on a tape without its past, stands at the back of the first book that comes', () => {
    const venue = openVenue();
    venue.place(incoming('own', { side: 'BUY', price: '0.48', size: '50' }));
    venue.apply(trade(2, 'SELL', ['0.48', '100']));
    const again = restored(venue.checkpoint(WHOLE_PAST));
    again.apply(book(9, { bids: [['0.48', '70']], asks: [['0.52', '100']] }));
    again.apply(trade(10, 'SELL', ['0.48', '75']));
    expect(fillsOf(again)).toEqual(['own BUY YES 5 @ 0.48 maker']);
  });
  it('still knows what it took from the recorded book', () => {
    const venue = openVenue();
    venue.place(incoming('own', { side: 'BUY', price: '0.52', size: '60' }));
    const again = restored(venue.checkpoint(WHOLE_PAST));
    again.apply(tape[0] as TapeEvent);
    expect(bookText(again)).toBe('100 @ 0.48 | 40 @ 0.52');
  });
  it('does not cancel again what a pause of the market cancelled before', () => {
    const pauses: readonly TapeEvent[] = (['paused', 'accepting'] as const).map((kind, i) => ({
      kind: 'status',
      at: at(2 + i),
      condition: CONDITION,
      status: { kind },
    }));
    const venue = openVenue();
    for (const event of pauses) venue.apply(event);
    venue.place(incoming('own', { side: 'BUY', price: '0.48', size: '50' }));
    const again = restored(venue.checkpoint(WHOLE_PAST));
    for (const event of [...tape.slice(0, 1), ...pauses]) again.apply(event);
    expect(again.openOrders()).toHaveLength(1);
  });
  it('makes no id a second time', () => {
    const venue = openVenue();
    venue.nextSalt();
    expect(restored(venue.checkpoint(WHOLE_PAST)).nextSalt()).toBe(venue.nextSalt());
  });
  it('writes the same checkpoint again at once', () => {
    const venue = openVenue();
    venue.setMode('post-only');
    venue.place(
      incoming('own', { side: 'BUY', price: '0.48', size: '50', liquidity: 'post-only' }),
    );
    expect(restored(venue.checkpoint(WHOLE_PAST)).checkpoint(WHOLE_PAST)).toBe(
      venue.checkpoint(WHOLE_PAST),
    );
  });
  it('of an untouched venue starts as a new one', () => {
    const again = restored(createSimulatedVenue(setupOf()).checkpoint(WHOLE_PAST));
    for (const event of tape) again.apply(event);
    expect(bookText(again)).toBe('100 @ 0.48 | 100 @ 0.52');
    expect(again.prints(at(0))).toHaveLength(3);
  });
});

// Ids of orders are digests, which do not shrink.
const idOf = (n: number): string => `0x${createHash('sha256').update(String(n)).digest('hex')}`;

describe('the size of a checkpoint', () => {
  const busy = (count: number): SimulatedVenue => {
    const venue = openVenue(setupOf(undefined, {}, '100000000'));
    for (let i = 0; i < count; i += 1) {
      venue.apply(level(2 + i, 'asks', ['0.52', String(1_000 + 10 * i)]));
      const id = idOf(i);
      venue.place(incoming(id, { side: 'BUY', price: '0.52', size: '5' }));
    }
    for (let i = 0; i < 200; i += 1) {
      const id = idOf(-1 - i);
      venue.place(incoming(id, { side: 'BUY', price: '0.3', size: '5' }));
    }
    venue.advanceTo(at(1_000_000));
    return venue;
  };
  it('stays below 400 KB, however much has happened and is needed', () => {
    const text = busy(1_500).checkpoint(WHOLE_PAST);
    expect(text.length).toBeLessThan(450_000);
    expect(billedBytes({ body: packed(text) })).toBeLessThan(150_000);
  });
  it('keeps the newest trades, and says unknown about the time of those it dropped', () => {
    const again = restored(busy(STORED_TRADES_MAX + 250).checkpoint(WHOLE_PAST));
    expect(again.fills(at(0), []).kind).toBe('unknown');
    expect(again.fills(at(251), []).kind).toBe('unknown');
    const kept = again.fills(at(252), []);
    expect(kept.kind === 'known' && kept.value).toHaveLength(STORED_TRADES_MAX);
  });
  it('keeps every trade and order that has not ended', () => {
    const venue = openVenue(setupOf(undefined, {}, '100000000'));
    for (let i = 0; i < 450; i += 1)
      venue.place(incoming(`take-${String(i)}`, { side: 'BUY', price: '0.52', size: '5' }));
    venue.cancel([orderId('take-449')]);
    expect(fillsOf(restored(venue.checkpoint(WHOLE_PAST)))).toEqual(fillsOf(venue));
    expect(restored(venue.checkpoint(WHOLE_PAST)).openOrders()).toEqual(venue.openOrders());
  });
});

it('an order that rests in a market that is no longer listed refuses the checkpoint', () => {
  const venue = openVenue();
  venue.place(incoming('own', { side: 'BUY', price: '0.48', size: '50' }));
  const setup = { ...setupOf(), universe: universeOf([], []) };
  expect(restoreSimulatedVenue(setup, venue.checkpoint(WHOLE_PAST))).toEqual({
    ok: false,
    error: {
      kind: 'MALFORMED_CHECKPOINT',
      problems: ['checkpoint.orders[0].instrument is not a token of a listed market'],
    },
  });
});
