// Adds up what runs of `simulate` on one commit have printed, and makes the page that tells of
// them: `npm run campaign-page -- --commit ID --log FILE --log FILE`. A page that is there of the
// same commit is added to.

import { readFileSync, writeFileSync } from 'node:fs';
import { flag, readArguments, refuse, someWords, words } from '../tooling/arguments.ts';
import { partOnPage } from './page/earlier.ts';
import { overlapIn, pageOf } from './page/page.ts';
import { partIn } from './page/range.ts';
import type { Result } from '../../lib/units/result.ts';
import type { Part } from './page/range.ts';

const PAGE = 'docs/campaign.md';

const { log, anew, ...given } = readArguments('campaign-page', {
  commit: words('ID', 'the commit that all of them played'),
  log: someWords('FILE', 'what one run printed'),
  anew: flag('forgets what the page says already'),
});
const commit = given.commit ?? refuse('--commit is needed');
if (log.length === 0) refuse('--log is needed');

const readBy = (read: (text: string) => Result<Part, string>, file: string): Part => {
  const part = read(readFileSync(file, 'utf8'));
  return part.ok ? part.value : refuse(`${file} ${part.error}`);
};

const earlier = anew ? [] : [readBy((page) => partOnPage(page, commit), PAGE)];
const parts = [...earlier, ...log.map((file) => readBy(partIn, file))];
const overlap = overlapIn(parts);
if (overlap !== null) refuse(overlap);
writeFileSync(PAGE, pageOf(commit, parts));
