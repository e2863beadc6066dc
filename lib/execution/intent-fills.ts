// What ledger entries say about intents: how much of each is filled, and how much was reversed.

import { fillKey } from '../domain/fill.ts';
import { minus, plus } from '../units/quantity.ts';
import type { Fill } from '../domain/fill.ts';
import type { Intent } from '../domain/intent.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';

const applied = (intent: Intent, entry: LedgerEntry, fills: ReadonlyMap<string, Fill>): Intent => {
  if (entry.kind === 'fill' && entry.order === intent.id)
    return { ...intent, filled: plus(intent.filled, entry.size) };
  if (entry.kind !== 'transition' && entry.kind !== 'failed-fill') return intent;
  const size = fills.get(fillKey(entry))?.size;
  if (entry.order !== intent.id || size === undefined) return intent;
  // A trade first seen when it had failed already was never counted as filled.
  if (entry.kind === 'failed-fill') return { ...intent, reversed: plus(intent.reversed, size) };
  if (entry.status !== 'FAILED') return intent;
  return {
    ...intent,
    filled: minus(intent.filled, size),
    reversed: plus(intent.reversed, size),
  };
};

/** Applies the entries that a read of fills led to. `fills` are the fills of that read. */
export const withFills = (
  intents: readonly Intent[],
  entries: readonly LedgerEntry[],
  fills: readonly Fill[],
): readonly Intent[] => {
  if (entries.length === 0) return intents;
  const byKey = new Map(fills.map((fill) => [fillKey(fill), fill]));
  return intents.map((intent) =>
    entries.reduce((current, entry) => applied(current, entry, byKey), intent),
  );
};
