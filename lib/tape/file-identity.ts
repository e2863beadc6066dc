// A portfolio must not go on playing on another tape than the one it began with, where its place in
// the tape and the recorded books would mean something else. What tells two recorded tapes apart is
// digested into a short text.

import { hash } from 'node:crypto';
import type { Universe } from '../domain/market.ts';
import type { Plan, SurveyedFile } from './format.ts';

/** What a recorded tape is made from. Its plan holds whatever the user said of the markets. */
export type Recorded = {
  readonly set: string;
  readonly files: readonly SurveyedFile[];
  readonly plan: Pick<Plan, 'universe' | 'closing'>;
};

// JSON knows neither maps nor whole numbers beyond 2^53.
const plain = (_key: string, value: unknown): unknown => {
  if (value instanceof Map) return [...value];
  return typeof value === 'bigint' ? value.toString() : value;
};

const byName = (a: SurveyedFile, b: SurveyedFile): number => (a.name < b.name ? -1 : 1);

/** The identity of a recorded tape, the same wherever its files lie and in whatever order. */
export const identityOf = ({ set, files, plan }: Recorded): string => {
  const sizes = files
    .toSorted(byName)
    .map(({ name, lines, rows, chars, first, last }) => [name, lines, rows, chars, first, last]);
  const text = JSON.stringify([set, sizes, plan.universe, plan.closing], plain);
  return `recorded:${hash('sha256', text, 'hex')}`;
};

/** The identity of a tape that states its own, whose markets the user may say something else of. */
export const assumedIdentity = (
  told: { readonly identity: string; readonly universe: Universe },
  universe: Universe,
): string => {
  const [before, now] = [told.universe, universe].map((one) => JSON.stringify(one, plain));
  if (before === now) return told.identity;
  return `recorded:${hash('sha256', JSON.stringify([told.identity, now]), 'hex')}`;
};
