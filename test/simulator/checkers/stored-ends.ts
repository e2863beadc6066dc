// The ends of intents as they stand in a saved state.

import { isSaved, savedSectionIn } from './stored.ts';
import type { Attributes } from '../aws/attribute.ts';

/** An intent that ended, and how. */
export type StoredEnd = { readonly id: string; readonly end: string; readonly detail: string };

type WrittenEnd = {
  readonly intent: { readonly id: string };
  readonly end: string;
  detail: string;
};

/** The intents that ended in the cycle that saved the state item last. */
export const endsIn = (item: Attributes): readonly StoredEnd[] => {
  if (!isSaved(item)) return [];
  const all = JSON.parse(savedSectionIn(item, 'settled')) as readonly WrittenEnd[];
  return all.map(({ intent, end, detail }) => ({ id: intent.id, end, detail }));
};
