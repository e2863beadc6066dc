// The parts of a cycle in which all books moved, each by itself on what the parts before it left.

import { billedBytes } from '../../lib/adapters/dynamo/packed.ts';
import { sizeOf, stateAttributes, stateIn } from '../../lib/adapters/dynamo/state-item.ts';
import { decodeState, encodeState } from '../../lib/adapters/dynamo/stored-state.ts';
import { begin } from '../../lib/cycle/begin.ts';
import { portfolioOf } from '../../lib/cycle/books.ts';
import { guard } from '../../lib/cycle/guard.ts';
import { gateContextOf, viewOf } from '../../lib/cycle/judging.ts';
import { lookAndAccount } from '../../lib/cycle/look.ts';
import { plan } from '../../lib/execution/plan.ts';
import { gate } from '../../lib/risk/risk-manager.ts';
import { decideFlowFollowing } from '../../lib/strategies/flow-following.ts';
import { decideIcc } from '../../lib/strategies/icc.ts';
import { decideMarketMaking } from '../../lib/strategies/market-making.ts';
import { decideProtect } from '../../lib/strategies/protect.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { tick } from '../../lib/units/price.ts';
import { WHOLE_PAST } from '../simulation/whole-past.ts';
import { reopened } from './prepared.ts';
import type { Loaded } from '../../lib/cycle/look.ts';
import type { Working } from '../../lib/cycle/working.ts';
import type { Session } from '../backtest/session.ts';
import type { Benchmark, Run } from './measure.ts';
import type { Prepared } from './prepared.ts';

const WISHES = 100;

const part = (name: string, run: Run): Benchmark => ({
  name,
  warmups: 50,
  samples: 100,
  ready: () => run,
  work: [],
});

const loadedBy = async ({ ports, settings }: Session): Promise<Loaded> => {
  const killSwitch = await ports.killSwitch.read();
  const begun = await begin(ports, settings);
  if (begun.kind === 'ended') throw new Error('the cycle ended before it looked');
  return { ...begun, killSwitch };
};

const decisionParts = ({ settings }: Session, working: Working): readonly Benchmark[] => {
  const { parameters } = settings;
  const view = viewOf(working, settings);
  return [
    part('what a strategy sees', () => viewOf(working, settings)),
    part('decide: ICC', () => decideIcc(view, parameters)),
    part('decide: Protect', () => decideProtect(view, parameters)),
    part('decide: MM', () => decideMarketMaking(view, parameters)),
    part('decide: FF', () => decideFlowFollowing(view, parameters)),
  ];
};

const orderParts = ({ settings }: Session, working: Working): readonly Benchmark[] => {
  const { parameters, cycle } = settings;
  const { desired } = decideMarketMaking(viewOf(working, settings), parameters);
  const { resting } = portfolioOf(working.state);
  const wishes = desired.slice(0, WISHES);
  invariant(wishes.length === WISHES, 'market making wants a hundred orders');
  const context = gateContextOf(working, settings, {
    now: working.snapshot.now,
    gone: resting,
  });
  const { approved } = gate(wishes, context);
  invariant(approved.length > WISHES / 2, 'the gate approves most of them');
  const planning = {
    now: working.snapshot.now,
    cycle,
    keep: { ticks: parameters.mm.keepTicks, size: parameters.mm.keepSize },
    tickOf: () => tick('0.01'),
  };
  return [
    part(`gate: ${WISHES} wishes`, () => gate(wishes, context)),
    part(`plan: ${approved.length} approved, ${resting.length} at rest`, () =>
      plan({ approved, held: [] }, resting, planning),
    ),
  ];
};

const stateParts = ({ venue }: Session, { state }: Working): readonly Benchmark[] => {
  const stored = encodeState(state);
  const bytes = sizeOf(stored).toLocaleString('en');
  const item = { ...stateAttributes(stored), version: { N: '1' } };
  const packedBytes = billedBytes(item).toLocaleString('en');
  const decoded = decodeState(stored);
  invariant(decoded.ok, 'a stored state can be read');
  return [
    part(`encode the state, ${bytes} bytes`, () => encodeState(state)),
    part(`pack the state, ${packedBytes} bytes`, () => stateAttributes(stored)),
    part('unpack and decode the state', () => stateIn(item)),
    part('decode the state', () => decodeState(stored)),
    part('write down the paper venue', () => venue.checkpoint(WHOLE_PAST)),
  ];
};

export const partBenchmarks = async (prepared: Prepared): Promise<readonly Benchmark[]> => {
  const session = await reopened(prepared, 'moved');
  const { ports, settings } = session;
  const loaded = await loadedBy(session);
  const looked = await lookAndAccount(ports, settings, loaded);
  const guarded = await guard(ports, settings, looked);
  return [
    part('look: observe and account', () => lookAndAccount(ports, settings, loaded)),
    part('guard', () => guard(ports, settings, looked)),
    ...decisionParts(session, guarded),
    ...orderParts(session, guarded),
    ...stateParts(session, guarded),
  ];
};
