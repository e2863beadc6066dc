// Parsers with a fault of each kind that fuzzing is to find, for the tests of the engine.

import { CPU_MS_MAX } from './engine.ts';
import { jsonTarget } from './target.ts';
import type { Target } from './target.ts';

const SEED = JSON.stringify({ id: 'a', size: '1', price: 0.5 });

type Row = { readonly id?: unknown; readonly size?: unknown; readonly price?: unknown };

const rowTarget = (read: (row: Row) => unknown): Target =>
  jsonTarget({
    name: 'a parser with a fault',
    seeds: [SEED],
    required: ['id', 'size'],
    run: (value) => {
      if (typeof value !== 'object' || value === null) return { kind: 'refused', reason: 'no row' };
      const row = value as Row;
      const isRow = typeof row.id === 'string' && typeof row.size === 'string';
      return isRow ? { kind: 'accepted', value: read(row) } : { kind: 'refused', reason: 'no row' };
    },
  });

const LONG_MS = 1.1 * CPU_MS_MAX;

// By the time of the processor, which nothing else on the machine takes part in.
const busyFor = (ms: number): void => {
  const spent = (): number => process.threadCpuUsage().user / 1_000;
  const end = spent() + ms;
  while (spent() < end);
};

/** What is wrong with a parser, what is said of it, and the parser. */
export const FAULTY: readonly (readonly [string, string, Target])[] = [
  ['none', 'none', rowTarget(({ id, size }) => ({ id, size }))],
  ['it throws', 'SyntaxError', rowTarget(({ size }) => BigInt(String(size)))],
  ['it gives no number', 'a number is one', rowTarget(({ size }) => Number(size))],
  [
    'it puts something in the place of what is missing',
    'nothing is accepted without size',
    {
      ...rowTarget((row) => row),
      run: (input) => {
        const text = /"id":"(\w+)"/.exec(input)?.[1];
        return text === undefined
          ? { kind: 'refused', reason: 'no id' }
          : { kind: 'accepted', value: { text, size: 0 } };
      },
    },
  ],
  [
    'it takes more than there can be',
    'an amount is one that there can be',
    rowTarget(({ size }) =>
      /^\d+$/.test(String(size)) ? BigInt(`${String(size)}${'0'.repeat(99)}`) : 0,
    ),
  ],
  [
    'it takes too long',
    `an input takes at most ${CPU_MS_MAX} ms`,
    rowTarget(({ id }) => {
      if (String(id).length > 3) busyFor(LONG_MS);
      return id;
    }),
  ],
  [
    'it changes what all objects have',
    'an input adds nothing to what all objects have',
    rowTarget((row) => {
      for (const [name, value] of Object.entries(row))
        if (name === '__proto__') Object.assign(Object.prototype, { polluted: value });
      return 'done';
    }),
  ],
];
