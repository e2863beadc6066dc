// One section: some processes and one lock, from a seed, until so many operations were asked for.
// Races on the real server end as they end; everything else follows from the seed.

import { portfolioId } from '../../lib/units/ids.ts';
import { randomStream } from '../../lib/tape/generator/random.ts';
import { giveBack, take } from './grip.ts';
import { judge } from './judge.ts';
import { live } from './life.ts';
import { startProcess } from './process.ts';
import { startTimeline } from './timeline.ts';
import type { PortfolioIdentity } from '../../lib/domain/portfolio-state.ts';
import type { History, Line, Violation } from './history.ts';
import type { Scene } from './life.ts';
import type { Rewrite } from './network.ts';
import type { Surroundings } from './process.ts';

/** What a section is played with. */
export type SectionSetup = {
  readonly seed: bigint;
  readonly operations: number;
  readonly endpoint: string;
  readonly table: string;
  readonly rewrite: Rewrite | null;
};

/** What came of a section. */
export type SectionReport = {
  readonly seed: bigint;
  readonly operations: number;
  readonly holders: number;
  /** How often each operation ended how, and each trouble of the line came. */
  readonly counts: ReadonlyMap<string, number>;
  readonly violations: readonly Violation[];
  /** The history, where a law did not hold. */
  readonly lines: readonly Line[];
};

const START = 1_760_000_000_000;
const RATES = [0, 0.03, 0.1, 0.3] as const;
const RESTS = [1_500, 6_000, 40_000] as const;
const GUST_RATE = 0.6;
const GUST_PART = 0.03;
const MINUTE_MS = 60_000;
const MINUTES = 500;
const HOLDERS_MIN = 2;
const HOLDERS_MAX = 5;
// Longer than any lease and any clock ahead of the truth by as much as one may be behind it.
const UNTIL_ALL_IS_OVER_MS = 1_500_000;

const counted = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

const identityOf = (seed: bigint): PortfolioIdentity => ({
  portfolio: portfolioId(`lock-${seed.toString()}`),
  mode: 'paper',
  chainId: 137,
  funder: 'paper',
});

/** Under which name orders are counted that a holder sent. */
export const SENT = 'sent';

const countLines = (lines: readonly Line[], counts: Map<string, number>): void => {
  const kinds = new Map<number, string>();
  for (const line of lines) {
    if (line.kind === 'invoke') kinds.set(line.op, line.operation.kind);
    if (line.kind === 'end') counted(counts, `${kinds.get(line.op) ?? '?'} ${line.ending.phase}`);
    if (line.kind === 'send') counted(counts, SENT);
  }
};

/** What is counted of sections in which mutual exclusion can be judged. */
export const EXCLUSIVE = 'operations with clocks within the margin';

/** Plays a section and judges it. */
export const playSection = async (setup: SectionSetup): Promise<SectionReport> => {
  const { seed } = setup;
  const random = randomStream(seed, 'section');
  const timeline = startTimeline(START);
  const lines: Line[] = [];
  const counts = new Map<string, number>();
  const reach: History['clocks'] = random.chance(0.6) ? 'within-margin' : 'any';
  const base = RATES[random.below(RATES.length)] ?? 0;
  const gusts = Array.from({ length: MINUTES }, () => base > 0 && random.chance(GUST_PART));
  const isGusty = (): boolean =>
    gusts[Math.floor((timeline.now() - START) / MINUTE_MS) % MINUTES] ?? false;
  let ops = 0;
  let numbers = 0;
  const write = (line: Line): void => {
    lines.push(line);
  };
  const around = {
    ...setup,
    timeline,
    identity: identityOf(seed),
    reach,
    rate: () => (isGusty() ? GUST_RATE : base),
    write,
    nextOp: () => (ops += 1),
    noteTrouble: (name: string) => counted(counts, `line: ${name}`),
  } satisfies Surroundings;
  const scene: Scene = {
    timeline,
    identity: around.identity,
    write,
    isOver: () => ops >= setup.operations,
    nextNumber: () => (numbers += 1),
    restMax: RESTS[random.below(RESTS.length)] ?? 1_500,
    old: [],
  };
  const holders = HOLDERS_MIN + random.below(HOLDERS_MAX - HOLDERS_MIN + 1);
  const all = Array.from({ length: holders }, (_, index) =>
    startProcess(around, `h${String(index)}`),
  );
  await timeline.run(all.map((holder) => () => live(scene, holder)));
  const last = startProcess({ ...around, rate: () => 0 }, 'last');
  await timeline.run([
    async () => {
      await timeline.sleep(UNTIL_ALL_IS_OVER_MS);
      const grip = await take(last, { identity: around.identity, id: 'last', length: 10_000 });
      if (grip !== null) await giveBack(last, grip);
    },
  ]);
  for (const holder of [...all, last]) holder.end();
  countLines(lines, counts);
  if (reach === 'within-margin') counts.set(EXCLUSIVE, ops);
  const violations = judge({ lines, clocks: reach });
  return {
    seed,
    operations: ops,
    holders,
    counts,
    violations,
    lines: violations.length === 0 ? [] : lines,
  };
};
