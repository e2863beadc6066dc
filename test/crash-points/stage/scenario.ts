// A scenario: a short story that leads to one cycle, the cycle in question, and what others do in
// the minutes after it. Everything in it stands still but what it says.

import type { Environment } from '../../../lib/config/variable.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { Hands } from './market.ts';

/** What happens right before a cycle. */
export type Minute = (hands: Hands) => void;

/** A cycle of which nothing is expected: what happens before it, and the request it dies at. */
export type LostCycle = { readonly act: Minute; readonly diesAt: number | null };

/** A scenario. */
export type Scenario = {
  readonly name: string;
  readonly universe: Universe;
  readonly cash: string;
  readonly env: Environment;
  /** One cycle after each of them. */
  readonly before: readonly Minute[];
  /** What happens right before the cycle in question. */
  readonly then: Minute;
  /** What happens in it, right after the first request of a name was carried out. */
  readonly during: ReadonlyMap<string, Minute>;
  /** What happens right before the calm cycles after it, by their number from 1. */
  readonly after: ReadonlyMap<number, Minute>;
  /** The cycles after it of which nothing is expected, before any is calm. */
  readonly lost: readonly LostCycle[];
  /** Whether it runs in the environment of the cycles before, or in one that is started for it. */
  readonly start: 'warm' | 'cold';
  /** Somebody else has made books of it that do not add up: what is saved of them cannot. */
  readonly isOutOfBalance: boolean;
};

/** Nothing happens. */
export const QUIET: Minute = () => undefined;

/** A scenario in which nothing happens but what is told. */
export const scenario = (
  told: Pick<Scenario, 'name' | 'universe'> & Partial<Scenario>,
): Scenario => ({
  cash: '1000',
  env: {},
  before: [],
  then: QUIET,
  during: new Map(),
  after: new Map(),
  lost: [],
  start: 'cold',
  isOutOfBalance: false,
  ...told,
});
