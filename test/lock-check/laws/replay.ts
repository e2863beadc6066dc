// What the lock was at each commit of its server, replayed from the history, and the laws that the
// commits themselves have to keep: fences rise, nobody writes with a lease that has gone, saves
// form one chain, and what was journalled stays until somebody who knows of it drops it.

import { linesOf } from '../history.ts';
import type { Commit, History, LineOf, Operation, Seen, Violation } from '../history.ts';

/** The lock and its state after a commit. */
export type Lock = {
  readonly fence: number;
  readonly isHeld: boolean;
  readonly version: number;
  readonly token: number;
  readonly intents: readonly string[];
  readonly paperFence: number;
};

/** A commit, what it was for, and the lock that it left behind. */
export type Step = {
  readonly commit: Commit;
  readonly operation: Operation;
  readonly after: Lock;
};

const FREE: Lock = {
  fence: 0,
  isHeld: false,
  version: 0,
  token: 0,
  intents: [],
  paperFence: 0,
};

const RANKS: Readonly<Record<Operation['kind'], number>> = {
  acquire: 0,
  save: 0,
  journal: 1,
  paper: 1,
  release: 2,
  peek: 2,
};

type Broken = readonly (readonly [law: string, detail: string])[];
type Judged = { readonly after: Lock; readonly broken: Broken };

const unless = (holds: boolean, law: string, detail: string): Broken =>
  holds ? [] : [[law, detail]];

/** The laws that are held against each commit. */
export const LAWS = {
  rising: 'fences rise strictly',
  fenced: 'a lease that has gone writes nothing',
  chained: 'saves form one chain',
  journalled: 'no journalled intent is lost',
  paper: 'an earlier holder never replaces the paper venue of a later one',
} as const;

const acquired = (lock: Lock, { fence, version }: Commit): Judged => ({
  after: { ...lock, fence, isHeld: true },
  broken: [
    ...unless(fence > lock.fence, LAWS.rising, `fence ${fence} after fence ${lock.fence}`),
    ...unless(version === lock.version, LAWS.chained, `version ${version} was ${lock.version}`),
  ],
});

const unfenced = (lock: Lock, fence: number): Broken => {
  const isHolder = lock.isHeld && lock.fence === fence;
  const now = lock.isHeld ? `held with fence ${lock.fence}` : `free after fence ${lock.fence}`;
  return unless(isHolder, LAWS.fenced, `fence ${fence} wrote, and the lock was ${now}`);
};

const saved = (lock: Lock, commit: Commit, save: Operation & { kind: 'save' }): Judged => {
  const { version, token, parent, intents, known } = save;
  const isNext =
    version === lock.version && commit.version === version + 1 && parent === lock.token;
  const link = `save ${token} of save ${parent}, version ${version}`;
  const unseen = lock.intents.filter((id) => !known.includes(id));
  const isHeld = lock.isHeld && save.lease === 'renew';
  return {
    after: { ...lock, version: commit.version, token, intents, isHeld },
    broken: [
      ...unfenced(lock, save.fence),
      ...unless(isNext, LAWS.chained, `${link}, on save ${lock.token}, version ${lock.version}`),
      ...unseen.flatMap((id) => unless(false, LAWS.journalled, `save ${token} drops ${id}`)),
    ],
  };
};

const judged = (lock: Lock, commit: Commit, operation: Operation): Judged => {
  switch (operation.kind) {
    case 'acquire':
      return acquired(lock, commit);
    case 'save':
      return saved(lock, commit, operation);
    case 'journal': {
      const intents = [...new Set([...lock.intents, ...operation.intents])];
      return { after: { ...lock, intents }, broken: unfenced(lock, operation.fence) };
    }
    case 'release':
      return { after: { ...lock, isHeld: false }, broken: unfenced(lock, operation.fence) };
    case 'paper': {
      const { fence } = operation;
      const isLater = fence >= lock.paperFence;
      const broken = unless(isLater, LAWS.paper, `fence ${fence} after fence ${lock.paperFence}`);
      return { after: { ...lock, paperFence: fence }, broken };
    }
    case 'peek':
      return { after: lock, broken: [] };
  }
};

/** A commit that no request explains would be a fault of this program. */
const operationsOf = (history: Pick<History, 'lines'>): ReadonlyMap<number, LineOf<'invoke'>> =>
  new Map(linesOf(history, 'invoke').map((one) => [one.op, one]));

// Requests of one moment race, and their answers tell in which order they were carried out.
const inOrder = (
  commits: readonly Commit[],
  kindOf: (commit: Commit) => Operation['kind'],
): readonly Commit[] => {
  const placeOf = (one: Commit): readonly number[] => {
    const item = one.item === 'state' ? 0 : 1;
    return [one.at, item, one.fence, one.version, RANKS[kindOf(one)]];
  };
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const index = a.findIndex((value, at) => value !== b[at]);
    return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
  };
  return commits.toSorted((a, b) => compare(placeOf(a), placeOf(b)));
};

/** Replays the commits of a history. */
export const replay = (
  history: Pick<History, 'lines'>,
): { readonly steps: readonly Step[]; readonly violations: readonly Violation[] } => {
  const operations = operationsOf(history);
  const operationOf = ({ op }: Commit): Operation => {
    const invoke = operations.get(op);
    if (invoke === undefined) throw new Error(`a commit of no operation: ${op}`);
    return invoke.operation;
  };
  const steps: Step[] = [];
  const violations: Violation[] = [];
  let lock = FREE;
  for (const commit of inOrder(linesOf(history, 'commit'), (one) => operationOf(one).kind)) {
    const operation = operationOf(commit);
    const { after, broken } = judged(lock, commit, operation);
    lock = after;
    steps.push({ commit, operation, after });
    for (const [law, detail] of broken)
      violations.push({ law, at: commit.at, detail: `op ${commit.op}: ${detail}` });
  }
  return { steps, violations };
};

/** Whether a reader was shown the state of a lock; before the first step there is nothing. */
export const isSeen = (seen: Seen, lock: Lock | undefined): boolean => {
  const { token, intents } = lock ?? FREE;
  if (seen.token !== token) return false;
  return seen.intents.length === intents.length && seen.intents.every((id) => intents.includes(id));
};
