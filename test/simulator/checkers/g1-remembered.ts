// G1, what the risk manager remembers: a session's peak falls by nothing but money that leaves, an
// open breaker stays open for its time, and while it does nothing is sent that adds risk.

import { CLOCK_OFF_MAX_MS } from '../weather/processes.ts';
import { riskIn, STATE } from './stored.ts';
import type { SightingOf } from './sighting.ts';
import type { StoredRisk } from './stored.ts';
import type { Checker, Truth } from './truth.ts';

// Of two clocks one may be ahead and the other behind.
const SKEW_MS = 2 * CLOCK_OFF_MAX_MS;

const forgotten = (at: number, was: StoredRisk, is: StoredRisk): readonly string[] => {
  const hasFallen = was.peak !== null && (is.peak === null || is.peak < was.peak);
  const closed = [...was.openUntil].filter(
    ([name, until]) => !is.openUntil.has(name) && at + SKEW_MS < until,
  );
  return [
    ...(hasFallen && was.flows === is.flows
      ? [`the peak falls from ${String(was.peak)} to ${String(is.peak)}`]
      : []),
    ...closed.map(([name, until]) => `${name} closes ${String(until - at)} ms before its time`),
  ];
};

const sentIntoBreaker = (
  truth: Truth,
  { at, bodies }: SightingOf<'sent'>,
  risk: StoredRisk | null,
): readonly string[] => {
  const open = [...(risk?.openUntil ?? [])].filter(([, until]) => at + SKEW_MS < until);
  return bodies.flatMap((body) => {
    const intent = truth.journalled(body)?.intent;
    return intent?.effect === 'adding'
      ? open.map(([name]) => `${intent.id} adds risk while ${name} is open`)
      : [];
  });
};

/** Makes the checker. */
export const remembered = (): Checker => {
  let risk: StoredRisk | null = null;
  return {
    name: 'G1',
    see: (sighting, truth) => {
      if (sighting.kind === 'sent') return sentIntoBreaker(truth, sighting, risk);
      if (sighting.kind !== 'stored' || sighting.sort !== STATE) return [];
      const next = sighting.after === null ? null : riskIn(sighting.after);
      const broken = risk === null || next === null ? [] : forgotten(sighting.at, risk, next);
      risk = next ?? risk;
      return broken;
    },
  };
};
