// Plays a whole tape and holds every cycle to every law.

import { complaint } from './laws.ts';
import { tableOf } from './results.ts';
import { playOn } from './session.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { SavedCycle, Session } from './session.ts';

/** What a session came to. */
export type Played = {
  readonly records: readonly CycleRecord[];
  readonly last: SavedCycle;
  /** The laws that broke in a cycle; nothing is what every test wants. */
  readonly broken: readonly string[];
};

/** Plays a tape to its end on a session, and prints what came of it. */
export const playLawfully = async (session: Session, tape: Tape): Promise<Played> => {
  const broken: string[] = [];
  const ends: SavedCycle[] = [];
  await playOn(session, { tape }, (end) => {
    ends[0] = end;
    const found = complaint(session, end);
    if (found !== '') broken.push(found);
  });
  const [last] = ends;
  if (last === undefined) throw new Error(`no cycle was played on ${tape.name}`);
  const { records } = session;
  console.log(tableOf(tape.name, records, last));
  return { records, last, broken };
};
