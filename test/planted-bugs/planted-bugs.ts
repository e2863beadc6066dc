// Whether the guarantees' checkers would see it: `npm run planted-bugs`. Each bug is planted into
// a copy of the sources and has to be found by `simulate` with fresh seeds; all seeds that were
// played for it must hold without it. Its line names them, so that they can be played again.

import { count, readArguments, refuse, words } from '../tooling/arguments.ts';
import { figureLine } from '../tooling/figure-line.ts';
import { BUGS } from './bugs.ts';
import { copyProject, hunt } from './planted.ts';
import type { Hunt } from './planted.ts';

const { only, ...options } = readArguments('planted-bugs', {
  cycles: count('cycles in which a bug has to be found', 20_000),
  threads: count('threads', 2),
  only: words('TEXT', 'only the bugs whose names hold this text (all of them)'),
});

const told = (hunted: Hunt): string => {
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
const clean = copyProject();
let caught = 0;
try {
  for (const one of bugs) {
    const hunted = await hunt(one, clean.folder, options);
    if (isCaught(hunted)) caught += 1;
    const origin = one.pitfall === null ? '' : ` (pitfall ${String(one.pitfall)})`;
    console.log(`${one.name}${origin}: ${told(hunted)}`);
  }
} finally {
  clean.remove();
}
const seconds = ((performance.now() - start) / 1_000).toFixed(0);
console.log(
  figureLine('planted-bugs', {
    planted: bugs.length,
    caught,
    missed: bugs.length - caught,
    seconds,
  }),
);
process.exitCode = caught === bugs.length ? 0 : 1;
