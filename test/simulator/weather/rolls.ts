// Which call for chance a trouble hits. In the whole storm chance decides. In a play with some
// troubles alone each comes at the very call that it hit in the storm: the seventh post of its
// minute is that, whatever was left out before. Details follow from the seed in both.

import type { Random } from '../../../lib/tape/generator/random.ts';

/** The groups of troubles that have gusts of their own. */
export const GROUPS = [
  'way',
  'venue',
  'relayer',
  'aws',
  'travel',
  'process',
  'schedule',
  'operator',
] as const;

/** A group of troubles. */
export type Group = (typeof GROUPS)[number];

/** The troubles that may happen, by their ids. */
export type Allowed = ReadonlySet<string> | 'all';

/** What chance is made of. */
export type RollsSetup = {
  /** A stream of chance for each name. */
  readonly streamOf: (name: string) => Random;
  readonly allowed: Allowed;
};

/** A trouble that happens: its id, and the name of the chance that its details follow from. */
export type Hit = { readonly id: string; readonly chance: string };

/** The rate of a call as it is without a gust, and as it is now. */
export type Rate = { readonly calm: number; readonly now: number };

/** Answers, call by call, whether a trouble happens. */
export type Rolls = {
  readonly roll: (group: Group, rate: Rate) => Hit | null;
  readonly nextMinute: () => void;
};

type OfGroup = { readonly random: Random; readonly calls: Map<number, number>; hits: number };

// An id is a place and a number: group, minute, rate, and how many calls of that rate there were by
// then; and how many troubles the group had by then in the whole storm, which names its details.
const numbersByPlace = (ids: ReadonlySet<string>): ReadonlyMap<string, string> =>
  new Map(
    [...ids].map((id) => {
      const end = id.lastIndexOf('/');
      return [id.slice(0, end), id.slice(end + 1)];
    }),
  );

/** Whether a text may be the id of a trouble. */
export const isId = (text: string): boolean => /^[a-z]+\/\d+\/\d(\.\d+)?\/\d+\/\d+$/.test(text);

/** Makes chance for the calls of each minute. */
export const createRolls = ({ streamOf, allowed }: RollsSetup): Rolls => {
  const groups = new Map<Group, OfGroup>();
  const kept = allowed === 'all' ? null : numbersByPlace(allowed);
  let minute = 0;
  const ofGroup = (group: Group): OfGroup => {
    const random = (): Random => streamOf(`${group} ${String(minute)}`);
    const found = groups.get(group) ?? { random: random(), calls: new Map(), hits: 0 };
    groups.set(group, found);
    return found;
  };
  const byChance = (of: OfGroup, rate: Rate): string | null => {
    if (!of.random.chance(rate.now)) return null;
    of.hits += 1;
    return String(of.hits);
  };
  return {
    roll: (group, rate) => {
      const of = ofGroup(group);
      const call = (of.calls.get(rate.calm) ?? 0) + 1;
      of.calls.set(rate.calm, call);
      const place = (): string => [group, minute, rate.calm, call].join('/');
      const number = kept === null ? byChance(of, rate) : (kept.get(place()) ?? null);
      if (number === null) return null;
      return { id: `${place()}/${number}`, chance: `${group} ${String(minute)} ${number}` };
    },
    nextMinute: () => {
      minute += 1;
      groups.clear();
    },
  };
};
