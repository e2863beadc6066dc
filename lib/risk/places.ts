// Which event and category a market's risk counts in: exactly one of each, also where the universe
// knows less than it should.

import { eventId } from '../units/ids.ts';
import type { Universe } from '../domain/market.ts';
import type { ConditionId, EventId } from '../units/ids.ts';

/**
 * The event that a market's risk counts in. A market that the universe lacks, or that its event
 * does not list, is an event of its own. Markets whose event the universe lacks still share it:
 * their exposures are added, which is the worse of what may be true.
 */
export const eventOf = (universe: Universe, condition: ConditionId): EventId => {
  const event = universe.markets.get(condition)?.event;
  if (event === undefined) return eventId(condition);
  const group = universe.events.get(event);
  return group === undefined || group.markets.includes(condition) ? event : eventId(condition);
};

/** The category that a market's risk counts in; what the universe lacks carries no tag. */
export const categoryOf = (universe: Universe, condition: ConditionId): string => {
  const event = universe.markets.get(condition)?.event;
  return (event === undefined ? undefined : universe.events.get(event)?.category) ?? 'other';
};
