// G1, what the risk manager remembers: a session's peak falls by nothing but money that leaves, an
// open breaker stays open and a pause lasts for its time, a difference is cleared by looks alone
// and a broken rule by nobody here; and nothing is sent that adds risk while one is open, while a
// pause lasts, where books and venue differ, or after a rule of its own was broken.

import { CLOCK_OFF_MAX_MS } from '../weather/processes.ts';
import { isPlacing } from '../weather/ways.ts';
import { bodiesIn } from './sighting.ts';
import { leaseIn, riskIn, STATE } from './stored.ts';
import type { SightingOf } from './sighting.ts';
import type { StoredIntent, StoredPause, StoredRisk } from './stored.ts';
import type { Checker, Truth } from './truth.ts';

// Of two clocks one may be ahead and the other behind.
const SKEW_MS = 2 * CLOCK_OFF_MAX_MS;

// The peak after money came or went, which it follows in proportion to what there was before.
const peakLeast = (peak: bigint, was: StoredRisk, is: StoredRisk): bigint => {
  const flow = is.flows - was.flows;
  const before = (is.equity ?? 0n) - flow;
  return is.equity === null || before <= 0n ? peak + flow : (peak * is.equity) / before;
};

const peakFallen = (was: StoredRisk, is: StoredRisk): readonly string[] =>
  was.peak !== null && (is.peak === null || is.peak < peakLeast(was.peak, was, is))
    ? [`the peak falls from ${String(was.peak)} to ${String(is.peak)}`]
    : [];

const closedEarly = (at: number, was: StoredRisk, is: StoredRisk): readonly string[] =>
  [...was.openUntil]
    .filter(([name, until]) => (is.openUntil.get(name) ?? 0) < until && at + SKEW_MS < until)
    .map(([name, until]) => `${name} closes ${String(until - at)} ms before its time`);

const keyOf = ({ cause, place }: StoredPause): string =>
  `${cause} of ${place === null ? 'everything' : `${place.side} ${place.token}`}`;

// What the venue takes it no longer refuses: a place is free again, and so is what a pause of
// everything spares.
const isEndedBy = ({ cause, place }: StoredPause, taken: StoredIntent): boolean => {
  if (place !== null) return place.token === taken.token && place.side === taken.side;
  return cause === 'closed-only'
    ? taken.effect === 'reducing'
    : cause === 'post-only' && taken.liquidity === 'post-only';
};

/** What was saved before, what is saved now, and what the venue has taken in between. */
type Saves = {
  readonly was: StoredRisk;
  readonly is: StoredRisk;
  readonly taken: readonly StoredIntent[];
};

const pausesForgotten = (at: number, { was, is, taken }: Saves): readonly string[] => {
  const left = new Map(is.pauses.map((pause) => [keyOf(pause), pause.until]));
  return was.pauses
    .filter((pause) => (left.get(keyOf(pause)) ?? 0) < pause.until && at + SKEW_MS < pause.until)
    .filter((pause) => !taken.some((intent) => isEndedBy(pause, intent)))
    .map((pause) => `${keyOf(pause)} is over ${String(pause.until - at)} ms before its time`);
};

const forgotten = (at: number, saves: Saves): readonly string[] => {
  const { was, is } = saves;
  return [
    ...peakFallen(was, is),
    ...closedEarly(at, was, is),
    ...pausesForgotten(at, saves),
    ...[...was.halted]
      .filter((scope) => !is.differing.has(scope))
      .map((scope) => `a difference in ${scope} is gone after one look`),
    ...(was.isBroken && !is.isBroken ? ['a broken rule is forgotten'] : []),
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

const takenOf = (truth: Truth, { call }: SightingOf<'arrived'>): readonly StoredIntent[] =>
  bodiesIn(call.body).flatMap((body) => {
    const intent = truth.journalled(body)?.intent;
    return intent !== undefined && truth.venue.wasTaken(intent.id) ? [intent] : [];
  });

/** Makes the checker. */
export const remembered = (): Checker => {
  let risk: StoredRisk | null = null;
  let version = 0;
  let taken: readonly StoredIntent[] = [];
  return {
    name: 'G1',
    see: (sighting, truth) => {
      if (sighting.kind === 'sent') return risk === null ? [] : sentAgainst(truth, sighting, risk);
      if (sighting.kind === 'arrived' && isPlacing(sighting.call))
        taken = [...taken, ...takenOf(truth, sighting)];
      if (sighting.kind !== 'stored' || sighting.sort !== STATE) return [];
      const { at, after } = sighting;
      const next = after === null ? null : riskIn(after);
      const broken =
        risk === null || next === null ? [] : forgotten(at, { was: risk, is: next, taken });
      risk = next ?? risk;
      // What is journalled in between changes nothing of it.
      const saved = after === null ? 0 : leaseIn(after).version;
      if (saved !== version) taken = [];
      version = saved;
      return broken;
    },
  };
};
