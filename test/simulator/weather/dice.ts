// Chance of a simulation: whether something goes wrong now, and which. Troubles come alone and in
// gusts: for some minutes a group of them is many times as likely. Each is counted by its name and
// kept with its time, for whoever has to find out what led to a failure.

import { present } from '../../../lib/units/invariant.ts';
import type { Random } from '../../../lib/tape/generator/random.ts';
import type { Instant } from '../world/timeline.ts';

/** The groups of troubles that have gusts of their own. */
export const GROUPS = ['way', 'venue', 'aws', 'travel', 'process', 'schedule', 'operator'] as const;

/** A group of troubles. */
export type Group = (typeof GROUPS)[number];

/** Something that went wrong, and when by the true clock. */
export type Trouble = { readonly at: Instant; readonly name: string };

/** Chance, and what came of it. */
export type Dice = {
  /** Whether something of a group happens that happens at this rate when no gust blows. */
  readonly happens: (group: Group, rate: number) => boolean;
  /** Counts something that went wrong. */
  readonly note: (name: string) => void;
  readonly oneOf: <T>(all: readonly T[]) => T;
  /** A number of a range, its lower end included. */
  readonly between: (from: number, to: number) => number;
  readonly isGusty: (group: Group) => boolean;
  /** Lets gusts begin and end. Called once a minute. */
  readonly blow: () => void;
  /** While it is calm nothing happens. */
  readonly setCalm: (isCalm: boolean) => void;
  readonly troubles: () => readonly Trouble[];
};

const GUST_RATE = 0.03;
const GUST_MINUTES = 5;
const GUST_FACTOR = 12;

// Even in a gust most things go well: a system that gets nothing through shows nothing.
const RATE_MAX = 0.4;

/** What dice are made with. */
export type DiceSetup = {
  readonly random: Random;
  readonly now: () => Instant;
  /** Hears of everything that goes wrong. */
  readonly heard: (trouble: Trouble) => void;
};

/** Makes dice from a stream of chance. It is calm at first. */
export const createDice = ({ random, now, heard }: DiceSetup): Dice => {
  const left = new Map<Group, number>();
  const troubles: Trouble[] = [];
  let isCalm = true;
  const isGusty = (group: Group): boolean => (left.get(group) ?? 0) > 0;
  return {
    happens: (group, rate) =>
      !isCalm && random.chance(isGusty(group) ? Math.min(RATE_MAX, rate * GUST_FACTOR) : rate),
    note: (name) => {
      const trouble = { at: now(), name };
      troubles.push(trouble);
      heard(trouble);
    },
    oneOf: (all) => present(all[random.below(all.length)], 'there is something to choose'),
    between: (from, to) => from + random.uniform() * (to - from),
    isGusty,
    blow: () => {
      for (const group of GROUPS) {
        const minutes = left.get(group) ?? 0;
        if (minutes > 0) left.set(group, minutes - 1);
        else if (random.chance(GUST_RATE)) left.set(group, 1 + random.below(GUST_MINUTES));
      }
    },
    setCalm: (next) => {
      isCalm = next;
      if (next) left.clear();
    },
    troubles: () => troubles,
  };
};

/** How often each thing went wrong. */
export const countsOf = (troubles: readonly Trouble[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { name } of troubles) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};
