// Conditions: whether an item is as a request wants it to be.

import { compareValues } from './attribute.ts';
import { createReader, invalid, valueAt } from './expression.ts';
import type { Attributes, Value } from './attribute.ts';
import type { Placeholders, Reader } from './expression.ts';

/** Says of an item whether it fulfils a condition; one that is not there has no attributes. */
export type Condition = (item: Attributes) => boolean;

type Operand = (item: Attributes) => Value | undefined;

const operand = (reader: Reader): Operand => {
  const value = reader.value();
  if (value !== null) return () => value;
  const path = reader.path();
  return (item) => valueAt(item, path);
};

const COMPARISONS: readonly (readonly [string, (order: number) => boolean])[] = [
  ['=', (order) => order === 0],
  ['<>', (order) => order !== 0],
  ['<=', (order) => order <= 0],
  ['>=', (order) => order >= 0],
  ['<', (order) => order < 0],
  ['>', (order) => order > 0],
];

const orderOf = (a: Value | undefined, b: Value | undefined): number | null =>
  a === undefined || b === undefined ? null : compareValues(a, b);

const between = (reader: Reader, left: Operand): Condition => {
  const low = operand(reader);
  reader.expect('AND');
  const high = operand(reader);
  return (item) => {
    const [above, below] = [orderOf(left(item), low(item)), orderOf(left(item), high(item))];
    return above !== null && below !== null && above >= 0 && below <= 0;
  };
};

const comparison = (reader: Reader): Condition => {
  const left = operand(reader);
  if (reader.accepts('BETWEEN')) return between(reader, left);
  const found = COMPARISONS.find(([sign]) => reader.accepts(sign));
  if (found === undefined) throw invalid(`no comparison at ${reader.rest()}`);
  const right = operand(reader);
  const [, holds] = found;
  return (item) => {
    const order = orderOf(left(item), right(item));
    return order !== null && holds(order);
  };
};

const existence = (reader: Reader): ((item: Attributes) => boolean) => {
  reader.expect('(');
  const path = reader.path();
  reader.expect(')');
  return (item) => valueAt(item, path) !== undefined;
};

const single = (reader: Reader): Condition => {
  if (reader.accepts('attribute_exists')) return existence(reader);
  if (reader.accepts('attribute_not_exists')) {
    const exists = existence(reader);
    return (item) => !exists(item);
  }
  if (!reader.accepts('(')) return comparison(reader);
  const inner = anyOf(reader);
  reader.expect(')');
  return inner;
};

const allOf = (reader: Reader): Condition => {
  const parts = [single(reader)];
  while (reader.accepts('AND')) parts.push(single(reader));
  return (item) => parts.every((holds) => holds(item));
};

const anyOf = (reader: Reader): Condition => {
  const parts = [allOf(reader)];
  while (reader.accepts('OR')) parts.push(allOf(reader));
  return (item) => parts.some((holds) => holds(item));
};

/** Reads a condition; none holds always. Throws: an invalid expression. */
export const parseCondition = (text: string | undefined, given: Placeholders): Condition => {
  if (text === undefined) return () => true;
  const reader = createReader(text, given);
  const condition = anyOf(reader);
  if (!reader.isAtEnd()) throw invalid(`more than a condition: ${reader.rest()}`);
  return condition;
};
