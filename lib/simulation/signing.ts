// The identity of a paper order: a digest of the exact text that is sent, known before it is sent.

import { createHash } from 'node:crypto';
import { orderId } from '../units/ids.ts';
import { instrumentFields, readInstrument, readTerms, termFields } from './order-codec.ts';
import { readRecord } from './record-reader.ts';
import type { OrderId } from '../units/ids.ts';
import type { IncomingOrder } from './admission.ts';
import type { OrderTerms } from './order-codec.ts';

/** The exact text of an order. The salt makes two orders of the same terms two orders. */
export const bodyOf = (terms: OrderTerms, salt: string): string =>
  JSON.stringify({ salt, ...instrumentFields(terms.order), ...termFields(terms) });

/** The id that a text has, whoever computes it. */
export const idOf = (body: string): OrderId =>
  orderId(`0x${createHash('sha256').update(body).digest('hex')}`);

const parsedOrNull = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};

/** Reads an order from its text; null when the text is not what `bodyOf` writes. */
export const readBody = (body: string): IncomingOrder | null => {
  const problems: string[] = [];
  const reader = readRecord(parsedOrNull(body), 'order', problems);
  reader.text('salt');
  const terms = readTerms(reader, readInstrument(reader));
  reader.end();
  return problems.length > 0 ? null : { id: idOf(body), ...terms };
};
