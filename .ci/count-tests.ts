// A run that found no tests passes, and so does one whose recordings were silently absent. This
// step reads vitest's own reports, counts what ran and holds it against a checked-in minimum.
// Standard output is `<passed> <failed>` of the last report, for the calling script; too few tests
// count as one failure. Standard error names what failed, and how its message begins. Where a
// second report follows, its files replace those of the first.
//
// usage: count-tests.ts <minimum> withRecordings|withoutRecordings <report> [<report of a rerun>]

import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const TestResult = z.object({
  fullName: z.string(),
  status: z.string(),
  failureMessages: z.array(z.string()),
});
const TestFile = z.object({
  name: z.string(),
  status: z.string(),
  message: z.string(),
  assertionResults: z.array(TestResult),
});
type TestFiles = readonly z.infer<typeof TestFile>[];

const Report = z.object({ testResults: z.array(TestFile) });
const Minimum = z.record(z.string(), z.number());

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const resultsIn = (path: string): TestFiles => z.parse(Report, readJson(path)).testResults;

const count = (files: TestFiles, status: string): number =>
  files.flatMap((file) => file.assertionResults).filter((test) => test.status === status).length;

// A property's message begins with its seed; what it printed may be long.
const begins = (message: string): string => message.slice(0, 1_500).trim().replace(/^/gm, '  ');

// A file that could not even be loaded has no failed test, yet it failed.
const failuresIn = (files: TestFiles): readonly string[] =>
  files.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed');
    return status === 'failed' && tests.length === 0
      ? [`failed: ${name}\n${begins(message)}`]
      : tests.map(
          ({ fullName, failureMessages }) =>
            `failed: ${name}: ${fullName}\n${failureMessages.map(begins).join('\n')}`,
        );
  });

const [minimumFile = '', mode = '', ...paths] = process.argv.slice(2);
const reports = paths.map(resultsIn);
const latest = reports.at(-1) ?? [];
const everything = [...new Map(reports.flat().map((file) => [file.name, file])).values()];

const ran = count(everything, 'passed') + failuresIn(everything).length;
const minimum = z.parse(Minimum, readJson(minimumFile))[mode];
const isTooFew = minimum === undefined || ran < minimum;

console.error(`${mode}: ${ran} tests ran, ${count(everything, 'skipped')} were skipped`);
if (isTooFew) console.error(`${mode}: ${minimumFile} demands ${minimum ?? 'an entry'}`);
const failures = failuresIn(latest);
for (const failure of failures) console.error(failure);
console.log(`${count(latest, 'passed')} ${failures.length + (isTooFew ? 1 : 0)}`);
