// What must be known beside a sweep's numbers, for people and for programs alike.

import type { RunResult } from '../sweep/sweep-run.ts';
import type { Judgement } from '../sweep/walk-forward.ts';
import type { SweepPlan, Swept } from './sweep-plan.ts';

// Below this a chance counts as small, as everywhere; it is a habit and no law.
const SMALL_CHANCE = 0.05;

/** Without a walk-forward the best was looked at only where it was chosen. */
export const NOTHING_HELD_OUT = 'Nothing was held out: --walk-forward time:4 or markets:3 does.';

/** Dollars as they are shown. */
export const dollarsOf = (value: number): string => {
  const sign = value < 0 && value.toFixed(2) !== '-0.00' ? '-' : '';
  return `${sign}$${Math.abs(value).toFixed(2)}`;
};

/** What the part held out says of the choices. */
export type Verdict = { readonly isAgainst: boolean; readonly words: string };

const against = (words: string): Verdict => ({ isAgainst: true, words });

/** Judges by what was held out. */
export const verdictOf = ({
  together: { net },
  chance,
}: Pick<Judgement, 'together' | 'chance'>): Verdict => {
  if (net.kind === 'unknown') return against(`Held out, the result is not known: ${net.why}.`);
  const made = dollarsOf(net.value);
  if (chance.kind === 'unknown')
    return against(`Held out, nothing can be said of ${made}: ${chance.why}.`);
  if (net.value <= 0)
    return against(`Held out, the choices brought ${made}: they are not worth having.`);
  const odds = `${chance.value.toFixed(4)} of cases`;
  return chance.value > SMALL_CHANCE
    ? against(`Held out, ${made} or better comes by chance in ${odds}: nothing is shown.`)
    : {
        isAgainst: false,
        words: `Held out, the choices made ${made}; by chance as much comes in ${odds}.`,
      };
};

/** Says how many folds chose nothing, if any. */
export const foldWarnings = (plan: SweepPlan, { folds }: Judgement): readonly string[] => {
  const none = plan.folds.length - folds.length;
  return none > 0 ? [`${String(none)} folds chose nothing: no trial has a known result`] : [];
};

/** Says that runs ended early, and why the first of them did; null where none did. */
export const earlyEnds = (results: ReadonlyMap<string, RunResult>): string | null => {
  const failures = [...results.values()].flatMap(({ key, bands }) => {
    const failed = bands.find(({ failure }) => failure !== null);
    return failed === undefined ? [] : [`${key}, ${failed.name}: ${failed.failure ?? ''}`];
  });
  const [first] = failures;
  return first === undefined
    ? null
    : `${String(failures.length)} of ${String(results.size)} runs ended early, ` +
        `since a cycle failed; the first is ${first}`;
};

/** Every warning of a sweep. */
export const sweepWarnings = ({ plan, results, judgement }: Swept): readonly string[] => {
  const early = earlyEnds(results);
  const runs = early === null ? [] : [early];
  if (judgement === null) return [...runs, NOTHING_HELD_OUT];
  const { isAgainst, words } = verdictOf(judgement);
  return [...runs, ...foldWarnings(plan, judgement), ...(isAgainst ? [words] : [])];
};
