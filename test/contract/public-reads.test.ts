// The public half of our adapter in front of the wire server reads what the paper venue on the same
// simulated venue says: markets, books, trades, mode and time survive the way over HTTP.

import { beforeAll, describe, expect, it } from 'vitest';
import { createPublicVenue } from '../../lib/adapters/polymarket/public-venue.ts';
import { NO_FAULTS } from '../../lib/simulation/faults.ts';
import { createPaperVenue } from '../../lib/simulation/paper-venue.ts';
import { ownAccount } from '../../lib/simulation/wire/account.ts';
import { playUntil, turn } from '../../lib/simulation/wire/controls.ts';
import { startWireServer } from '../../lib/simulation/wire/face.ts';
import { createWireServer } from '../../lib/simulation/wire/server.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { GENERATED_TARGETS } from '../../lib/tape/generator/wallets.ts';
import { epochSeconds, epochMs, after, minutes, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { manualClock } from '../loopback/clocks.ts';
import { SIGNER } from '../simulation/wire/markets.ts';
import { comparable } from './comparable.ts';
import type { PublicVenue } from '../../lib/adapters/polymarket/public-venue.ts';
import type { LeftOut } from '../../lib/adapters/polymarket/left-out.ts';
import type { Book } from '../../lib/domain/book.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { Print } from '../../lib/domain/print.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { Venue } from '../../lib/ports/venue.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';
import type { EpochMs } from '../../lib/units/time.ts';

const MINUTES = 12;

const eventsOf = async (end: EpochMs): Promise<readonly TapeEvent[]> => {
  const events: TapeEvent[] = [];
  for await (const batch of generateTape({ seed: 5 }).events()) {
    events.push(...batch);
    if ((events.at(-1)?.at ?? end) >= end) break;
  }
  return events;
};

type Scene = {
  readonly server: WireServer;
  readonly paper: Venue;
  readonly http: PublicVenue;
  readonly reports: readonly LeftOut[];
  readonly from: EpochMs;
};

const { universe, start } = generateTape({ seed: 5 });
const end = after(start, minutes(MINUTES));
let scene: Scene;

beforeAll(async () => {
  const server = createWireServer({
    venue: { universe, start, cash: usdc('1000'), settings: DEFAULT_SETTINGS },
    chain: 137,
    account: ownAccount(SIGNER),
    tape: await eventsOf(end),
  });
  playUntil(server, end);
  // As one row an order has its average price, which no fill of it need have had.
  turn(server, { takerRows: 'by-fill' });
  const { url, stop } = await startWireServer(server);
  const reports: LeftOut[] = [];
  const http = createPublicVenue({
    endpoints: { clob: url, gamma: url, data: url },
    clock: manualClock(end),
    version: '0.1.0',
    pinned: () => [],
    printMin: usdc('0'),
    lagMax: seconds(90),
    report: (report) => void reports.push(report),
  });
  const paper = createPaperVenue(server.venue, NO_FAULTS);
  scene = { server, paper, http, reports, from: after(start, minutes(2)) };
  return stop;
});

const valueOf = <T>(observed: Observed<T>): T => {
  if (observed.kind === 'unknown') throw new Error(JSON.stringify(observed.error));
  return observed.value;
};

// The feed counts in seconds and has no keys.
const printText = ({ key: _, at, ...print }: Print): string =>
  JSON.stringify({ ...print, at: epochSeconds(at, 'down') }, (_name, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
const printTexts = (prints: Observed<readonly Print[]>): readonly string[] =>
  valueOf(prints).map(printText).toSorted();

// A book over HTTP is as old as its request.
const bookBare = (book: Observed<Book> | undefined): unknown =>
  book?.kind === 'known' ? { ...book.value, at: epochMs(0n) } : book?.kind;

describe('over HTTP and in process', () => {
  it('the markets are the same, and none is left out', async () => {
    const [http, paper] = [await scene.http.fetchUniverse(), await scene.paper.fetchUniverse()];
    expect(comparable(valueOf(http))).toEqual(comparable(valueOf(paper)));
    expect(valueOf(http).markets.size).toBe(universe.markets.size);
    expect(scene.reports).toEqual([]);
  });

  it('the books are the same, all of them known', async () => {
    const tokens = [...universe.tokens.keys()];
    const [http, paper] = [
      await scene.http.fetchBooks(tokens),
      await scene.paper.fetchBooks(tokens),
    ];
    for (const token of tokens)
      expect(bookBare(http.get(token))).toEqual(bookBare(paper.get(token)));
    expect([...http.values()].every(({ kind }) => kind === 'known')).toBe(true);
  });

  it('the trades are the same, hundreds of them', async () => {
    const { http, paper, from } = scene;
    const found = printTexts(await http.fetchPrints(from));
    expect(found).toEqual(printTexts(await paper.fetchPrints(from)));
    expect(found.length).toBeGreaterThan(100);
  });

  it('the trades of followed wallets are the same, some of them', async () => {
    const { http, paper, from } = scene;
    const found = printTexts(await http.fetchTargets(GENERATED_TARGETS, from));
    expect(found).toEqual(printTexts(await paper.fetchTargets(GENERATED_TARGETS, from)));
    expect(found.length).toBeGreaterThan(0);
  });

  it('the mode and the time are the same', async () => {
    const { http, paper } = scene;
    expect(valueOf(await http.fetchMode())).toBe(valueOf(await paper.fetchMode()));
    expect(valueOf(await http.fetchTime())).toBe(valueOf(await paper.fetchTime()));
  });
});
