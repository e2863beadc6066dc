// Trees of JSON that are changed where they stand.

/** A tree, or a part of one that has parts. */
export type Node = { [key: string]: unknown } | unknown[];

/** Tells what has parts. */
export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null;

/** The names, or places, of its parts. */
export const keysOf = (node: Node): readonly string[] => Object.keys(node);

/** Puts a part in its place; one that is named like the prototype is a part like any other. */
export const put = (node: Node, key: string, value: unknown): void => {
  Object.defineProperty(node, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
};

/** A part. */
export const at = (node: Node, key: string): unknown =>
  Array.isArray(node) ? node[Number(key)] : node[key];

/** Takes a part away. */
export const takeOut = (node: Node, key: string): void => {
  if (Array.isArray(node)) node.splice(Number(key), 1);
  else Reflect.deleteProperty(node, key);
};

/** Text as a tree; undefined where it is none. */
export const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** A tree as text. One that is too deep for that is some other one. */
export const written = (root: unknown): string => {
  try {
    const text: unknown = JSON.stringify(root);
    return typeof text === 'string' ? text : 'null';
  } catch {
    return '[[[[]]]]';
  }
};
