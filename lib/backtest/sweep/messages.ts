// What a sweep and its threads say to each other.

import type { RunResult, SweepJob } from '../../sweep/sweep-run.ts';

/** What a thread is told when it starts: the compact tape that it reads. */
export type ThreadTask = { readonly tapePath: string };

/** A job with its place in the sweep. */
export type ThreadJob = { readonly place: number; readonly job: SweepJob };

/** What a thread says of its job. */
export type ThreadNews =
  | { readonly kind: 'progress'; readonly place: number; readonly share: number }
  | { readonly kind: 'done'; readonly place: number; readonly result: RunResult }
  | { readonly kind: 'failed'; readonly place: number; readonly why: string };
