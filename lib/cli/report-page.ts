// The one place at which the command turns a report into a page.

import type { ReportData } from '../report/report-data.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The page of a report: one document that needs nothing else. */
export const pageOf = (data: ReportData): Promise<string> =>
  Promise.resolve(
    [
      '<!doctype html><html lang="en"><meta charset="utf-8">',
      `<title>${escaped(data.title)}</title>`,
      `<h1>${escaped(data.title)}</h1>`,
      `<pre>${escaped(JSON.stringify(data, null, 2))}</pre></html>`,
      '',
    ].join('\n'),
  );
