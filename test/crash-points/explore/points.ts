// The points of a scenario's cycle: each request with a death before and after it, and with the
// process standing still at it; and each thing that may become of a request, alone and with a death
// at every request that follows it.

import { kindOf, outcomesOf } from '../outcomes/by-label.ts';
import type { Death } from '../../simulator/world/process.ts';
import type { RequestKind } from '../outcomes/by-label.ts';
import type { SeenRequest } from '../stage/probe.ts';

/** One run that differs from the unharmed one. */
export type Point = {
  readonly death: Death | null;
  /** A request that stands still once it was carried out. Unit: ms. */
  readonly stall: { readonly request: number; readonly ms: number } | null;
  readonly outcome: { readonly request: number; readonly name: string } | null;
};

const NOTHING: Point = { death: null, stall: null, outcome: null };

/**
 * How long a process stands still: until it has just the time to go on, and until it only has the
 * time to answer, so that what it has begun goes on in the next invocation. Unit: ms.
 */
const STALLS_MS = [20_000, 48_800] as const;

const WHENS = ['before', 'after'] as const;

/** A death before and after each request. */
export const deathsAt = (requests: readonly SeenRequest[]): readonly Point[] =>
  requests.flatMap(({ request }) =>
    WHENS.map((when) => ({ ...NOTHING, death: { request, when } })),
  );

/** A process that stands still at each request. */
export const stallsAt = (requests: readonly SeenRequest[]): readonly Point[] =>
  requests.flatMap(({ request }) =>
    STALLS_MS.map((ms) => ({ ...NOTHING, stall: { request, ms } })),
  );

/** Each outcome of a request, and nothing else. */
export const outcomesAt = ({ request, label }: SeenRequest): readonly Point[] =>
  outcomesOf(label).map(({ name }) => ({ ...NOTHING, outcome: { request, name } }));

/** An outcome that nobody lives to see. */
export const unseen = (point: Point): readonly Point[] => {
  const { outcome } = point;
  return outcome === null ? [] : [{ ...point, death: { request: outcome.request, when: 'after' } }];
};

const CHANGING: readonly RequestKind[] = ['placing', 'cancelling', 'sending', 'storing'];

/**
 * An outcome that is seen, and a death before each request after it that would change anything.
 * Between two of those nothing changes anywhere, so that it does not matter when a process dies.
 */
export const seenBefore = (point: Point, requests: readonly SeenRequest[]): readonly Point[] =>
  requests
    .filter(({ request }) => request > (point.outcome?.request ?? Infinity))
    .filter(({ label }) => CHANGING.includes(kindOf(label)))
    .map(({ request }) => ({ ...point, death: { request, when: 'before' } }));

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
