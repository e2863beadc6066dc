// The cycles of one invocation: one a minute, or several where the configuration asks for a faster
// pace and time is left. Each takes the lease anew, so that one that broke off stands in nobody's
// way, and each is complete when it ends.

import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { waitUnless } from '../../lib/adapters/local/waiting.ts';
import { counted } from '../../lib/cycle/counted.ts';
import { compare, isPositive, minus, plus } from '../../lib/units/quantity.ts';
import { msOfDuration } from '../../lib/units/time.ts';
import { CYCLE_TIME_MIN } from './bounds.ts';
import { endOf } from './invocation-end.ts';
import type { EmfTelemetry } from '../../lib/adapters/telemetry/emf.ts';
import type { Telemetry } from '../../lib/ports/telemetry.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { InvocationEnd } from './invocation-end.ts';
import type { TimeLeft, Trading } from './trading.ts';

/** What an invocation runs on. */
export type Invocation = {
  readonly trading: Trading;
  readonly telemetry: EmfTelemetry;
  readonly timeLeft: TimeLeft;
  /** Whether requests have been ended: then no other cycle begins. */
  readonly isOver: () => boolean;
};

/** Tells that there was no cycle, and why. */
export const tellNoCycle = (telemetry: Telemetry, ...reasons: readonly string[]): void => {
  for (const reason of reasons)
    telemetry.log({
      level: 'error',
      message: `[EnterpriseOrchestrator] No cycle, nothing traded: ${reason}`,
      fields: {},
    });
  telemetry.metric(counted('CycleSaved', 0));
};

const oneCycle = async (
  { trading, telemetry, timeLeft }: Invocation,
  savedBefore: number,
): Promise<InvocationEnd> => {
  const end = await trading.cycle(timeLeft);
  if (end.ok) return endOf(end.value, savedBefore);
  tellNoCycle(telemetry, end.error);
  return { kind: 'failed', cycles: savedBefore, cause: 'NOT_BEGUN' };
};

const isRoomFor = ({ timeLeft, isOver }: Invocation, pause: DurationMs): boolean =>
  !isOver() && compare(timeLeft(), plus(pause, CYCLE_TIME_MIN)) >= 0;

/** Runs cycles until one was not saved or there is no time for another. */
export const runCycles = async (invocation: Invocation): Promise<InvocationEnd> => {
  const { trading, telemetry, isOver } = invocation;
  for (let saved = 0; ; saved += 1) {
    const due = plus(systemClock.monotonic(), trading.every);
    const end = await oneCycle(invocation, saved);
    telemetry.flush();
    const pause = minus(due, systemClock.monotonic());
    if (end.kind !== 'saved' || !isRoomFor(invocation, pause)) return end;
    if (isPositive(pause)) await waitUnless(isOver, Number(msOfDuration(pause)));
    if (isOver()) return end;
  }
};
