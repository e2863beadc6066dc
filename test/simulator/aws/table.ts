// The items of a table, and what a read may see of them: one that does not ask for consistency may
// miss the last write of an item, and here it always does.

import type { Attributes } from './attribute.ts';

/** Items by their names. */
export type Items = ReadonlyMap<string, Attributes>;

/** Items as they are, and as each was before it was written last. */
export type Table = {
  readonly now: Map<string, Attributes>;
  readonly before: Map<string, Attributes>;
};

/** Makes a table without items. */
export const emptyTable = (): Table => ({ now: new Map(), before: new Map() });

const set = (items: Map<string, Attributes>, name: string, item: Attributes | null): void => {
  if (item === null) items.delete(name);
  else items.set(name, item);
};

/** Puts an item, or takes it away. */
export const write = ({ now, before }: Table, name: string, item: Attributes | null): void => {
  set(before, name, now.get(name) ?? null);
  set(now, name, item);
};

/** What a read sees. */
export const seenBy = (
  { now, before }: Table,
  { ConsistentRead }: { readonly ConsistentRead: boolean },
): Items => (ConsistentRead ? now : before);
