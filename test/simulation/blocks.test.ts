// Whatever is told in columns does what the same events do one by one.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockOf, listTokens } from '../../lib/domain/tape-block.ts';
import { restoreSimulatedVenue } from '../../lib/simulation/restore.ts';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { tokenId } from '../../lib/units/ids.ts';
import { epochMs } from '../../lib/units/time.ts';
import { at, book, incoming, level, openVenue, PATIENCE_MS, START, YES } from './fixtures.ts';
import { stepVenue } from './script-run.ts';
import { script, scriptSetup } from './scripts.ts';
import { MARKETS } from './tape-drafts.ts';
import { WHOLE_PAST } from './whole-past.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { Step } from './tape-drafts.ts';

const TOKENS = MARKETS.flatMap(({ yes, no }) => [yes, no]);
const LIST = listTokens(TOKENS);

// All that can be seen of a venue. Times far beyond the script show what is still to come.
const seenOf = (venue: SimulatedVenue) => ({
  checkpoint: venue.checkpoint(WHOLE_PAST),
  books: TOKENS.map((token) => venue.book(token)),
  prints: venue.prints(at(0)),
  orders: venue.openOrders(),
  now: venue.now(),
});

const oneByOne = (steps: readonly Step[]): SimulatedVenue => {
  const venue = createSimulatedVenue(scriptSetup);
  for (const step of steps) stepVenue(venue, step);
  return venue;
};

// Events between two commands as one block, fed up to every time in it and beyond.
const feed = (venue: SimulatedVenue, events: readonly TapeEvent[]): void => {
  const block = blockOf(events, LIST);
  let row = 0;
  for (const event of events) row = venue.applyBlock(block, row, event.at);
  expect(venue.applyBlock(block, row, at(1_000_000_000))).toBe(events.length);
};
const inBlocks = (steps: readonly Step[]): SimulatedVenue => {
  const venue = createSimulatedVenue(scriptSetup);
  let waiting: TapeEvent[] = [];
  for (const step of steps) {
    if (step.kind === 'event') {
      waiting.push(step.event);
      continue;
    }
    feed(venue, waiting);
    waiting = [];
    stepVenue(venue, step);
  }
  feed(venue, waiting);
  return venue;
};

const eventsIn = (steps: readonly Step[]): readonly TapeEvent[] =>
  steps.flatMap((step) => (step.kind === 'event' ? [step.event] : []));

describe('a venue driven by blocks', () => {
  it(
    'ends where the same events lead one by one, whatever rests and whatever is cancelled',
    () => {
      fc.assert(
        fc.property(script, (steps) => {
          expect(seenOf(inBlocks(steps))).toEqual(seenOf(oneByOne(steps)));
        }),
        { numRuns: 2_000 },
      );
    },
    PATIENCE_MS,
  );
  it(
    'comes back from a checkpoint by blocks as by events',
    () => {
      fc.assert(
        fc.property(script, fc.nat({ max: 40 }), (steps, later) => {
          const venue = oneByOne(steps.slice(0, steps.length - later));
          const text = venue.checkpoint(WHOLE_PAST);
          const [plain, columns] = [0, 1].map(() => {
            const restored = restoreSimulatedVenue(scriptSetup, text);
            if (!restored.ok) throw new Error(JSON.stringify(restored.error));
            return restored.value;
          });
          const events = eventsIn(steps);
          for (const event of events) plain?.apply(event);
          columns?.applyBlock(blockOf(events, LIST), 0, at(1_000_000_000));
          expect(columns && seenOf(columns)).toEqual(plain && seenOf(plain));
        }),
        { numRuns: 500 },
      );
    },
    PATIENCE_MS,
  );
  it('applies the rows up to a time and tells where the rest begins', () => {
    const venue = openVenue();
    const events = [10, 20, 20, 30].map((ms) => level(ms, 'bids', ['0.47', String(ms)]));
    const block = blockOf(events, LIST);
    expect(venue.applyBlock(block, 0, at(9))).toBe(0);
    expect(venue.applyBlock(block, 0, at(10))).toBe(1);
    expect(venue.applyBlock(block, 1, at(20))).toBe(3);
    expect(venue.now()).toBe(at(20));
    expect(venue.applyBlock(block, 3, at(29))).toBe(3);
    expect(venue.applyBlock(block, 3, at(30))).toBe(4);
  });
  it('fills an order whose price a changed level reaches', () => {
    const [plain, columns] = [openVenue(), openVenue()];
    const reached = level(10, 'asks', ['0.45', '7']);
    for (const venue of [plain, columns])
      venue.place(incoming('mine', { side: 'BUY', price: '0.45', size: '20' }));
    plain.apply(reached);
    columns.applyBlock(blockOf([reached], LIST), 0, at(10));
    expect(columns.openOrders()[0]?.matchedSize).toBe(plain.openOrders()[0]?.matchedSize);
    expect(columns.openOrders()[0]?.matchedSize).not.toBe(0n);
  });
  it('refuses a token that is not listed, as an event of it is', () => {
    const stranger = { ...level(10, 'bids', ['0.4', '1']), token: tokenId('stranger') };
    const block = blockOf([stranger], listTokens([tokenId('stranger')]));
    expect(() => openVenue().applyBlock(block, 0, at(10))).toThrow('token stranger is listed');
    expect(() => openVenue().apply(stranger)).toThrow('token stranger is listed');
  });
  it('keeps apart the tokens of two tapes', () => {
    const venue = openVenue();
    const other = listTokens([tokenId('unused'), YES]);
    const first = blockOf([book(5, { bids: [], asks: [] })], LIST);
    const second = blockOf([level(6, 'bids', ['0.3', '9'])], other);
    venue.applyBlock(first, 0, at(5));
    venue.applyBlock(second, 0, at(6));
    const third = blockOf([level(7, 'bids', ['0.3', '8'])], LIST);
    venue.applyBlock(third, 0, epochMs(BigInt(START + 7)));
    const shown = venue.book(YES);
    expect(shown.kind === 'known' ? shown.value.bids.map(({ size }) => size) : []).toEqual([
      8_000_000n,
    ]);
  });
});
