// G1, what the risk manager remembers: a session's peak falls by nothing but money that leaves, an
// open breaker stays open for its time, and nothing is sent that adds risk while one is open, while
// a pause lasts, where books and venue differ, or after a rule of its own was broken.

import { CLOCK_OFF_MAX_MS } from '../weather/processes.ts';
import { riskIn, STATE } from './stored.ts';
import type { SightingOf } from './sighting.ts';
import type { StoredIntent, StoredRisk } from './stored.ts';
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

// A refusal is not asked for again; what is post-only may go on while the venue takes nothing else.
const pausedBy = (
  { pauses }: StoredRisk,
  { token, side, liquidity }: StoredIntent,
  at: number,
): readonly string[] =>
  pauses
    .filter(({ cause, until, place }) => {
      const isSpared = cause === 'post-only' && liquidity === 'post-only';
      const isMeant = place === null || (place.token === token && place.side === side);
      return isMeant && !isSpared && at + SKEW_MS < until;
    })
    .map(({ cause, until }) => `${String(until - at)} ms before a pause of ${cause} ends`);

const forbidding = (risk: StoredRisk, intent: StoredIntent, at: number): readonly string[] => [
  ...[...risk.openUntil]
    .filter(([, until]) => at + SKEW_MS < until)
    .map(([name]) => `while ${name} is open`),
  ...pausedBy(risk, intent, at),
  ...[intent.condition, 'cash']
    .filter((scope) => risk.halted.has(scope))
    .map((scope) => `while books and venue differ in ${scope}`),
  ...(risk.isBroken ? ['while a rule of its own is broken'] : []),
];

const sentAgainst = (
  truth: Truth,
  { at, bodies }: SightingOf<'sent'>,
  risk: StoredRisk,
): readonly string[] =>
  bodies.flatMap((body) => {
    const intent = truth.journalled(body)?.intent;
    return intent?.effect === 'adding'
      ? forbidding(risk, intent, at).map((why) => `${intent.id} adds risk ${why}`)
      : [];
  });

/** Makes the checker. */
export const remembered = (): Checker => {
  let risk: StoredRisk | null = null;
  return {
    name: 'G1',
    see: (sighting, truth) => {
      if (sighting.kind === 'sent') return risk === null ? [] : sentAgainst(truth, sighting, risk);
      if (sighting.kind !== 'stored' || sighting.sort !== STATE) return [];
      const next = sighting.after === null ? null : riskIn(sighting.after);
      const broken = risk === null || next === null ? [] : forgotten(sighting.at, risk, next);
      risk = next ?? risk;
      return broken;
    },
  };
};
