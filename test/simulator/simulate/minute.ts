// A section from minute to minute: markets move, the schedule calls, people do what they do, and
// the checkers look on.

import { STATE_SCHEMA } from '../../../lib/domain/portfolio-state.ts';
import { msOfEpoch } from '../../../lib/units/time.ts';
import { schemaIn } from '../checkers/stored.ts';
import { applyMove } from '../markets/apply-move.ts';
import { nameOfEnd } from '../world/end.ts';
import { advanceVenue, venueTime } from '../world/services.ts';
import { thrownText } from './watch.ts';
import type { Family } from '../markets/family.ts';
import type { Sighting } from '../checkers/sighting.ts';
import type { Deployment } from '../weather/deployments.ts';
import type { Trouble } from '../weather/dice.ts';
import type { Storm } from '../weather/storm.ts';
import type { Instant } from '../world/timeline.ts';
import type { SimulatedWorld } from '../world/world.ts';
import type { Watch } from './watch.ts';

/** What happens in a section, for whoever wants to read along. */
export type SectionNews =
  | { readonly kind: 'seen'; readonly sighting: Sighting }
  | ({ readonly kind: 'trouble' } & Trouble)
  | { readonly kind: 'called'; readonly at: Instant }
  | { readonly kind: 'ended'; readonly at: Instant; readonly end: string };

/**
 * The name under which it is told that the function itself failed: that is a bug of the system, and
 * none of the guarantees says so.
 */
export const CYCLE = 'CYCLE';

/** Whether an invocation ended by an error of the system itself, and not by its surroundings. */
export const isOwnError = (end: string): boolean =>
  end.startsWith('threw') || end.includes('INVARIANT_BROKEN');

/** Unit: ms. */
export const MINUTE_MS = 60_000;

/** A section under way. */
export type Section = {
  readonly world: SimulatedWorld;
  readonly family: Family;
  readonly storm: Storm;
  readonly watch: Watch;
  readonly listen: (news: SectionNews) => void;
  readonly ends: Map<string, number>;
  /** What the switch says while it is at rest. */
  readonly restsUnder: 'halt' | 'off';
  cycles: number;
};

const call = async (section: Section): Promise<void> => {
  const { world, storm, listen, ends } = section;
  const at = world.timeline.now();
  section.cycles += 1;
  listen({ kind: 'called', at });
  const end = nameOfEnd(
    await world.invoke({ clockAhead: storm.clockAhead(), death: null, start: 'any' }),
  );
  ends.set(end, (ends.get(end) ?? 0) + 1);
  if (isOwnError(end)) section.watch.report(CYCLE, [`the function ${end}`]);
  listen({ kind: 'ended', at: world.timeline.now(), end });
};

/** Has the schedule call the function, and notes how that ends: also where the world breaks. */
export const callNow = async (section: Section): Promise<void> => {
  try {
    await call(section);
  } catch (error) {
    section.watch.report('WORLD', [`broke: ${thrownText(error)}`]);
  }
};

/** Lets time pass to an instant, or to the first broken guarantee. */
export const passTo = async ({ world, watch }: Section, instant: Instant): Promise<void> => {
  let isReached = false;
  world.timeline.at(instant, () => {
    isReached = true;
  });
  await world.timeline.runUntil(() => isReached || watch.violation() !== null);
};

const moveMarkets = ({ world, family, storm }: Section, from: Instant): void => {
  const { timeline, server } = world;
  for (const move of family.minute(venueTime(from)).filter(storm.passes))
    timeline.at(Number(msOfEpoch(move.at)), () => applyMove(server, move));
};

/** Whether the function that ships can read what is stored. */
export const isReadable = ({ watch }: Section): boolean => {
  const state = watch.truth().state();
  return state === null || schemaIn(state) <= STATE_SCHEMA;
};

/** Does what is to be done about deployments. */
export const deploy = ({ world }: Section, deployment: Deployment): void => {
  if (deployment === 'newer') world.deploy('newer');
  if (deployment === 'same' || deployment === 'back') world.deploy('shipped');
  if (deployment === 'restore') world.restore();
};

/** Plays one minute of the storm. */
export const minuteFrom = async (section: Section, from: Instant): Promise<void> => {
  const { world, storm, watch } = section;
  const { timeline } = world;
  const { calls, deployment, turn, deeds } = storm.minute(isReadable(section));
  moveMarkets(section, from);
  deploy(section, deployment);
  if (turn !== null) timeline.at(from + turn.after, () => storm.turn(turn.word));
  for (const { after, act } of deeds)
    timeline.at(from + after, () => {
      advanceVenue(timeline, world.server);
      act();
    });
  for (const due of calls) timeline.at(from + due, () => void callNow(section));
  await passTo(section, from + MINUTE_MS);
  watch.seeMinute();
};
