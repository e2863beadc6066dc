// A baseline in the place of the system: the same reads, the same books, the same money and the
// same way to the venue, but no strategy, no risk manager, no breaker and no stop. What it may lose
// is bound by the same caps all the same, by the budget of its decision.

import { begin } from '../cycle/begin.ts';
import { cancelAndReread } from '../cycle/cancel.ts';
import { moveOnChain } from '../cycle/chain-moves.ts';
import { finish } from '../cycle/finish.ts';
import { haltIfAsked } from '../cycle/halt.ts';
import { viewOf } from '../cycle/judging.ts';
import { lookAndAccount } from '../cycle/look.ts';
import { marked } from '../cycle/mark.ts';
import { REQUEST_TIMEOUT } from '../cycle/settings.ts';
import { withDeeds, withState } from '../cycle/working.ts';
import { knownHorizonOf } from '../domain/market.ts';
import { expirationFor } from '../execution/expiration.ts';
import { PLACE_BATCH_MAX } from '../ports/venue.ts';
import { markSession } from '../risk/drawdown.ts';
import { bodyOf, idOf } from '../simulation/signing.ts';
import { positionUpkeep } from '../strategies/position-upkeep.ts';
import { negate } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { after } from '../units/time.ts';
import { decideBaseline } from './baseline-decision.ts';
import { orderOf } from './baseline-orders.ts';
import type { Baseline } from '../baselines/baseline.ts';
import type { Working } from '../cycle/working.ts';
import type { CycleSettings } from '../cycle/settings.ts';
import type { Intent } from '../domain/intent.ts';
import type { Market } from '../domain/market.ts';
import type { IncomingOrder } from '../simulation/admission.ts';
import type { EpochMs, When } from '../units/time.ts';
import type { WantedQuote } from './baseline-decision.ts';
import type { Place, Trader } from './run-band.ts';

// The peak from which the report measures drawdown. Nothing here acts on it.
const withPeak = (working: Working): Working => {
  const { risk, ledger } = working.state;
  const session = markSession(risk.session, working.equity, ledger.flows);
  return withState(working, { risk: { ...risk, session } });
};

const mayAct = ({ state, failure, room, snapshot }: Working): boolean =>
  state.cycle > 0 &&
  failure === null &&
  room.kind === 'enough' &&
  snapshot.killSwitch.kind === 'read' &&
  snapshot.killSwitch.position === 'off';

const liveUntil = (market: Market, { parameters }: CycleSettings): When => {
  const horizon = knownHorizonOf(market);
  if (horizon.kind === 'unknown') return horizon;
  return { kind: 'at', at: after(horizon.at, negate(parameters.icc.quietBefore)) };
};

type Sending = {
  readonly now: EpochMs;
  readonly settings: CycleSettings;
  readonly salt: string;
};

const incomingOf = (
  { market, quote }: WantedQuote,
  { now, settings, salt }: Sending,
): readonly IncomingOrder[] => {
  const liveUntilMax = liveUntil(market, settings);
  if (liveUntilMax.kind === 'at' && liveUntilMax.at <= now) return [];
  const { cycle } = settings;
  const order = orderOf(market, quote);
  const { timeInForce } = order;
  const expiration = expirationFor({ timeInForce, venueNow: now, cycle, liveUntilMax });
  if (expiration === null) return [];
  return [{ id: idOf(bodyOf({ order, expiration }, salt)), order, expiration }];
};

const intentOf = ({ id, order, expiration }: IncomingOrder, at: EpochMs): Intent => ({
  id,
  strategy: 'MM',
  reason: 'a baseline',
  effect: order.side === 'BUY' ? 'adding' : 'reducing',
  order,
  reference: order.price,
  expiration,
  signal: { kind: 'none' },
  body: '',
  attempt: 1,
  journaledAt: at,
  sendableUntil: after(at, REQUEST_TIMEOUT),
  phase: { kind: 'resting' },
  filled: ZERO_SHARES,
  reversed: ZERO_SHARES,
  matched: ZERO_SHARES,
});

const placed = async (
  { ports, settings, sendUnapproved }: Place,
  working: Working,
  wanted: readonly WantedQuote[],
): Promise<Working> => {
  const now = ports.clock.now();
  const cycle = String(working.state.cycle);
  const orders = wanted.flatMap((one, index) =>
    incomingOf(one, { now, settings, salt: `baseline ${cycle} ${String(index)}` }),
  );
  let current = withDeeds(working, { wanted: orders.length });
  for (let from = 0; from < orders.length; from += PLACE_BATCH_MAX) {
    const batch = orders.slice(from, from + PLACE_BATCH_MAX);
    const outcomes = await sendUnapproved(batch);
    const resting = batch.filter((_, index) => outcomes[index]?.kind === 'placed');
    const intents = resting.map((incoming) => intentOf(incoming, now));
    const { state } = current;
    current = withDeeds(withState(current, { intents: [...state.intents, ...intents] }), {
      placed: resting.length,
    });
  }
  return current;
};

// Looks at what is left after a round of cancels: more often only where fills keep coming in.
const ROUNDS_MAX = 3;

// What is cancelled may have filled on the way, so that quotes are decided on what is known then,
// and none is sent as long as something else must go first.
const quoted = async (place: Place, looked: Working, decide: Baseline): Promise<Working> => {
  const { ports, settings } = place;
  let working = looked;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const view = viewOf(working, settings);
    const { cancel, place: wanted } = decideBaseline(view, settings.parameters, decide);
    if (cancel.length === 0) return placed(place, working, wanted);
    working = await cancelAndReread(ports, working, cancel);
  }
  return working;
};

// Complete sets and resolved positions become dollars first, as the system has it.
const maintained = async ({ ports, settings }: Place, working: Working): Promise<Working> => {
  const { cancels, chain } = positionUpkeep(viewOf(working, settings), []);
  const cleared = await cancelAndReread(ports, working, cancels);
  return moveOnChain(ports, settings, { working: cleared, requests: chain });
};

/** Lets a baseline trade. */
export const tradesAs =
  (decide: Baseline): Trader =>
  (place) =>
  async () => {
    const { ports, settings } = place;
    const killSwitch = await ports.killSwitch.read();
    await haltIfAsked(ports, killSwitch);
    const begun = await begin(ports, settings);
    if (begun.kind === 'ended') return begun.end;
    const looked = await lookAndAccount(ports, settings, { ...begun, killSwitch });
    const working = withPeak(marked(looked, settings));
    if (!mayAct(working)) return finish(ports, settings, working);
    const acted = await quoted(place, await maintained(place, working), decide);
    return finish(ports, settings, acted);
  };
