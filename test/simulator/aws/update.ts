// Updates: what a request makes of an item. Every right side sees the item as it was before.

import { createReader, invalid, valueAt } from './expression.ts';
import type { Attributes, Value } from './attribute.ts';
import type { Placeholders, Reader } from './expression.ts';

type Source = (before: Attributes) => Value;
type Change = (item: Attributes, before: Attributes) => Attributes;

const put = (item: Attributes, path: readonly string[], value: Value | null): Attributes => {
  const [first, ...others] = path;
  if (first === undefined) throw invalid('an empty path');
  if (others.length > 0) {
    const inner = item[first];
    if (inner === undefined || !('M' in inner))
      throw invalid('The document path provided in the update is invalid');
    return { ...item, [first]: { M: put(inner.M, others, value) } };
  }
  const { [first]: _before, ...kept } = item;
  return value === null ? kept : { ...kept, [first]: value };
};

const orElse = (reader: Reader): Source => {
  reader.expect('(');
  const path = reader.path();
  reader.expect(',');
  const fallback = source(reader);
  reader.expect(')');
  return (before) => valueAt(before, path) ?? fallback(before);
};

const atom = (reader: Reader): Source => {
  if (reader.accepts('if_not_exists')) return orElse(reader);
  const value = reader.value();
  if (value !== null) return () => value;
  const path = reader.path();
  return (before) => {
    const found = valueAt(before, path);
    if (found === undefined) throw invalid('an attribute that is not in the item');
    return found;
  };
};

const sum = (a: Value, b: Value): Value => {
  if (!('N' in a) || !('N' in b)) throw invalid('a sum of what is no number');
  return { N: String(BigInt(a.N) + BigInt(b.N)) };
};

const source = (reader: Reader): Source => {
  const first = atom(reader);
  if (!reader.accepts('+')) return first;
  const second = atom(reader);
  return (before) => sum(first(before), second(before));
};

const assignment = (reader: Reader): Change => {
  const path = reader.path();
  reader.expect('=');
  const value = source(reader);
  return (item, before) => put(item, path, value(before));
};

const removal = (reader: Reader): Change => {
  const path = reader.path();
  return (item) => put(item, path, null);
};

const list = (reader: Reader, one: (reader: Reader) => Change): readonly Change[] => {
  const changes = [one(reader)];
  while (reader.accepts(',')) changes.push(one(reader));
  return changes;
};

/** Reads an update. Throws: an invalid expression, here or when it is applied to an item. */
export const parseUpdate = (
  text: string,
  given: Placeholders,
): ((item: Attributes) => Attributes) => {
  const reader = createReader(text, given);
  const changes: Change[] = [];
  while (!reader.isAtEnd()) {
    if (reader.accepts('SET')) changes.push(...list(reader, assignment));
    else if (reader.accepts('REMOVE')) changes.push(...list(reader, removal));
    else throw invalid(`no clause of an update: ${reader.rest()}`);
  }
  return (before) => changes.reduce((item, change) => change(item, before), before);
};
