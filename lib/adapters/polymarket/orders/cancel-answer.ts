// What the venue says to a cancel. It is never proof of a state, so nothing is read into it: what
// it does not call cancelled was not.

import * as z from 'zod/mini';
import { orderId } from '../../../units/ids.ts';
import { oneLine } from '../http-error.ts';
import { maybe } from '../wire.ts';
import type { CancelOutcome } from '../../../domain/venue-outcome.ts';
import type { OrderId } from '../../../units/ids.ts';
import type { Wire } from '../wire.ts';

/** The two lists of an answer. */
export type CancelLists = {
  readonly canceled: readonly string[];
  /** Reasons by order id. */
  readonly notCanceled: ReadonlyMap<string, string>;
};

const reasons = maybe(z.record(z.string(), z.string()));

const answerWire = z.object({
  canceled: z.array(z.string()),
  not_canceled: reasons,
  notCanceled: reasons,
});

/** An answer to a cancel, in either spelling of its second list; ids in lower case. */
export const cancelWire: Wire<CancelLists> = z.pipe(
  answerWire,
  z.transform(({ canceled, not_canceled: snake, notCanceled: camel }) => {
    const rows = Object.entries({ ...snake, ...camel });
    return {
      canceled: canceled.map((id) => id.toLowerCase()),
      notCanceled: new Map(rows.map(([id, why]) => [id.toLowerCase(), why])),
    };
  }),
);

type Asked = { readonly id: OrderId; readonly reason: string | null };

const SILENCE = 'the answer does not name it';

// An id in both lists is not proven cancelled.
const reasonFor = (id: OrderId, { canceled, notCanceled }: CancelLists): string | null => {
  const key = id.toLowerCase();
  const reason = notCanceled.get(key);
  if (reason !== undefined) return oneLine(reason);
  return canceled.includes(key) ? null : SILENCE;
};

/** What became of the orders that were to be cancelled. */
export const outcomeFor = (ids: readonly OrderId[], lists: CancelLists): CancelOutcome => {
  const asked = ids.map((id): Asked => ({ id, reason: reasonFor(id, lists) }));
  return {
    canceled: asked.flatMap(({ id, reason }) => (reason === null ? [id] : [])),
    notCanceled: asked.flatMap(({ id, reason }) => (reason === null ? [] : [{ id, reason }])),
  };
};

/** What became of all orders, as far as the venue names them. */
export const outcomeOfAll = (lists: CancelLists): CancelOutcome =>
  outcomeFor([...new Set([...lists.canceled, ...lists.notCanceled.keys()])].map(orderId), lists);
