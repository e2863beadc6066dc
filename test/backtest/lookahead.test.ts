import { describe, expect, it } from 'vitest';
import { turnOfLoop } from '../../lib/adapters/local/waiting.ts';
import { bandModel, NO_TIMING, TYPICAL_TIMING } from '../../lib/backtest/bands.ts';
import { checkLookahead, FUTURES, withFuture } from '../../lib/backtest/lookahead.ts';
import { SILENT } from '../../lib/backtest/run-band.ts';
import { known } from '../../lib/domain/observed.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { SHARE_OF_VOLUME } from '../../lib/simulation/fill-model.ts';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { after, minutes } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { PATIENCE_MS } from '../simulation/fixtures.ts';
import { settingsFrom } from './session.ts';
import type { Timing } from '../../lib/backtest/bands.ts';
import type { RunOn } from '../../lib/backtest/lookahead.ts';
import type { Tape, TapeEvent } from '../../lib/domain/tape-event.ts';
import type { Venue } from '../../lib/ports/venue.ts';

const TAPE = generateTape({ seed: 3n, duration: minutes(40) });
const PLAN = { until: TAPE.end, moments: 2, progress: () => undefined };

const eventsOf = async (tape: Tape): Promise<readonly TapeEvent[]> => {
  const all: TapeEvent[] = [];
  for await (const batch of tape.events()) all.push(...batch);
  return all;
};

const honest =
  (timing: Timing): RunOn =>
  (tape) => ({
    tape,
    settings: settingsFrom(),
    cash: usdc('10000'),
    model: bandModel('pessimistic', SHARE_OF_VOLUME, timing),
    seed: 1n,
    from: tape.start,
    turn: turnOfLoop,
    telemetry: SILENT,
    lens: (venue) => venue,
  });

// A port that shows each book as it will be some minutes later, at the time of now.
const leaking = (tape: Tape, ahead: number): ((venue: Venue) => Venue) => {
  const settings = DEFAULT_SETTINGS;
  const future = createSimulatedVenue({ ...tape, cash: usdc('1'), settings });
  const reading = eventsOf(tape);
  let row = 0;
  return (venue) => ({
    ...venue,
    fetchBooks: async (tokens) => {
      const books = await venue.fetchBooks(tokens);
      const time = await venue.fetchTime();
      if (time.kind === 'unknown') return books;
      const events = await reading;
      const until = after(time.value, minutes(ahead));
      for (let event = events[row]; event !== undefined && event.at <= until; event = events[row]) {
        future.apply(event);
        row += 1;
      }
      return new Map(
        [...books].map(([token, now]) => {
          const later = future.book(token);
          if (now.kind === 'unknown' || later.kind === 'unknown') return [token, now];
          return [token, known({ ...later.value, at: now.value.at }, now.at)];
        }),
      );
    },
  });
};

describe('another future', () => {
  it.each(FUTURES)(
    'that is %s changes nothing up to its moment, and much after it',
    async (future) => {
      const from = after(TAPE.start, minutes(20));
      const [usual, other] = [await eventsOf(TAPE), await eventsOf(withFuture(TAPE, from, future))];
      const upTo = (events: readonly TapeEvent[]) => events.filter(({ at }) => at <= from);
      expect(upTo(other)).toEqual(upTo(usual));
      expect(other).not.toEqual(usual);
    },
  );
});

describe('the check for decisions that know the future', { timeout: PATIENCE_MS }, () => {
  it.each([
    ['without latency', NO_TIMING],
    ['with latency', TYPICAL_TIMING],
  ])('finds none in an honest run %s', async (_how, timing) => {
    const shares: number[] = [];
    const progress = (share: number): void => void shares.push(share);
    const { compared, leaks } = await checkLookahead(honest(timing), TAPE, { ...PLAN, progress });
    expect(leaks).toEqual([]);
    expect(compared).toBeGreaterThan(50);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(0)).toBeLessThan(0.1);
    expect(shares.at(-1)).toBeGreaterThan(0.9);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });
  it('finds a port that shows what is to come', async () => {
    const leaky: RunOn = (tape) => ({ ...honest(NO_TIMING)(tape), lens: leaking(tape, 2) });
    const { leaks } = await checkLookahead(leaky, TAPE, PLAN);
    expect(leaks.length).toBeGreaterThan(0);
    for (const { decidedAt, futureFrom } of leaks) expect(decidedAt <= futureFrom).toBe(true);
  });
});
