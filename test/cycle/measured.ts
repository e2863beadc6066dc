// What a cycle measured, by name and second dimension.

import { unknown } from '../../lib/domain/observed.ts';
import { cyclesOn, rainSession } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { Metric, MetricName } from '../../lib/ports/telemetry.ts';
import type { Venue } from '../../lib/ports/venue.ts';
import type { Session } from '../backtest/session.ts';

/** No answer of the venue. */
export const OUTAGE = unknown<never>({
  kind: 'UNAVAILABLE',
  endpoint: 'any',
  detail: 'the venue is away',
  retryAfter: { kind: 'unspecified' },
});

/** The values of one metric by its second dimension; `all` for the total. */
export const valuesOf = (
  metrics: readonly Metric[],
  name: MetricName,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    metrics
      .filter((metric) => metric.name === name)
      .map(({ detail, value }) => [detail ?? 'all', Object.values(value)[1]]),
  );

/** Runs a cycle on these ports, and gives what it measured. */
export const measuredOn = async (
  session: Session,
  ports: Ports = session.ports,
): Promise<readonly Metric[]> => {
  const before = session.metrics.length;
  await session.cycle(ports);
  return session.metrics.slice(before);
};

/** Runs a cycle on a venue that answers some calls otherwise, and gives what it measured. */
export const cycleWith = (session: Session, venue: Partial<Venue>): Promise<readonly Metric[]> =>
  measuredOn(session, { ...session.ports, venue: { ...session.ports.venue, ...venue } });

/** A session on which so many cycles have run. */
export const running = async (cycles = 2): Promise<Session> => {
  const session = rainSession();
  await cyclesOn(session, cycles);
  return session;
};
