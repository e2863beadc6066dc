// Inputs that lack something without which they may not be accepted.

import { at, isNode, keysOf, parsed, put, takeOut, written } from './tree.ts';
import type { Chance } from '../chance.ts';

const BROKEN = [null, {}, [], true, [{}], { a: 1 }] as const;

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
};

const otherThan = (value: unknown, chance: Chance): unknown => {
  const others = BROKEN.filter((one) => typeOf(one) !== typeOf(value));
  return others[chance.below(others.length)];
};

/** Takes away what a path names, or puts something of another type there; null where nothing is. */
export const breakPath = (text: string, path: string, chance: Chance): string | null => {
  const root = parsed(text);
  let node: unknown = root;
  const steps = path.split('.');
  for (const [index, step] of steps.entries()) {
    if (!isNode(node)) return null;
    const keys = keysOf(node);
    const key = step === '*' ? keys[chance.below(keys.length)] : step;
    if (key === undefined || !keys.includes(key)) return null;
    if (index < steps.length - 1) node = at(node, key);
    else if (chance.oneIn(3) && step !== '*') takeOut(node, key);
    else put(node, key, otherThan(at(node, key), chance));
  }
  return written(root);
};
