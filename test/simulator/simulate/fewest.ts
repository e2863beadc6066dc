// The fewest of many that still do something. They are told oldest first; the newest are most
// likely to be what does it, and each trial costs a play of a section. So the search goes from the
// end: how many of the newest do it, doubled until there are enough and then halved in between. The
// oldest of those is needed, and the next round looks among what came after it.

/** Tries some of them. Answers those that came about where they do it, null where they do not. */
export type Trial = (some: readonly string[]) => Promise<readonly string[] | null>;

/** What is searched. */
export type Search = {
  /** All that do it together, oldest first. */
  readonly all: readonly string[];
  /** What kind each of them is of: the search leaves out whole kinds as well. */
  readonly kindOf: (one: string) => string;
  readonly trial: Trial;
  /** How many trials it may take. */
  readonly trialsMax: number;
};

type Found = {
  /** The fewest so far. */
  readonly best: () => readonly string[];
  /** Whether some of them do it; never where no trial is left. */
  readonly does: (some: readonly string[]) => Promise<boolean>;
  readonly isOver: () => boolean;
};

const found = ({ all, trial, trialsMax }: Search): Found => {
  let best = all;
  let trials = 0;
  const failed = new Set<string>();
  const isOver = (): boolean => trials >= trialsMax;
  return {
    best: () => best,
    isOver,
    does: async (some) => {
      const key = some.join();
      if (isOver() || failed.has(key)) return false;
      trials += 1;
      const done = await trial(some);
      if (done === null) failed.add(key);
      else best = done;
      return done !== null;
    },
  };
};

const last = (all: readonly string[], count: number): readonly string[] =>
  all.slice(Math.max(0, all.length - count));

// Each round finds one more that is needed. The rest does it together with those.
const fromTheEnd = async ({ best, does, isOver }: Found): Promise<void> => {
  const needed: string[] = [];
  for (let rest = best(); rest.length > 0 && !isOver(); ) {
    const { length } = rest;
    const enough = (count: number): Promise<boolean> => does([...needed, ...last(rest, count)]);
    let [few, many] = [-1, 0];
    while (many < length && !(await enough(many))) [few, many] = [many, Math.max(1, many * 2)];
    many = Math.min(many, length);
    while (many - few > 1) {
      const between = Math.ceil((few + many) / 2);
      if (await enough(between)) many = between;
      else few = between;
    }
    const [oldest, ...others] = last(rest, many).filter((one) => best().includes(one));
    if (oldest !== undefined) needed.push(oldest);
    rest = others;
  }
};

const without = (all: readonly string[], out: readonly string[]): readonly string[] =>
  all.filter((one) => !out.includes(one));

// Where one of them makes up for another, less may do than the first search has found: kinds are
// left out, then blocks, the oldest first, until none can be.
const byLeavingOut = async ({ best, does, isOver }: Found, { kindOf }: Search): Promise<void> => {
  const kinds = [...Map.groupBy(best(), kindOf).values()];
  for (const kind of kinds.toSorted((a, b) => b.length - a.length)) {
    await does(without(best(), kind));
  }
  for (let size = Math.floor(best().length / 2); size >= 1 && !isOver(); ) {
    let isLess = false;
    for (let from = 0; from < best().length; ) {
      if (await does(best().toSpliced(from, size))) isLess = true;
      else from += size;
    }
    if (!isLess || size > 1) size = Math.floor(size / 2);
  }
};

/** Finds the fewest that still do it, or the fewest that were found when the trials ran out. */
export const fewest = async (search: Search): Promise<readonly string[]> => {
  const so = found(search);
  await fromTheEnd(so);
  await byLeavingOut(so, search);
  return so.best();
};
