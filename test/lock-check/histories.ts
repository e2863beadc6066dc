// Made-up histories of a lock, line by line, for the tests of its laws.

import type { Ending, History, Line, Operation, Seen, Told } from './history.ts';

type Save = Operation & { readonly kind: 'save' };

/** A save as most are. */
export const saveOf = (part: Partial<Save> & Pick<Save, 'fence' | 'version' | 'token'>): Save => ({
  kind: 'save',
  parent: 0,
  intents: [],
  known: [],
  lease: 'release',
  ...part,
});

/** What a new lock shows. */
export const NOTHING: Seen = { token: 0, intents: [] };

/** A lease of 50 s that was taken at a time, by clocks that are right. */
export const leaseOf = (fence: number, at: number): Told => ({
  fence,
  end: at + 50_000,
  monotonicEnd: at + 50_000,
});

/** An answer that brings nothing. */
export const DONE: Ending = { phase: 'ok', seen: null, lease: null };

/** What the server does with an operation, or that it does nothing. */
export type Did = {
  readonly at: number;
  readonly fence: number;
  readonly version: number;
};

/** An operation from beginning to end. */
export type Deed = {
  readonly process: string;
  readonly from: number;
  readonly to: number;
  readonly operation: Operation;
  readonly did: readonly Did[];
  readonly ending: Ending;
};

/** The deeds of a history in the order of their times, with anything else that happened. */
export const historyOf = (
  deeds: readonly Deed[],
  others: readonly Line[] = [],
  clocks: History['clocks'] = 'within-margin',
): History => {
  const lines = deeds.flatMap(({ process, from, to, operation, did, ending }, index): Line[] => {
    const op = index + 1;
    const item = operation.kind === 'paper' ? 'paper' : 'state';
    return [
      { kind: 'invoke', at: from, op, process, operation },
      ...did.map((one): Line => ({ kind: 'commit', op, item, isHeld: true, ...one })),
      { kind: 'end', at: to, op, ending },
    ];
  });
  const names = new Set(deeds.map(({ process }) => process));
  const right = [...names].map((process): Line => {
    return { kind: 'clock', at: 0, process, wall: 0, monotonic: 0 };
  });
  return { lines: [...right, ...[...lines, ...others].sort((a, b) => a.at - b.at)], clocks };
};

type TakeAt = { readonly at: number; readonly fence: number; readonly version?: number };

/** A lease that is taken, 10 ms on the way there and back. */
export const takes = (
  process: string,
  { at, fence, version = 0 }: TakeAt,
  seen = NOTHING,
): Deed => ({
  process,
  from: at,
  to: at + 20,
  operation: { kind: 'acquire', holder: `${process}-${String(fence)}` },
  did: [{ at: at + 10, fence, version }],
  ending: { phase: 'ok', seen, lease: leaseOf(fence, at) },
});

/** An operation that is done, 10 ms on the way there and back. */
export const does = (process: string, at: number, operation: Operation): Deed => {
  const fence = 'fence' in operation ? operation.fence : 0;
  const version = operation.kind === 'save' ? operation.version + 1 : 0;
  return {
    process,
    from: at,
    to: at + 20,
    operation,
    did: [{ at: at + 10, fence, version }],
    ending: DONE,
  };
};
