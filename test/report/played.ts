// A paper session on generated markets, and the band that was made of it cycle by cycle.

import { createBand, NO_QUEUE } from '../../lib/report/build.ts';
import { directoryOf } from '../../lib/report/directory.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { openSession, playOn, settingsFrom } from '../backtest/session.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';
import type { LedgerEntry } from '../../lib/domain/ledger-entry.ts';
import type { Limits } from '../../lib/domain/limits.ts';
import type { Universe } from '../../lib/domain/market.ts';
import type { Directory } from '../../lib/report/directory.ts';
import type { ReportBand } from '../../lib/report/report-data.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';

/** What was played. */
export type Played = {
  readonly band: ReportBand;
  readonly entries: readonly LedgerEntry[];
  readonly records: readonly CycleRecord[];
  readonly last: SavedCycle;
  readonly universe: Universe;
  readonly directory: Directory;
  readonly limits: Limits;
  readonly session: Session;
};

const CYCLES = 90;

const play = async (): Promise<Played> => {
  const tape = generateTape({ seed: 3n });
  const session = openSession({
    universe: tape.universe,
    start: tape.start,
    settings: settingsFrom(),
  });
  const { limits } = session.settings;
  const directory = directoryOf(session.venue.universe);
  const band = createBand({ name: 'as-played', model: 'as it was', limits, directory });
  const ends: SavedCycle[] = [];
  await playOn(session, { tape, cyclesMax: CYCLES }, (end) => {
    band.entries(end.state.outbox);
    band.cycle(end.record);
    ends.push(end);
  });
  const last = ends.at(-1);
  const entries = await session.store.readEntries();
  if (last === undefined || !entries.ok) throw new Error('nothing was played');
  return {
    band: band.finish({
      equity: last.equity,
      lastBooksEquity: null,
      queue: NO_QUEUE,
      markouts: 'from-looks',
    }),
    entries: entries.value,
    records: session.records,
    last,
    universe: session.venue.universe(),
    directory,
    limits,
    session,
  };
};

let once: Promise<Played> | null = null;

/** Plays once, however often it is asked. */
export const played = (): Promise<Played> => (once ??= play());
