// One strategy's turn: decide, gate, plan, cancel, look again, gate again, send.

import { bookSideOf } from '../domain/market.ts';
import { sideKey } from '../risk/gate-context.ts';
import { decideFlatten, decideNothing } from '../strategies/flatten.ts';
import { decideFlowFollowing } from '../strategies/flow-following.ts';
import { decideIcc } from '../strategies/icc.ts';
import { decideMarketMaking } from '../strategies/market-making.ts';
import { decideProtect } from '../strategies/protect.ts';
import { cancelAndReread } from './cancel.ts';
import { moveOnChain } from './chain-moves.ts';
import { intend } from './intention.ts';
import { viewOf } from './judging.ts';
import { areOpenBooks } from './open-books.ts';
import { place } from './place.ts';
import { recordRefusals } from './refusals.ts';
import { reportLine } from './log-lines.ts';
import { cutRecords } from './record-lines.ts';
import { withDeeds, withState } from './working.ts';
import type { CancelRequest, Decision, StrategyView } from '../domain/decision.ts';
import type { ApprovedOrder, DesiredOrder, Order, Strategy } from '../domain/order.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { Intention, Turn } from './intention.ts';
import type { Ports } from './ports.ts';
import type { CyclePurpose, CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

type Decide = (view: StrategyView, parameters: StrategyParameters) => Decision;

const DECIDE: Readonly<Record<CyclePurpose, Readonly<Record<Strategy, Decide>>>> = {
  trade: {
    ICC: decideIcc,
    Protect: decideProtect,
    MM: decideMarketMaking,
    FF: decideFlowFollowing,
  },
  // Inventory control acts first, so that its exits find every side of the books free.
  flatten: {
    ICC: decideFlatten,
    Protect: decideNothing,
    MM: decideNothing,
    FF: decideNothing,
  },
};

// A cycle that opens the books does nothing else, and one whose state is too large adds nothing to
// it: nothing may be sent that no saved state remembers.
const mayAct = (working: Working): boolean => {
  const { failure, room } = working;
  const { killSwitch } = working.snapshot;
  const isHalted = killSwitch.kind === 'read' && killSwitch.position === 'halt';
  return areOpenBooks(working) && failure === null && room.kind === 'enough' && !isHalted;
};

const cancelsOf = (intention: Intention, decision: Decision): readonly CancelRequest[] => [
  ...intention.plan.cancel.map(({ id, reason }) => ({ order: id, reason })),
  ...intention.inTheWay.map(({ id }) => ({ order: id, reason: 'in the way of a wanted order' })),
  ...decision.cancels,
];

// The first strategy that wants a side of a market's one book owns it for this cycle.
const withOwner = (working: Working, strategy: Strategy, orders: readonly Order[]): Working => {
  const keys = orders.map(({ condition, side, outcome }) =>
    sideKey(condition, bookSideOf(side, outcome)),
  );
  const claims = keys.map((key) => [key, strategy] as const);
  return { ...working, owners: new Map([...claims, ...working.owners]) };
};

const told = (ports: Ports, turn: Turn, decision: Decision): Working => {
  for (const { text } of decision.reports) ports.telemetry.log(reportLine(turn.strategy, text));
  const reports = decision.reports.map(({ text }) => `${turn.strategy}: ${text}`);
  return withDeeds(withState(turn.working, { memory: decision.memory }), { reports });
};

// What an approved order asks for when it is judged again: no more than was approved.
const wishOf = ({ desired, order }: ApprovedOrder): DesiredOrder => ({ ...desired, order });

/** Lets one strategy act. Its own earlier orders are kept where they still serve. */
export const act = async (ports: Ports, settings: CycleSettings, turn: Turn): Promise<Working> => {
  if (!mayAct(turn.working)) return turn.working;
  const decide = DECIDE[settings.purpose][turn.strategy];
  const decision = decide(viewOf(turn.working, settings), settings.parameters);
  const decided = told(ports, turn, decision);
  const intention = intend(settings, { ...turn, working: decided }, decision);
  const { keep, place: placed } = intention.plan;
  const wanted = [...keep.map(({ wanted: one }) => one.order), ...placed.map((one) => one.order)];
  const owned = withDeeds(withOwner(decided, turn.strategy, wanted), {
    kept: keep.length,
    cuts: cutRecords(placed, decided.universe),
  });
  if (owned.snapshot.killSwitch.kind === 'failed')
    return recordRefusals(ports, owned, intention.refused);
  const cleared = await cancelAndReread(ports, owned, cancelsOf(intention, decision));
  const recorded = recordRefusals(ports, cleared, intention.refused);
  const wishes = intention.plan.place.map(wishOf);
  const sent = await place(ports, settings, { working: recorded, wishes });
  return moveOnChain(ports, settings, { working: sent, requests: decision.chain });
};
