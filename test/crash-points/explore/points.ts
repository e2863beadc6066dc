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

const CHANGING: readonly RequestKind[] = ['placing', 'cancelling', 'sending', 'handing', 'storing'];

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

const isChanging = ({ label }: SeenRequest): boolean => CHANGING.includes(kindOf(label));

/**
 * A death before and after each request. Before a question it is the one after the request that
 * came before it, since nothing has changed between the two: what changes something has both.
 */
export const deathsAt = (requests: readonly SeenRequest[]): readonly Point[] =>
  requests.flatMap((one) => deathsWhen([one], isChanging(one) ? ['before', 'after'] : ['after']));

// Questions of one name are asked for one token after the other: the first of them speaks for all.
const isFirst = ({ label }: SeenRequest, index: number, all: readonly SeenRequest[]): boolean =>
  all.findIndex((one) => one.label === label) === index;

const speakingFor = (requests: readonly SeenRequest[]): readonly SeenRequest[] =>
  requests.filter((one, index, all) => isChanging(one) || isFirst(one, index, all));

/**
 * A death after the head of an answer, and before whatever comes of it: what reads the answers to a
 * question is the same each time, and what comes after a change is not.
 */
export const laterDeathsAt = (requests: readonly SeenRequest[]): readonly Point[] =>
  deathsWhen(speakingFor(requests), ['later']);

/** A death a little after the whole answer, in the pause of a process that makes one. */
export const muchLaterDeathsAt = (requests: readonly SeenRequest[]): readonly Point[] =>
  deathsWhen(speakingFor(requests), ['much later']);

const stalling = ({ request }: SeenRequest, lengths: readonly number[]): readonly Point[] =>
  lengths.map((ms) => ({ ...NOTHING, stall: { request, ms } }));

/** A process that stands still at each request that changes something. */
export const stallsAt = (requests: readonly SeenRequest[]): readonly Point[] =>
  requests.filter(isChanging).flatMap((one) => stalling(one, STALLS_MS));

/** A process that stands still at the first question of each name. */
export const lateAnswersAt = (requests: readonly SeenRequest[]): readonly Point[] =>
  requests
    .filter(isFirst)
    .filter((one) => !isChanging(one))
    .flatMap((one) => stalling(one, STALLS_MS.slice(0, 1)));

/** Each outcome that the requests may have, of one family, and nothing else. */
export const outcomesAt = (
  requests: readonly SeenRequest[],
  family: OutcomeFamily,
): readonly Point[] =>
  (['reading', 'asking'].includes(family) ? requests.filter(isFirst) : requests).flatMap(
    ({ request, label }) =>
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
    .filter(isChanging)
    .filter(({ label }, index, all) => label !== all[index - 1]?.label)
    .map(({ request }) => ({ ...point, death: { request, when: 'before' } }));

const FOLLOWING_MAX = 4;

// What is there in one run and not in the other, from a request on: the other goes on where the one
// comes back to what it would have done.
const ownOf = (
  from: number,
  { unharmed, seen }: Readonly<Record<'unharmed' | 'seen', readonly SeenRequest[]>>,
): readonly SeenRequest[] => {
  const expected = unharmed.filter(({ request }) => request > from);
  let met = 0;
  return seen.filter(({ request, label }) => {
    if (request <= from) return false;
    const isMet = expected[met]?.label === label;
    if (isMet) met += 1;
    return !isMet;
  });
};

/**
 * An outcome that is seen, and the deaths at the first and last requests of each name that are
 * there for its sake only: the ways of failures have awaits of their own.
 */
export const onItsWay = (
  point: Point,
  runs: Readonly<Record<'unharmed' | 'seen', readonly SeenRequest[]>>,
): readonly Point[] => {
  const own = ownOf(point.outcome?.request ?? Infinity, runs);
  const byName = [...Map.groupBy(own, ({ label }) => label).values()].slice(0, FOLLOWING_MAX);
  const ends = byName.flatMap((all) => [...new Set([...all.slice(0, 1), ...all.slice(-1)])]);
  // Where the two look alike again they may not be.
  const rejoined = runs.seen.filter(({ request }) => request === (own.at(-1)?.request ?? 0) + 1);
  const deaths = deathsWhen(own.length === 0 ? [] : [...ends, ...rejoined], ['after', 'later']);
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
