// One cycle, from the kill switch to the saved state: the page to read first. Every step takes the
// working value and returns the next; every word with the outside goes through a port.

import { STRATEGIES } from '../domain/order.ts';
import { act } from './act.ts';
import { begin } from './begin.ts';
import { clear } from './clear.ts';
import { containing } from './contain.ts';
import { finish } from './finish.ts';
import { guard } from './guard.ts';
import { haltIfAsked } from './halt.ts';
import { lookAndAccount } from './look.ts';
import { makeRoom } from './room.ts';
import { settleDust } from './settle-dust.ts';
import { timed } from './timed.ts';
import type { CycleEnd } from './finish.ts';
import type { Loaded } from './look.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';

const trade = async (ports: Ports, settings: CycleSettings, loaded: Loaded): Promise<CycleEnd> => {
  let working = await lookAndAccount(ports, settings, loaded);
  working = await clear(ports, settings, working);
  working = settleDust(ports, settings, working);
  working = await guard(ports, settings, working);
  working = await makeRoom(ports, working);
  for (const strategy of STRATEGIES) working = await act(ports, settings, { working, strategy });
  return finish(ports, settings, working);
};

const cycle = async (ports: Ports, settings: CycleSettings): Promise<CycleEnd> => {
  const killSwitch = await ports.killSwitch.read();
  await haltIfAsked(ports, killSwitch);

  const begun = await begin(ports, settings);
  if (begun.kind === 'ended') return begun.end;

  const run = () => trade(ports, settings, { ...begun, killSwitch });
  return containing(ports, settings, { lease: begun.held.lease, run });
};

/**
 * Runs one cycle of a portfolio. It ends quietly when somebody else holds the lease, and it never
 * throws for anything that the outside may do, nor when an invariant breaks.
 */
export const runCycle = (ports: Ports, settings: CycleSettings): Promise<CycleEnd> =>
  timed(ports, (measured) =>
    containing(measured, settings, { lease: null, run: () => cycle(measured, settings) }),
  );
