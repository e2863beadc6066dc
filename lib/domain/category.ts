// Correlated markets share a limit, so every event needs exactly one category, whatever number of
// tags the venue gives it.

/**
 * The tag slugs that make a category, in the order in which they are looked for: the narrower
 * subject first, so that a geopolitical event is not lost among politics.
 * Source: tag slugs in recorded Gamma events and the venue's fee categories, read 2026-11-22.
 */
export const CATEGORY_TAGS = [
  'crypto',
  'sports',
  'esports',
  'weather',
  'geopolitics',
  'politics',
  'economy',
  'finance',
  'tech',
  'mentions',
  'culture',
  'pop-culture',
] as const;

/** The category of a market's event; an event with none of the tags is in `other`. */
export type Category = (typeof CATEGORY_TAGS)[number] | 'other';

/** All categories. */
export const CATEGORIES: readonly Category[] = [...CATEGORY_TAGS, 'other'];

/** Finds the one category of an event from the slugs of its tags, in whatever order they come. */
export const categoryOf = (tagSlugs: readonly string[]): Category => {
  const slugs = new Set(tagSlugs.map((slug) => slug.toLowerCase()));
  return CATEGORY_TAGS.find((tag) => slugs.has(tag)) ?? 'other';
};
