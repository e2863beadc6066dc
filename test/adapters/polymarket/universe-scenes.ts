// A Gamma and a CLOB on this machine with two events, from which universes are read.

import { readUniverse } from '../../../lib/adapters/polymarket/universe.ts';
import { conditionId } from '../../../lib/units/ids.ts';
import { openApi } from '../../loopback/api.ts';
import { manualClock, NOON } from '../../loopback/clocks.ts';
import { startWireVenue } from '../../loopback/wire-venue.ts';
import { example, rowsIn, valueOf } from './examples.ts';
import type { LeftOut } from '../../../lib/adapters/polymarket/left-out.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { VenueError } from '../../../lib/domain/venue-outcome.ts';
import type { Result } from '../../../lib/units/result.ts';
import type { Exchange } from '../../loopback/server.ts';
import type { WireWorld } from '../../loopback/wire-venue.ts';
import type { Row } from './examples.ts';

/** A market of its own, and its event. */
export const lighthouse = example('gamma-market');
/** The event of the lighthouse. */
export const lighthouseEvent = example('gamma-binary-event');
/** An event of three outcomes of which one wins. */
export const regatta = example('gamma-event');
/** The outcomes of the regatta. */
export const [aurora = {}, borealis = {}, comet = {}] = rowsIn(regatta, 'markets');
/** The condition of the lighthouse. */
export const LIGHTHOUSE = conditionId(String(lighthouse['conditionId']));

/** A market of an event as the list of markets shows it. */
export const listed = (row: Row, event: Row): Row => ({ ...row, events: [{ id: event['id'] }] });

/** Markets like the lighthouse. */
export const many = (count: number): readonly (Row & { readonly conditionId: string })[] =>
  Array.from({ length: count }, (_, index) => ({
    ...lighthouse,
    slug: `m${String(index)}`,
    conditionId: `0x${index.toString(16).padStart(64, 'c')}`,
    clobTokenIds: JSON.stringify([`${String(index + 1)}1`, `${String(index + 1)}2`]),
  }));

const WORLD: Partial<WireWorld> = {
  markets: [lighthouse, listed(aurora, regatta)],
  events: [lighthouseEvent, regatta],
};

/** A universe that was read, or not, and how. */
export type Reading = {
  readonly result: Result<Universe, VenueError>;
  readonly reports: readonly LeftOut[];
  readonly requests: readonly Exchange[];
};

/** Reads the universe of a changed world. */
export const readFrom = async (
  world: Partial<WireWorld>,
  names: readonly string[] = [],
  pagesMax = 5,
): Promise<Reading> => {
  const venue = await startWireVenue({ ...WORLD, ...world });
  const clock = manualClock();
  const api = openApi(venue.url, { clock });
  const reports: LeftOut[] = [];
  const report = (one: LeftOut): void => void reports.push(one);
  const result = await readUniverse(
    { gamma: api, clob: api, report, pagesMax },
    { names, now: NOON },
  );
  await venue.stop();
  return { result, reports, requests: venue.requests };
};

/** Reads a universe that is understood. */
export const universeFrom = async (
  world: Partial<WireWorld> = {},
  names: readonly string[] = [],
): Promise<Universe> => valueOf((await readFrom(world, names)).result);
