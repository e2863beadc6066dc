// Inputs made by taking JSON apart: members missing, null, of another type, out of any range, deep,
// long, doubled, under the names of prototypes, or taken from elsewhere. JSON inside of texts is
// taken apart as well.

import { LENGTH_MAX, mutateText } from './text.ts';
import { at, isNode, keysOf, parsed, put, takeOut, written } from './tree.ts';
import type { Chance } from '../chance.ts';
import type { Node } from './tree.ts';

// Deeper than any stack: written as text, since nothing that recurses could write it.
const DEPTH_MAX = 40_000;
const DEEP = 'the deep';
// More than a number can be: JSON.parse makes infinity of it.
const HUGE = 'the huge';

const VALUES: readonly [unknown, ...unknown[]] = [
  null,
  true,
  false,
  0,
  -0,
  1,
  -1,
  0.1,
  1e21,
  1e-7,
  1.7976931348623157e308,
  5e-324,
  9007199254740993,
  -9007199254740993,
  '',
  ' ',
  '0',
  '-0',
  '-1',
  '+1',
  '1e3',
  '0x10',
  'NaN',
  'Infinity',
  '-Infinity',
  '1.0000001',
  '0.0000001',
  '999999999999999999999999999999999999',
  '1,000',
  ' 1',
  '1 ',
  '01',
  '.5',
  '5.',
  '٣',
  'null',
  'true',
  '__proto__',
  'constructor',
  '\u0000',
  '\uD800',
  [],
  {},
  [null],
  [[]],
  { length: 1 },
  HUGE,
];

const KEYS = ['__proto__', 'constructor', 'toString', 'length', '', '0', 'then', 'toJSON'] as const;

const ROWS_MAX = 2_000;

// Trees are made anew, since whoever gets one may change it.
const anyValue = (chance: Chance): unknown => {
  const value = chance.pick(VALUES);
  return isNode(value) ? parsed(JSON.stringify(value)) : value;
};

/** A place in a tree: a member of a node. */
type Place = { readonly node: Node; readonly key: string };

// From the root down, so that what lies high is as likely as all that lies low.
const placeIn = (root: Node, chance: Chance): Place | undefined => {
  let place: Place | undefined;
  let node: Node = root;
  for (;;) {
    const keys = keysOf(node);
    const key = keys[chance.below(keys.length)];
    if (key === undefined) return place;
    place = { node, key };
    const inner = at(node, key);
    if (!isNode(inner) || chance.oneIn(4)) return place;
    node = inner;
  }
};

const nested = (value: unknown, chance: Chance): unknown => {
  if (chance.oneIn(20)) return DEEP;
  let deep = value;
  const isList = chance.oneIn(2);
  for (let depth = 1 + chance.below(4); depth > 0; depth -= 1) deep = isList ? [deep] : { a: deep };
  return deep;
};

const withDepth = (text: string, chance: Chance): string => {
  const depth = chance.below(DEPTH_MAX);
  const [open, close] = chance.oneIn(2) ? ['[', ']'] : ['{"a":', '}'];
  return text
    .replace(`"${HUGE}"`, '1e400')
    .replace(`"${DEEP}"`, () => `${open.repeat(depth)}0${close.repeat(depth)}`);
};

const EXTREMES: readonly [number, ...number[]] = [
  1.7976931348623157e308, 1e21, 9007199254740993, 5e-324, -0, 0,
];

const changedNumber = (value: number, chance: Chance): number => {
  if (chance.oneIn(4)) return chance.pick(EXTREMES);
  const changes = [-value, value * 1e6, value / 1e6, value + 1, value - 1, value + 0.5, 1 / value];
  const changed = changes[chance.below(changes.length)] ?? 0;
  return Number.isFinite(changed) ? changed : 0;
};

const changedText = (text: string, chance: Chance): string => {
  const inner = /^[[{]/.test(text) && !chance.oneIn(4) ? parsed(text) : undefined;
  if (inner !== undefined) return mutateTree(inner, inner, chance);
  if (/^-?\d+(\.\d+)?$/.test(text) && chance.oneIn(2))
    return String(changedNumber(Number(text), chance));
  return mutateText(text, text, chance);
};

const changed = (value: unknown, chance: Chance): unknown => {
  if (typeof value === 'number') return changedNumber(value, chance);
  if (typeof value === 'string') return changedText(value, chance);
  return anyValue(chance);
};

const asText = (value: unknown): string => (isNode(value) ? written(value) : String(value));

type Edit = (place: Place, chance: Chance, other: Node) => void;

const EDITS: readonly [Edit, ...Edit[]] = [
  ({ node, key }) => takeOut(node, key),
  ({ node, key }, chance) => put(node, key, anyValue(chance)),
  ({ node, key }, chance) => put(node, key, changed(at(node, key), chance)),
  ({ node, key }, chance) => put(node, key, changed(at(node, key), chance)),
  ({ node, key }, chance) => put(node, key, nested(at(node, key), chance)),
  ({ node, key }) => put(node, key, asText(at(node, key))),
  ({ node, key }) => put(node, key, [at(node, key)]),
  ({ node, key }, chance) => {
    const value = at(node, key);
    if (Array.isArray(node)) {
      const times = chance.oneIn(50) ? chance.below(ROWS_MAX) : 1;
      node.splice(Number(key), 0, ...Array.from({ length: times }, () => value));
    } else put(node, chance.pick(KEYS), value);
  },
  ({ node, key }, chance, other) => {
    const from = placeIn(other, chance);
    // A part of the tree inside itself would have no end.
    if (from !== undefined) put(node, key, parsed(asText(at(from.node, from.key))));
  },
  ({ node, key }, chance) => {
    const keys = keysOf(node);
    const second = keys[chance.below(keys.length)] ?? key;
    const value = at(node, key);
    put(node, key, at(node, second));
    put(node, second, value);
  },
];

// What no tree can say: the same name twice, and the name of the prototype.
const withDoubledNames = (text: string, chance: Chance): string => {
  const names = [...text.matchAll(/"(\w+)":/g)].map(([, name]) => name ?? '');
  const objects = [...text.matchAll(/\{(?=")/g)].map(({ index }) => index + 1);
  const where = objects[chance.below(objects.length)];
  if (where === undefined) return text;
  const name = chance.oneIn(3) ? '__proto__' : (names[chance.below(names.length)] ?? 'a');
  const value = JSON.stringify(anyValue(chance));
  return `${text.slice(0, where)}"${name}":${value},${text.slice(where)}`;
};

const COUNTS = [1, 1, 2, 3] as const;

const mutateTree = (root: unknown, other: unknown, chance: Chance): string => {
  if (!isNode(root)) return written(anyValue(chance));
  if (chance.oneIn(100)) return written(nested(root, chance));
  for (let count = chance.pick(COUNTS); count > 0; count -= 1) {
    const place = placeIn(root, chance);
    if (place !== undefined) chance.pick(EDITS)(place, chance, isNode(other) ? other : {});
  }
  const text = withDepth(written(root), chance);
  return chance.oneIn(12) ? withDoubledNames(text, chance) : text;
};

/** Changes JSON in one to three places; parts may come from another one. */
export const mutateJson = (text: string, other: string, chance: Chance): string => {
  const root = parsed(text);
  if (root === undefined || chance.oneIn(12)) return mutateText(text, other, chance);
  return mutateTree(root, parsed(other), chance).slice(0, LENGTH_MAX);
};
