// Adds up what runs of `simulate` on one commit have printed, and prints the page that tells of
// them: `npm run campaign-page -- --commit ID --log FILE --log FILE > docs/campaign.md`.

import { readFileSync } from 'node:fs';
import { readArguments, refuse, someWords, words } from '../tooling/arguments.ts';
import { overlapIn, pageOf } from './page/page.ts';
import { rangeIn } from './page/range.ts';
import type { Range } from './page/range.ts';

const { log, ...given } = readArguments('campaign-page', {
  commit: words('ID', 'the commit that all of them played'),
  log: someWords('FILE', 'what one run printed'),
});
const commit = given.commit ?? refuse('--commit is needed');
if (log.length === 0) refuse('--log is needed');

const rangeOf = (file: string): Range => {
  const range = rangeIn(readFileSync(file, 'utf8'));
  return range.ok ? range.value : refuse(`${file} ${range.error}`);
};

const ranges = log.map(rangeOf);
const overlap = overlapIn(ranges);
if (overlap !== null) refuse(overlap);
process.stdout.write(pageOf(commit, ranges));
