// One market, traded on paper and traded live over HTTP: what is wanted, refused and sent, and what
// the books say in the end, is the same, since nothing but the adapters differs.

import { describe, expect, it } from 'vitest';
import { rebuild } from '../../lib/accounting/verify.ts';
import { encodeLedger } from '../../lib/adapters/dynamo/stored-state.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { present } from '../../lib/units/invariant.ts';
import { openSession, playOn, settingsFrom } from '../backtest/session.ts';
import { openLive } from './live-scene.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';
import type { SavedCycle } from '../backtest/session.ts';

// Enough for market making to fill both ways, and for the first ten live cycles to be over.
const CYCLES = 45;
const CASH = '10000';

type Played = {
  /** What each cycle did, order by order, in its own words. */
  readonly decisions: readonly string[];
  readonly ledger: readonly string[];
  readonly state: PortfolioState;
};

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

// The wire tells times in whole seconds, and knows a merge by its transaction.
const asOnTheWire = (line: string): string =>
  line
    .replace(/"at":"(\d+)\d{3}"/, '"at":"$1"')
    .replace(/"eventId":"activity\|[^"]*"/, '"eventId":"activity"');

// An order is called by its place among all orders: its id is a digest of other bytes on paper.
const namedByPlace = (lines: readonly string[], orders: readonly string[]): readonly string[] => {
  const names = new Map(orders.map((id, place) => [id, `order ${String(place)}`]));
  return lines.map((line) => line.replace(/0x[0-9a-f]{64}/g, (id) => names.get(id) ?? id));
};

const decisionOf = ({ record }: SavedCycle): string => {
  const { orders, fills, mismatches, notQuoted } = record;
  // The two list their markets in different sequences, so causes come up in different ones.
  const obstacles = Object.entries(notQuoted).toSorted(([a], [b]) => a.localeCompare(b));
  return textOf({ orders, mismatches, obstacles, fills: fills.length });
};

const playedFrom = async (ends: readonly SavedCycle[], store: StateStore): Promise<Played> => {
  const { state } = present(ends.at(-1), 'a cycle was played');
  const entries = await store.readEntries();
  if (!entries.ok) throw new Error(entries.error.kind);
  const books = rebuild(entries.value);
  expect(books.ok && encodeLedger(books.value)).toBe(encodeLedger(state.ledger));
  const orders = entries.value.flatMap((entry) => (entry.kind === 'fill' ? [entry.order] : []));
  return {
    decisions: ends.map(decisionOf),
    ledger: namedByPlace(entries.value.map(textOf).map(asOnTheWire), [...new Set<string>(orders)]),
    state,
  };
};

const playBoth = async (tape: Tape, env: Readonly<Record<string, string>>) => {
  const settings = settingsFrom(env);
  const live = await openLive({ tape, settings, cash: CASH });
  const paper = openSession({
    universe: tape.universe,
    start: tape.start,
    cash: CASH,
    settings: { ...settings, clearance: live.settings.clearance },
  });
  await paper.store.putClearance(live.record);
  const [onPaper, lived]: [SavedCycle[], SavedCycle[]] = [[], []];
  await playOn(paper, { tape, cyclesMax: CYCLES }, (end) => void onPaper.push(end));
  await live.play(tape, CYCLES, (end) => void lived.push(end));
  return {
    live,
    paper: await playedFrom(onPaper, paper.store),
    lived: await playedFrom(lived, live.store),
  };
};

describe('a live session over HTTP', () => {
  it('decides and books what the same session on paper does', async () => {
    const { paper, lived, live } = await playBoth(generateTape({ seed: 1n }), {});
    expect(lived.decisions).toEqual(paper.decisions);
    expect(lived.ledger).toEqual(paper.ledger);
    const kinds = new Set(lived.ledger.map((line) => /"kind":"([a-z-]+)"/.exec(line)?.[1]));
    expect([...kinds]).toEqual(expect.arrayContaining(['opening', 'fill', 'transition']));
    const { cash } = live.server.venue.balances([]);
    expect(textOf(lived.state.ledger.cash)).toBe(textOf(cash));
  }, 120_000);
});
