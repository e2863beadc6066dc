// Placing what a strategy wants, batch by batch. What the venue answers to one batch, and what an
// operator says meanwhile, decides over the next: each is judged right before it is sent.

import { expirationFor } from '../execution/expiration.ts';
import { momentNow, venueTimeNow } from '../execution/engine-time.ts';
import { PLACE_BATCH_MAX } from '../ports/venue.ts';
import { gate } from '../risk/risk-manager.ts';
import { gateContextOf } from './judging.ts';
import { obeyBreakers, obeySwitch } from './obey.ts';
import { cutRecords } from './record-lines.ts';
import { recordRefusals } from './refusals.ts';
import { sendBatch } from './send.ts';
import { withDeeds } from './working.ts';
import type { ApprovedOrder, DesiredOrder } from '../domain/order.ts';
import type { RefusedOrder } from '../domain/refused-order.ts';
import type { Placement } from '../execution/engine.ts';
import type { EpochMs } from '../units/time.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

type Timed = {
  readonly placements: readonly Placement[];
  readonly refused: readonly RefusedOrder[];
};

// An order that the venue would have to remove before it may even rest is not sent at all.
const timed = (
  venueNow: EpochMs,
  settings: CycleSettings,
  approved: readonly ApprovedOrder[],
): Timed => {
  const placements: Placement[] = [];
  const refused: RefusedOrder[] = [];
  for (const one of approved) {
    const expiration = expirationFor({
      timeInForce: one.order.timeInForce,
      venueNow,
      cycle: settings.cycle,
      liveUntilMax: one.desired.liveUntilMax,
    });
    if (expiration === null)
      refused.push({
        desired: one.desired,
        refusals: [{ code: 'MARKET_CLOSED', numbers: [['cause', 'end']] }],
      });
    else placements.push({ approved: one, expiration });
  }
  return { placements, refused };
};

type Placing = { readonly working: Working; readonly wishes: readonly DesiredOrder[] };

const placeBatch = async (
  ports: Ports,
  settings: CycleSettings,
  { working, wishes }: Placing,
): Promise<Placing> => {
  // Cancelling may have taken long, and what was fresh when it was wanted need not be so still.
  const judged = momentNow(ports.clock);
  const rest = wishes.slice(PLACE_BATCH_MAX);
  const gated = gate(
    wishes.slice(0, PLACE_BATCH_MAX),
    gateContextOf(working, settings, { now: judged.at, gone: [] }),
  );
  const venueNow = venueTimeNow(ports.clock, working.venueTime);
  const { placements, refused } = timed(venueNow, settings, gated.approved);
  const cuts = cutRecords(gated.approved, working.universe);
  const recorded = recordRefusals(ports, withDeeds(working, { cuts }), [
    ...gated.refused,
    ...refused,
  ]);
  if (placements.length === 0) return { working: recorded, wishes: rest };
  const sent = await sendBatch(ports, settings, { working: recorded, placements, judged });
  // After a failure of the store nothing more is sent.
  if (sent.working.failure !== null) return { working: sent.working, wishes: [] };
  const heeded = await obeyBreakers(ports, { before: recorded, working: sent.working });
  return { working: await obeySwitch(ports, heeded, sent.killSwitch), wishes: rest };
};

/** Places what the gate lets through at the moment of each batch. */
export const place = async (
  ports: Ports,
  settings: CycleSettings,
  wanted: Placing,
): Promise<Working> => {
  let placing = wanted;
  while (placing.wishes.length > 0) placing = await placeBatch(ports, settings, placing);
  return placing.working;
};
