// What is judged at rest holds on a real session, and fails on what no session may do.

import { expect, it } from 'vitest';
import { runCycle } from '../../lib/cycle/run-cycle.ts';
import { advanceServer } from '../../lib/simulation/wire/server.ts';
import { plus } from '../../lib/units/quantity.ts';
import { after, minutes } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { amissAtRest } from './laws.ts';
import { openScene } from './scene.ts';
import { soakUniverse } from './world.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { Saved } from './laws.ts';
import type { SoakScene } from './scene.ts';

type Rest = { readonly scene: SoakScene; readonly saved: Saved };

const atRest = async (): Promise<Rest> => {
  const scene = await openScene({ universe: soakUniverse(2) });
  scene.killSwitch.set('halt');
  const ports = scene.newProcess();
  let state: PortfolioState | null = null;
  for (let cycle = 0; cycle < 3; cycle += 1) {
    advanceServer(scene.server, after(scene.server.venue.now(), minutes(1)));
    const end = await runCycle(ports, scene.settings);
    if (end.kind === 'saved') state = end.state;
  }
  if (state === null) throw new Error('nothing was saved');
  return { scene, saved: { state, store: ports.store } };
};

it('finds nothing in books like those of the venue', async () => {
  const { scene, saved } = await atRest();
  expect(await amissAtRest(scene, saved, [])).toEqual([]);
});

it('finds a micro-dollar that went at the venue', async () => {
  const { scene, saved } = await atRest();
  scene.server.venue.transfer(usdc('-0.000001'));
  expect(await amissAtRest(scene, saved, [])).toEqual([
    'cash is 100000000000 in our books, 99999999999 in theirs',
  ]);
});

it('finds flows that are not what the cash has become, and that no entry tells of', async () => {
  const { scene, saved } = await atRest();
  const { state, store } = saved;
  const ledger = { ...state.ledger, flows: plus(state.ledger.flows, usdc('1')) };
  expect(await amissAtRest(scene, { state: { ...state, ledger }, store }, [])).toEqual([
    'flows, gains, income, fees and costs come to 100001000000, cash is 100000',
    'the entries do not add up to the books',
    'flows: 100001000000 in our books, 100000000000 by what the venue has moved',
  ]);
});

it('finds a history that cannot be read', async () => {
  const { scene, saved } = await atRest();
  const error = { kind: 'UNAVAILABLE', detail: 'gone' } as const;
  const store = { readEntries: () => Promise.resolve({ ok: false, error } as const) };
  expect(await amissAtRest(scene, { ...saved, store }, [])).toEqual([
    'entries cannot be read: UNAVAILABLE',
  ]);
});
