// Chance of a simulation: whether something goes wrong now, and which. Troubles come alone and in
// gusts: for some minutes a group of them is many times as likely. Each is counted by its name and
// kept with its time, for whoever has to find out what led to a failure. Each minute of each group,
// and each trouble, has chance of its own. A trouble is known by the call that it hit: played again
// with some troubles alone, each comes at that very call, however many come before it.

import { present } from '../../../lib/units/invariant.ts';
import { createRolls, GROUPS } from './rolls.ts';
import type { Random } from '../../../lib/tape/generator/random.ts';
import type { Instant } from '../world/timeline.ts';
import type { Group, RollsSetup } from './rolls.ts';

/** Something that went wrong, and when by the true clock. */
export type Trouble = {
  readonly at: Instant;
  readonly name: string;
  /** The same in every play of a seed: it says which call for chance it hit. */
  readonly id: string;
};

/** Chance, and what came of it. */
export type Dice = {
  /** Whether something of a group happens that happens at this rate when no gust blows. */
  readonly happens: (group: Group, rate: number) => boolean;
  /** Counts something that went wrong. */
  readonly note: (name: string) => void;
  /** Counts the trouble that happened last by a name, once it is carried out. */
  readonly noteOnceDone: (name: string) => () => void;
  /** Chooses for the trouble that happened last. */
  readonly oneOf: <T>(all: readonly T[]) => T;
  /** A number of a range, its lower end included, for the trouble that happened last. */
  readonly between: (from: number, to: number) => number;
  /** The same where nothing need go wrong. */
  readonly usual: (from: number, to: number) => number;
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
export type DiceSetup = RollsSetup & {
  readonly now: () => Instant;
  /** Hears of everything that goes wrong. */
  readonly heard: (trouble: Trouble) => void;
};

const within = (random: Random, from: number, to: number): number =>
  from + random.uniform() * (to - from);

/** Makes dice. It is calm at first. */
export const createDice = ({ streamOf, allowed, now, heard }: DiceSetup): Dice => {
  const left = new Map<Group, number>();
  const troubles: Trouble[] = [];
  const gusts = streamOf('gusts');
  const rolls = createRolls({ streamOf, allowed });
  let minute = 0;
  let usual = streamOf('usual 0');
  let detail = usual;
  let id = 'none';
  let isCalm = true;
  const isGusty = (group: Group): boolean => (left.get(group) ?? 0) > 0;
  const noteAs = (name: string, of: string): void => {
    const trouble = { at: now(), name, id: of };
    troubles.push(trouble);
    heard(trouble);
  };
  return {
    happens: (group, rate) => {
      if (isCalm) return false;
      const gusty = isGusty(group) ? Math.min(RATE_MAX, rate * GUST_FACTOR) : rate;
      const hit = rolls.roll(group, { calm: rate, now: gusty });
      if (hit === null) return false;
      id = hit.id;
      detail = streamOf(hit.chance);
      return true;
    },
    note: (name) => noteAs(name, id),
    noteOnceDone: (name) => {
      const hit = id;
      return () => noteAs(name, hit);
    },
    oneOf: (all) => present(all[detail.below(all.length)], 'there is something to choose'),
    between: (from, to) => within(detail, from, to),
    usual: (from, to) => within(usual, from, to),
    isGusty,
    blow: () => {
      minute += 1;
      rolls.nextMinute();
      usual = streamOf(`usual ${String(minute)}`);
      for (const group of GROUPS) {
        const minutes = left.get(group) ?? 0;
        if (minutes > 0) left.set(group, minutes - 1);
        else if (gusts.chance(GUST_RATE)) left.set(group, 1 + gusts.below(GUST_MINUTES));
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
