// An event with its markets. Only of exclusive events all of them are needed: there a loss on one
// outcome is set against a gain on another, and an outcome that is missing would be a mistake.

import { hasEnded } from '../../domain/market.ts';
import { ZERO_RATIO } from '../../units/ratio.ts';
import { parseChild } from './gamma-market.ts';
import { split } from './left-out.ts';
import type { EventGroup, Market } from '../../domain/market.ts';
import type { ConditionId } from '../../units/ids.ts';
import type { EpochMs } from '../../units/time.ts';
import type { EventDraft } from './gamma-event.ts';
import type { MarketDraft } from './gamma-market.ts';

/** An event and what its own rows say of its markets. */
export type Family = {
  readonly event: Omit<EventDraft, 'children'>;
  /** The markets of an exclusive event that may still trade; none of any other event. */
  readonly members: readonly MarketDraft[];
  /** Its outcomes that are over and not known to have lost. */
  readonly notLost: readonly ConditionId[];
  /** Why rows of an exclusive event were not understood. */
  readonly reasons: readonly string[];
};

const isLost = ({ status }: MarketDraft): boolean =>
  status.kind === 'resolved' && status.yesPayout === ZERO_RATIO;

/** Reads the markets of an exclusive event. */
export const familyOf = ({ children, ...event }: EventDraft, now: EpochMs): Family => {
  if (event.exclusivity !== 'exclusive') return { event, members: [], notLost: [], reasons: [] };
  const read = children.map((child) => parseChild(child, { event: event.id, now }));
  const { values, reasons } = split(read);
  return {
    event,
    members: values.filter((child) => !hasEnded(child)),
    notLost: values
      .filter((child) => hasEnded(child) && !isLost(child))
      .map(({ condition }) => condition),
    reasons,
  };
};

const isComplete = (family: Family, listed: ReadonlySet<ConditionId>): boolean =>
  family.event.exclusivity === 'exclusive' &&
  family.reasons.length === 0 &&
  family.members.every(({ condition }) => listed.has(condition));

/**
 * The event as the rest of the system knows it, given the markets that made it to the end. Outcomes
 * that may have won are named as well: without them the others' chances add up to nothing known.
 */
export const eventGroupOf = (family: Family, markets: readonly Market[]): EventGroup => {
  const own = markets.filter(({ event }) => event === family.event.id);
  const listed = new Set(own.map(({ condition }) => condition));
  return {
    ...family.event,
    completeness: isComplete(family, listed) ? 'complete' : 'partial',
    markets: [...new Set([...listed, ...family.notLost])],
  };
};
