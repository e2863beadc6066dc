// A thread of a sweep: reads the tape from its own file and makes one run after the other.

import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { NO_OVERRIDES } from '../../tape/assume.ts';
import { describeTapeError } from '../../tape/errors.ts';
import { openCompactTape } from '../../tape/compact/file-reader.ts';
import { invariant } from '../../units/invariant.ts';
import { runJob } from './run-job.ts';
import type { ThreadJob, ThreadNews, ThreadTask } from './messages.ts';

const STEP = 0.01;

const port = parentPort;
invariant(port !== null, 'this is a thread');
const { tapePath }: ThreadTask = z.strictObject({ tapePath: z.string() }).parse(workerData);

const say = (news: ThreadNews): void => {
  port.postMessage(news);
};

const stepped = (place: number): ((share: number) => void) => {
  let said = 0;
  return (share) => {
    if (share < said + STEP) return;
    said = share;
    say({ kind: 'progress', place, share });
  };
};

const work = async ({ place, job }: ThreadJob): Promise<void> => {
  try {
    const tape = await openCompactTape(tapePath, {
      onProblem: 'go-on',
      report: () => undefined,
      assume: NO_OVERRIDES,
    });
    if (!tape.ok) say({ kind: 'failed', place, why: describeTapeError(tape.error) });
    else {
      const result = await runJob(job, { tape: tape.value, progress: stepped(place) });
      say({ kind: 'done', place, result });
    }
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say({ kind: 'failed', place, why });
  }
};

port.on('message', (job: ThreadJob) => void work(job));
