// One event as Gamma describes it: what groups markets, and what they are about.

import * as z from 'zod/mini';
import { categoryOf } from '../../domain/category.ts';
import { ok } from '../../units/result.ts';
import { eventWire, maybe, readWire } from './wire.ts';
import type { EventGroup } from '../../domain/market.ts';
import type { Result } from '../../units/result.ts';

/** An event with the rows of all its markets, which nobody has read yet. */
export type EventDraft = Pick<EventGroup, 'id' | 'slug' | 'category' | 'exclusivity'> & {
  readonly children: readonly unknown[];
};

const gammaEventWire = z.object({
  id: eventWire,
  slug: z.string().check(z.minLength(1)),
  negRisk: maybe(z.boolean()),
  tags: z.array(z.object({ slug: z.string() })),
  markets: z.array(z.unknown()),
});

/**
 * Reads an event. The outcomes of a negative-risk event exclude each other by its contract; of any
 * other event nothing of the kind is known.
 */
export const parseEvent = (value: unknown): Result<EventDraft, string> => {
  const read = readWire(gammaEventWire, value);
  if (!read.ok) return read;
  const { id, slug, negRisk, tags, markets } = read.value;
  return ok({
    id,
    slug,
    category: categoryOf(tags.map((tag) => tag.slug)),
    exclusivity: negRisk === true ? 'exclusive' : 'independent',
    children: markets,
  });
};
