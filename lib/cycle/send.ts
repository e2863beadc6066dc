// Sending one batch of what the gate approved, and what the venue's answers change.

import { sendOrders } from '../execution/engine.ts';
import { applyOutcomes } from '../risk/outcomes.ts';
import { failedLine, outcomeCause, riskLine, submittedLine } from './log-lines.ts';
import { orderRecord } from './record-lines.ts';
import { LEASE_RESERVE, SEND_WITHIN } from './settings.ts';
import { withDeeds, withState } from './working.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Moment } from '../execution/engine-time.ts';
import type { Placement, SendResult, Sent, Unsigned } from '../execution/engine.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

const isSuccess = ({ outcome }: Sent): boolean =>
  outcome.kind === 'placed' || outcome.kind === 'matched';

const tell = (ports: Ports, working: Working, { approved, outcome }: Sent): void => {
  const cause = outcomeCause(outcome);
  const { strategy } = approved.desired;
  ports.telemetry.log(
    cause === null
      ? submittedLine(strategy, approved.order, working.universe)
      : failedLine(strategy, approved.order, cause),
  );
};

const unsignedCause = ({ error }: Unsigned): string =>
  `NOT_SENT: cause=not-signed ${error.kind} ${error.detail}`;

const withUnsigned = (ports: Ports, working: Working, unsigned: readonly Unsigned[]): Working => {
  const { universe } = working;
  const orders = unsigned.map((one) => {
    const { desired, order } = one.approved;
    const result = unsignedCause(one);
    ports.telemetry.log(failedLine(desired.strategy, order, result));
    return orderRecord(desired, order, { result, universe, id: null });
  });
  return withDeeds(working, { orders, wanted: unsigned.length });
};

const concluded = (
  working: Working,
  result: SendResult,
  risk: Working['state']['risk'],
): Working => {
  const { sent, lease, failure } = result;
  const { state, universe } = working;
  const open = sent.flatMap(({ progress }) => (progress.kind === 'open' ? [progress.intent] : []));
  const settled = sent.flatMap(({ progress }) =>
    progress.kind === 'settled' ? [progress.settled] : [],
  );
  const orders = sent.map(({ approved, outcome }) =>
    orderRecord(approved.desired, approved.order, {
      result: outcomeCause(outcome) ?? outcome.kind,
      universe,
      id: outcome.id,
    }),
  );
  const placed = sent.filter(isSuccess).length;
  const next = { ...working, failure, held: { ...working.held, lease } };
  return withDeeds(withState(next, { risk, intents: [...state.intents, ...open] }), {
    settled,
    orders,
    wanted: sent.length,
    placed,
  });
};

/** A batch that was sent, and what the kill switch said meanwhile. */
export type SentBatch = { readonly working: Working; readonly killSwitch: KillSwitchReading };

/** What is sent, and when the gate judged it. */
export type Batch = {
  readonly working: Working;
  readonly placements: readonly Placement[];
  readonly judged: Moment;
};

/** Sends one batch, and books its outcomes into intents and risk state. */
export const sendBatch = async (
  ports: Ports,
  settings: CycleSettings,
  { working, placements, judged }: Batch,
): Promise<SentBatch> => {
  const { held, venueTime } = working;
  const terms = { leaseReserve: LEASE_RESERVE, judged, sendWithin: SEND_WITHIN };
  const context = { venueTime, held, ...terms };
  const result = await sendOrders(ports, context, placements);
  for (const one of result.sent) tell(ports, working, one);
  const moment = { now: ports.clock.now(), limits: settings.limits };
  const { risk, messages } = applyOutcomes(working.state.risk, result.sent, moment);
  for (const message of messages) ports.telemetry.log(riskLine(message));
  const { killSwitch } = result;
  return {
    working: withUnsigned(ports, concluded(working, result, risk), result.unsigned),
    killSwitch: killSwitch.kind === 'not-read' ? working.snapshot.killSwitch : killSwitch,
  };
};
