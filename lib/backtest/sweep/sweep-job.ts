// A job of a sweep as it comes from outside, judged by the same rules as the options of the
// command.

import { z } from 'zod';
import { SWEEP_BANDS } from '../../sweep/sweep-run.ts';
import { configUnder, DECIDING_NAMES, VARIED_NAMES } from '../../sweep/values.ts';
import { ppmOf, ONE, parseRatio } from '../../units/ratio.ts';
import { isPositive } from '../../units/quantity.ts';
import { err, ok } from '../../units/result.ts';
import { parseUsdc } from '../../units/usdc.ts';
import { sweepRun, values } from './journal.ts';
import type { SweepJob } from '../../sweep/sweep-run.ts';
import type { Result } from '../../units/result.ts';

const isCash = (text: string): boolean => {
  const cash = parseUsdc(text);
  return cash.ok && isPositive(cash.value);
};

const isShare = (text: string): boolean => {
  const share = parseRatio(text);
  return share.ok && ppmOf(share.value) > 0n && ppmOf(share.value) <= ppmOf(ONE);
};

const sweepJob = z.strictObject({
  settings: z.strictObject({
    base: values,
    seed: z.string().regex(/^\d{1,18}$/),
    cash: z.string().refine(isCash).nullable(),
    latency: z.enum(['none', 'typical']),
    share: z.string().refine(isShare),
    bands: z.array(z.enum(SWEEP_BANDS)).min(1),
    periodMs: z.int().min(60_000).max(86_400_000),
  }),
  run: sweepRun,
});

/** Reads a job. Refuses: another shape, and what the configuration refuses. */
export const parseSweepJob = (raw: unknown): Result<SweepJob, string> => {
  const read = sweepJob.safeParse(raw);
  if (!read.success) {
    const [issue] = read.error.issues;
    return err(`The job makes no sense at ${issue?.path.join('.') ?? 'its root'}.`);
  }
  const { settings, run } = read.data;
  const strangers = [
    ...Object.keys(settings.base).filter((name) => !DECIDING_NAMES.includes(name)),
    ...Object.keys(run.values).filter((name) => !VARIED_NAMES.includes(name)),
  ];
  if (strangers.length > 0) return err(`${strangers.join(', ')} has no place in a sweep.`);
  const config = configUnder(settings.base, run.values);
  return config.ok ? ok(read.data) : err(config.error.join(' '));
};
