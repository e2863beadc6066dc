// A report as the page that is written to a file: the data, and the script, style and charts that
// show them.

import { readPageAssets } from '../report/asset-files.ts';
import { reportPage } from '../report/page.ts';
import type { ReportData } from '../report/report-data.ts';

/** Makes the page of a report. */
export const pageOf = async (data: ReportData): Promise<string> =>
  reportPage(data, await readPageAssets());
