// Results of backtests and reports, read back from files that may have come from anywhere: what is
// accepted makes a page in which nothing but the page's own scripts can run.

import { rowsIn } from '../../../lib/cli/evidence-row.ts';
import { reportsIn } from '../../../lib/cli/read-reports.ts';
import { reportPage } from '../../../lib/report/page.ts';
import { evidenceRow } from '../../cli/evidence-sample.ts';
import { sampleReport } from '../../report/sample.ts';
import { claim, verdictOf } from '../target.ts';
import type { Target } from '../target.ts';

const TINY = { cycles: 2, markets: 1, looks: 2, fills: 1, rows: 2 };
const SAMPLE = sampleReport({ ...TINY, bands: ['as-played'] });
const NO_ASSETS = { scripts: [], styles: [] };

const reports: Target = {
  name: 'reports',
  form: 'json',
  seeds: [JSON.stringify(SAMPLE), JSON.stringify({ reports: [SAMPLE] })],
  required: Object.keys(SAMPLE),
  run: (input) => {
    const read = reportsIn(input);
    for (const data of read.ok ? read.value : []) {
      const page = reportPage(data, NO_ASSETS);
      claim(page.match(/<script/gi)?.length === 1, 'a page has no script but its own');
      claim(!/<(img|iframe|object|embed|base|form)\b/i.test(page), 'words stay words');
    }
    return verdictOf(read);
  },
};

const evidence: Target = {
  name: 'evidence',
  form: 'json',
  seeds: [JSON.stringify(evidenceRow())],
  required: Object.keys(evidenceRow()),
  run: (input) => {
    const [row] = rowsIn(input.replaceAll('\n', ' '));
    if (row === undefined) return { kind: 'refused', reason: 'no result of the evidence' };
    claim(rowsIn(JSON.stringify(row)).length === 1, 'what was accepted is accepted again');
    return { kind: 'accepted', value: row };
  },
};

/** What may be read as a report or a result. */
export const REPORTS: readonly Target[] = [reports, evidence];
