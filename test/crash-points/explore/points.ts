// The points of a scenario's cycle: each request with a death before and after it, and with the
// process standing still at it; and each thing that may become of a request, alone and with a death
// at every request that follows it.

import { kindOf, outcomesIn } from '../outcomes/by-label.ts';
import type { OutcomeFamily, RequestKind } from '../outcomes/by-label.ts';
import type { SeenRequest } from '../stage/probe.ts';
import type { CycleDeath } from '../stage/stage.ts';

/** One run that differs from the unharmed one. */
export type Point = {
  readonly death: CycleDeath | null;
  /** A request that stands still once it was carried out. Unit: ms. */
  readonly stall: { readonly request: number; readonly ms: number } | null;
  readonly outcome: { readonly request: number; readonly name: string } | null;
};

const CHANGING: readonly RequestKind[] = ['placing', 'cancelling', 'sending', 'storing'];

const NOTHING: Point = { death: null, stall: null, outcome: null };

/**
 * How long a process stands still: until it has just the time to go on, and until it only has the
 * time to answer, so that what it has begun goes on in the next invocation. Unit: ms.
 */
const STALLS_MS = [20_000, 48_800] as const;

const deathsWhen = (
  requests: readonly SeenRequest[],
  whens: readonly CycleDeath['when'][],
): readonly Point[] =>
  requests.flatMap(({ request }) =>
    whens.map((when) => ({ ...NOTHING, death: { request, when } })),
  );

/** A death before and after each request. */
export const deathsAt = (requests: readonly SeenRequest[]): readonly Point[] =>
  deathsWhen(requests, ['before', 'after']);

/** A death after the head of each answer, and before whatever comes of it. */
export const laterDeathsAt = (requests: readonly SeenRequest[]): readonly Point[] =>
  deathsWhen(requests, ['later']);

/** A process that stands still: at each request that changes something, and at every other one. */
export const stallsAt = (requests: readonly SeenRequest[]): readonly Point[] =>
  requests.flatMap(({ request, label }) => {
    if (!CHANGING.includes(kindOf(label)) && request % 2 === 0) return [];
    const stalls = CHANGING.includes(kindOf(label)) ? STALLS_MS : STALLS_MS.slice(0, 1);
    return stalls.map((ms) => ({ ...NOTHING, stall: { request, ms } }));
  });

// Questions of one name are asked for one token after the other: the first of them speaks for all.
const isFirstOf =
  (family: OutcomeFamily) =>
  ({ label }: SeenRequest, index: number, all: readonly SeenRequest[]): boolean =>
    !['reading', 'asking'].includes(family) ||
    all.findIndex((one) => one.label === label) === index;

/** Each outcome that the requests may have, of one family, and nothing else. */
export const outcomesAt = (
  requests: readonly SeenRequest[],
  family: OutcomeFamily,
): readonly Point[] =>
  requests
    .filter(isFirstOf(family))
    .flatMap(({ request, label }) =>
      outcomesIn(family, label).map(({ name }) => ({ ...NOTHING, outcome: { request, name } })),
    );

/** An outcome that nobody lives to see. */
export const unseen = (point: Point): readonly Point[] => {
  const { outcome } = point;
  return outcome === null ? [] : [{ ...point, death: { request: outcome.request, when: 'after' } }];
};

/**
 * An outcome that is seen, and a death before each request after it that would change anything.
 * Between two of those nothing changes anywhere, so that it does not matter when a process dies.
 */
export const seenBefore = (point: Point, requests: readonly SeenRequest[]): readonly Point[] =>
  requests
    .filter(({ request }) => request > (point.outcome?.request ?? Infinity))
    .filter(({ label }) => CHANGING.includes(kindOf(label)))
    .filter(({ label }, index, all) => label !== all[index - 1]?.label)
    .map(({ request }) => ({ ...point, death: { request, when: 'before' } }));

const FOLLOWING_MAX = 3;

/**
 * An outcome that is seen, and the deaths at the first requests of each name that are there for its
 * sake only: the ways of failures have awaits of their own.
 */
export const onItsWay = (
  point: Point,
  { unharmed, seen }: Readonly<Record<'unharmed' | 'seen', readonly SeenRequest[]>>,
): readonly Point[] => {
  const left = new Map<string, number>();
  for (const { label } of unharmed) left.set(label, (left.get(label) ?? 0) + 1);
  const own = seen.filter(({ label }) => {
    const count = left.get(label) ?? 0;
    left.set(label, count - 1);
    return count <= 0;
  });
  const first = [...new Map(own.toReversed().map((one) => [one.label, one])).values()];
  const deaths = deathsWhen(first.toReversed().slice(0, FOLLOWING_MAX), ['after', 'later']);
  return deaths.map(({ death }) => ({ ...point, death }));
};

/** An outcome whose answer comes late to a process that stood still. */
export const stalled = (point: Point): readonly Point[] => {
  const { outcome } = point;
  if (outcome === null) return [];
  return STALLS_MS.map((ms) => ({ ...point, stall: { request: outcome.request, ms } }));
};

/** A point in words. */
export const nameOf = (point: Point, requests: readonly SeenRequest[]): string => {
  const { death, stall, outcome } = point;
  const at = (request: number): string => {
    const label = requests.find((one) => one.request === request)?.label ?? 'nothing';
    return `request ${String(request)} (${label})`;
  };
  return [
    ...(outcome === null ? [] : [`${outcome.name} at ${at(outcome.request)}`]),
    ...(stall === null ? [] : [`stands still ${String(stall.ms)} ms at ${at(stall.request)}`]),
    ...(death === null ? [] : [`dies ${death.when} ${at(death.request)}`]),
  ].join(', ');
};
