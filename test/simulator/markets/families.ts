// All families by name, and which of them a seed is played with.

import { calm } from './calm.ts';
import { newsJump } from './news-jump.ts';
import { oneCategory } from './one-category.ts';
import { outage } from './outage.ts';
import { related } from './related.ts';
import { resolution } from './resolution.ts';
import { restless } from './restless.ts';
import { tenOutcomes } from './ten-outcomes.ts';
import { thinBook } from './thin-book.ts';
import { trending } from './trending.ts';
import { whale } from './whale.ts';
import type { Family, FamilySetup } from './family.ts';

/** The families, by the name that a command knows them by. */
export const FAMILIES = {
  restless,
  calm,
  trending,
  'news-jump': newsJump,
  'thin-book': thinBook,
  resolution,
  whale,
  outage,
  'ten-outcomes': tenOutcomes,
  related,
  'one-category': oneCategory,
} as const satisfies Readonly<Record<string, (setup: FamilySetup) => Family>>;

/** The name of a family. */
export type FamilyName = keyof typeof FAMILIES;

/** Tells whether a text names a family. */
export const isFamily = (name: string): name is FamilyName => name in FAMILIES;

/** The names of all families. */
export const FAMILY_NAMES: readonly FamilyName[] = Object.keys(FAMILIES).filter(isFamily);

/** The family of a section: what was asked for, or what its seed says. */
export const familyOf = (seed: bigint, asked: FamilyName | 'by-seed'): FamilyName =>
  asked === 'by-seed'
    ? (FAMILY_NAMES[Number((seed / 2n) % BigInt(FAMILY_NAMES.length))] ?? 'restless')
    : asked;
