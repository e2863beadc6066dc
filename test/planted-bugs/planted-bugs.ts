// Whether the guarantees' checkers would see it: `npm run planted-bugs`. Each bug is planted into
// a copy of the sources and has to be found by `simulate` with fresh seeds; all seeds that were
// played for it must hold without it. Its line names them, so that they can be played again.

import { count, flag, readArguments, refuse, seedNumber, words } from '../tooling/arguments.ts';
import { endWith } from '../tooling/ending.ts';
import { figureLine } from '../tooling/figure-line.ts';
import { exitCodeOf, hearInterruption, interruptedFigure } from '../tooling/interruption.ts';
import { plant } from './bug.ts';
import { BUGS } from './bugs.ts';
import { copyProject, hunt } from './planted.ts';
import type { PlantedBug } from './bug.ts';
import type { Hunt } from './planted.ts';

const { only, keep, ...options } = readArguments('planted-bugs', {
  cycles: count('cycles in which a bug has to be found', 20_000),
  threads: count('threads', 2),
  seed: seedNumber('the seed that each hunt begins with (a fresh one)'),
  keep: flag('leaves the copy with the bug, and says where'),
  only: words('TEXT', 'only the bugs whose names hold this text (all of them)'),
});

const told = (hunted: Hunt): string => {
  if (hunted.kind === 'interrupted') return 'not hunted to the end';
  if (hunted.kind === 'missed') return `MISSED (${hunted.last})`;
  const { checker, family, seeds, what, without } = hunted;
  const [first, last] = [String(seeds.first), String(seeds.last)];
  const proof = `${first}..${last} ${without === null ? 'hold' : `BROKEN (${without})`} without it`;
  return `${checker}, seed ${last}, family ${family}; ${proof}: ${what.slice(0, 100)}`;
};

const isCaught = (hunted: Hunt): boolean => hunted.kind === 'caught' && hunted.without === null;

const bugs = BUGS.filter(({ name }) => only === null || name.includes(only));
if (bugs.length === 0)
  refuse(
    `planted-bugs: --only ${only ?? ''}: no bug is named so; there are`,
    BUGS.map(({ name }) => name).join('; '),
  );
const start = performance.now();
const interruption = hearInterruption();
const clean = copyProject();

const huntFor = async (one: PlantedBug): Promise<Hunt> => {
  const copy = copyProject();
  console.error(`hunting: ${one.name}`);
  try {
    plant(copy.folder, one);
    const sources = { clean: clean.folder, planted: copy.folder };
    return await hunt(sources, { ...options, interruption });
  } finally {
    if (keep) console.log(`kept: ${copy.folder}`);
    else copy.remove();
  }
};

const caught: string[] = [];
const missed: string[] = [];
try {
  for (const one of bugs) {
    if (interruption.isAsked()) break;
    const hunted = await huntFor(one);
    if (hunted.kind !== 'interrupted') (isCaught(hunted) ? caught : missed).push(one.name);
    const origin = one.pitfall === null ? '' : ` (pitfall ${String(one.pitfall)})`;
    console.log(`${one.name}${origin}: ${told(hunted)}`);
  }
} finally {
  clean.remove();
}
const seconds = ((performance.now() - start) / 1_000).toFixed(0);
console.log(
  figureLine('planted-bugs', {
    planted: caught.length + missed.length,
    caught: caught.length,
    missed: missed.length,
    seconds,
    ...interruptedFigure(interruption),
  }),
);
const isBroken = missed.length > 0;
await endWith(exitCodeOf({ isBroken, isInterrupted: interruption.isAsked() }));
