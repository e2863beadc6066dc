// The file of a sweep: what it is of in the first line, then a line for each run that is done, so
// that a sweep that was ended goes on where it was. A line that was torn by the end is dropped.

import { z } from 'zod';
import { keyOf, SWEEP_BANDS } from '../../sweep/sweep-run.ts';
import { err, ok } from '../../units/result.ts';
import type { Space } from '../../sweep/space.ts';
import type { RunResult, SweepSettings } from '../../sweep/sweep-run.ts';
import type { Result } from '../../units/result.ts';

/** What a sweep is of. Files of two sweeps that differ in it have nothing to do with each other. */
export type SweepHead = {
  readonly kind: 'sweep';
  /** Of this form of the file. */
  readonly version: 1;
  readonly madeBy: string;
  /** A digest of the code that makes runs. */
  readonly code: string;
  readonly tape: { readonly name: string; readonly identity: string };
  readonly settings: SweepSettings;
  readonly space: Space;
};

/** What a file held. */
export type ReadJournal = {
  readonly done: ReadonlyMap<string, RunResult>;
  /** The bytes up to the end of the last whole line; what follows is torn. */
  readonly wholeBytes: number;
};

const amount = z.string().regex(/^-?\d{1,30}(?:\.\d{1,6})?$/);
const time = z.iso.datetime();
/** The shape of texts by name. */
export const values = z.record(z.string(), z.string());

const bandFigures = z.strictObject({
  name: z.enum(SWEEP_BANDS),
  net: amount.nullable(),
  income: amount,
  fees: amount.nullable(),
  fills: z.int().nonnegative(),
  drawdownMax: amount,
  profits: z.array(amount.nullable()),
  fillsIn: z.array(z.int().nonnegative()),
  failure: z.string().nullable(),
});

/** The shape of a run. */
export const sweepRun = z.strictObject({
  values,
  from: time,
  until: time,
  markets: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({
      kind: z.literal('some'),
      name: z.string(),
      conditions: z.array(z.string()),
    }),
  ]),
});

const runResult = z.strictObject({
  key: z.string(),
  run: sweepRun,
  bands: z.array(bandFigures),
});

const jsonOf = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** Reads the line of a run; undefined when it is none. */
export const parseRunResult = (line: string): RunResult | undefined => {
  const read = runResult.safeParse(jsonOf(line));
  return read.success && read.data.key === keyOf(read.data.run) ? read.data : undefined;
};

/** The first line of a sweep's file. */
export const headLine = (head: SweepHead): string => `${JSON.stringify(head)}\n`;

/** The line of a run. */
export const resultLine = (result: RunResult): string => `${JSON.stringify(result)}\n`;

const PARTS = ['version', 'madeBy', 'code', 'tape', 'settings', 'space'] as const;

const anyHead = z.looseObject({ kind: z.literal('sweep') });

// Says what differs, part by part; both sides are texts of the same program.
const differences = (line: string, head: SweepHead): Result<readonly string[], string> => {
  const other = anyHead.safeParse(jsonOf(line));
  if (!other.success) return err('is not the file of a sweep');
  return ok(
    PARTS.filter((part) => JSON.stringify(other.data[part]) !== JSON.stringify(head[part])),
  );
};

const refusalOf = (line: string, head: SweepHead): string | null => {
  const differing = differences(line, head);
  if (!differing.ok) return differing.error;
  if (differing.value.length === 0) return null;
  return `is of another sweep: other ${differing.value.join(', ')}; give --out another file`;
};

const NEW_LINE = 0x0a;
const NOTHING: ReadJournal = { done: new Map(), wholeBytes: 0 };

/**
 * Reads the file of a sweep.
 * Refuses: a file of another sweep, one that is none, a line in its middle that makes no sense.
 */
export const readJournal = (bytes: Uint8Array, head: SweepHead): Result<ReadJournal, string> => {
  const wholeBytes = bytes.lastIndexOf(NEW_LINE) + 1;
  if (wholeBytes === 0) {
    const own = new TextEncoder().encode(headLine(head));
    const isBegun = bytes.every((byte, place) => byte === own[place]);
    return isBegun ? ok(NOTHING) : err('is not the file of a sweep');
  }
  const [first = '', ...lines] = new TextDecoder()
    .decode(bytes.subarray(0, wholeBytes - 1))
    .split('\n');
  const refusal = refusalOf(first, head);
  if (refusal !== null) return err(refusal);
  const done = new Map<string, RunResult>();
  for (const [place, line] of lines.entries()) {
    const result = parseRunResult(line);
    if (result === undefined) return err(`line ${place + 2} makes no sense`);
    done.set(result.key, result);
  }
  return ok({ done, wholeBytes });
};
