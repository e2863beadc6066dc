// One order before the gate: what every check looks at, and what it answers.

import type { Book } from '../../domain/book.ts';
import type { Market } from '../../domain/market.ts';
import type { Observed } from '../../domain/observed.ts';
import type { DesiredOrder, Order } from '../../domain/order.ts';
import type { Refusal, RefusalCode } from '../../domain/refusal.ts';
import type { ShareMicros } from '../../units/quantity.ts';
import type { GateContext } from '../gate-context.ts';
import type { WorkingOrder } from '../market-risk.ts';
import type { Spot } from '../risk-book.ts';

/** An order, its market, and the state it meets: everything approved before it included. */
export type Subject = {
  readonly context: GateContext;
  readonly desired: DesiredOrder;
  readonly order: Order;
  readonly market: Market;
  /** The market's one book, seen from the order's token; undefined where it was not asked for. */
  readonly quotes: Observed<Book> | undefined;
  readonly spot: Spot;
  readonly working: readonly WorkingOrder[];
  /** The wanted size in whole lots. */
  readonly wanted: ShareMicros;
  readonly minimum: ShareMicros;
  /** The part that only ever lowers risk: what is exempt where reducing orders are. */
  readonly reducible: ShareMicros;
  /** Whether an order approved before is already the probe of a half-open breaker. */
  readonly probe: 'available' | 'taken';
};

/** The largest size that a check lets through, and what it says if that is too little. */
export type Cap = { readonly sizeMax: ShareMicros; readonly refusal: Refusal };

/** A rule: nothing where the whole order may pass. */
export type Check = (subject: Subject) => readonly Cap[];

/** One cap with its code and numbers. */
export const capAt = (
  sizeMax: ShareMicros,
  code: RefusalCode,
  numbers: Refusal['numbers'],
): readonly Cap[] => [{ sizeMax, refusal: { code, numbers } }];
