// Leaving the positions of a paper portfolio: at its simulated venue, moved on along its tape or
// with the market as it is now.

import { systemClock } from '../adapters/local/system-clock.ts';
import { uniqueName } from '../adapters/local/process-name.ts';
import { flattening, reduceOnly } from '../cycle/flatten.ts';
import { openKillSwitch } from '../wiring/open-kill-switch.ts';
import { flattenRun } from './flatten-run.ts';
import { sessionPorts } from './run-session.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { FlattenDesk, FlattenEnd } from './flatten-run.ts';
import type { OpenedPaper } from './open-paper.ts';

/** What the operator gives. */
export type Operator = Pick<FlattenDesk, 'cyclesMax' | 'decide'> & {
  readonly telemetry: Telemetry;
};

/** Leaves the positions of an opened paper portfolio. */
export const flattenPaper = async (
  { options, home, plan, config, settings }: OpenedPaper,
  { telemetry, ...operator }: Operator,
): Promise<FlattenEnd> => {
  const stored = await home.store.peek();
  let latest: PortfolioState | null = stored.ok ? stored.value : null;
  const flatten = flattening(settings);
  const course = plan.courseOf({
    home,
    settings: flatten,
    latest: () => latest,
    shouldStop: () => false,
  });
  const ports = sessionPorts({
    tape: home.tape,
    home,
    course,
    telemetry,
    killSwitch: reduceOnly(openKillSwitch(config.killSwitches)),
    leaseClock: systemClock,
    name: uniqueName(),
  });
  const place = { kind: 'folder', folder: options.stateFolder } as const;
  const run = flattenRun({ ports, settings: flatten, place, ...operator });
  await course.play({
    runCycle: run.runCycle,
    afterCycle: (end) => {
      if (end.kind === 'saved') latest = end.state;
      return run.afterCycle(end);
    },
  });
  return run.finish();
};
