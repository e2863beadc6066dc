// `keel evidence`: runs what the claims of docs/evidence.md rest on, and writes its tables.

import { appendFile, readFile } from 'node:fs/promises';
import { systemClock } from '../adapters/local/system-clock.ts';
import { compileLate } from '../adapters/local/compile-late.ts';
import { heapBound } from '../adapters/local/heap-bound.ts';
import { msOfEpoch } from '../units/time.ts';
import { casesOf, codeDigest, jobOf, runJob, scenarioTape } from './evidence-jobs.ts';
import { EVIDENCE_HELP, parseEvidenceOptions } from './evidence-options.ts';
import { evidencePage } from './evidence-page.ts';
import { rowsIn } from './evidence-row.ts';
import { keptTape, setsIn } from './evidence-tapes.ts';
import { interruptions } from './interruptions.ts';
import { longWork } from './long-work.ts';
import { complain, EXIT, failed, print } from './output.ts';
import { shareOf } from './progress.ts';
import { fileAt, refusedPlaces, writeResult } from './result-file.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { SetName } from '../tape/sets.ts';
import type { EvidenceJob } from './evidence-jobs.ts';
import type { EvidenceOptions } from './evidence-options.ts';
import type { EvidenceRow } from './evidence-row.ts';
import type { KeptTape } from './evidence-tapes.ts';
import type { ExitCode } from './output.ts';

const nowMs = (): number => Number(msOfEpoch(systemClock.now()));

const textOf = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
};

type Planned = { readonly kept: readonly KeptTape[]; readonly jobs: readonly EvidenceJob[] };

const jobsOn = async (kept: KeptTape, code: string): Promise<readonly EvidenceJob[] | string> => {
  const tapes = new Map<string, Tape>();
  const jobs: EvidenceJob[] = [];
  for (const one of casesOf(kept.set)) {
    const known = tapes.get(one.scenario);
    const opened = known === undefined ? await scenarioTape(kept.path, one.scenario) : null;
    if (opened?.ok === false) return opened.error;
    const tape = known ?? opened?.value;
    if (tape === undefined) continue;
    tapes.set(one.scenario, tape);
    jobs.push(jobOf(one, tape, code));
  }
  return jobs;
};

const planOf = async (
  options: EvidenceOptions,
  sets: readonly SetName[],
): Promise<Planned | string> => {
  const code = codeDigest();
  const kept: KeptTape[] = [];
  const jobs: EvidenceJob[] = [];
  for (const set of sets) {
    const tape = await keptTape(set, options);
    if (!tape.ok) return tape.error;
    const own = await jobsOn(tape.value, code);
    if (typeof own === 'string') return own;
    kept.push(tape.value);
    jobs.push(...own);
  }
  return { kept, jobs };
};

const rowsKnown = async ({ results }: EvidenceOptions): Promise<Map<string, EvidenceRow>> =>
  new Map(rowsIn(await textOf(results)).map((row) => [row.key, row]));

// Runs what is not known yet, the small sets first; false where somebody asked it to stop.
const runMissing = async (
  { results }: EvidenceOptions,
  jobs: readonly EvidenceJob[],
  known: Map<string, EvidenceRow>,
): Promise<boolean> => {
  const weightOf = ({ backtest }: EvidenceJob): number => backtest.tape.universe.markets.size;
  const missing = jobs
    .filter(({ key }) => !known.has(key))
    .toSorted((a, b) => weightOf(a) - weightOf(b));
  const stop = interruptions(() => complain('Stopping after the case that is running.'));
  const work = longWork('evidence', complain, nowMs());
  const whole = missing.reduce((sum, job) => sum + weightOf(job), 0);
  compileLate();
  const boundHeap = heapBound();
  let done = 0;
  for (const job of missing) {
    if (stop.requested()) break;
    const row = await runJob(job, (at) => {
      boundHeap();
      work((done + weightOf(job) * shareOf(job.backtest.tape, at)) / whole, nowMs());
    });
    await appendFile(results, `${JSON.stringify(row)}\n`);
    known.set(job.key, row);
    done += weightOf(job);
  }
  stop.forget();
  return jobs.every(({ key }) => known.has(key));
};

const noRecordings = ({ data }: EvidenceOptions): ExitCode => {
  complain(
    `There are no recordings at ${data}: nothing was run, and no table was changed.`,
    'RECORDINGS_DIR or --data names the folder that holds the recorded sets.',
  );
  return EXIT.failed;
};

const run = async (options: EvidenceOptions): Promise<ExitCode> => {
  const sets = (await setsIn(options.data)).filter(
    (set) => options.sets === 'all' || options.sets.includes(set),
  );
  if (sets.length === 0) return noRecordings(options);
  const refusals = await refusedPlaces([
    { option: '--cache', path: options.cache, kind: 'folder' },
    ...fileAt('--results', options.results),
    ...fileAt('--page', options.page),
  ]);
  if (refusals.length > 0) {
    complain(...refusals);
    return EXIT.usage;
  }
  const planned = await planOf(options, sets);
  if (typeof planned === 'string') {
    complain(planned);
    return EXIT.failed;
  }
  const { jobs, kept } = planned;
  const known = await rowsKnown(options);
  if (!(await runMissing(options, jobs, known))) {
    complain('Stopped. What is done is kept: the same command goes on from here.');
    return EXIT.failed;
  }
  const rows = jobs.flatMap(({ key }) => known.get(key) ?? []);
  if (options.output === 'json') print(...rows.map((row) => JSON.stringify(row)));
  if (options.page === null) return EXIT.done;
  const page = evidencePage(await textOf(options.page), { rows, kept });
  if (!page.ok) {
    complain(`${options.page}: ${page.error}`);
    return EXIT.failed;
  }
  const written = await writeResult(options.page, page.value);
  if (!written.ok) return failed(written.error);
  complain(`[Keel] Tables written to ${options.page}`);
  return EXIT.done;
};

/** Runs the verb `evidence`. */
export const evidence = async (args: readonly string[]): Promise<ExitCode> => {
  if (args.includes('--help') || args.includes('-h')) {
    print(EVIDENCE_HELP);
    return EXIT.done;
  }
  const options = parseEvidenceOptions(args, process.env);
  if (options.ok) return run(options.value);
  complain(...options.error);
  return EXIT.usage;
};
