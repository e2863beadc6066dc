// Reads what the page carries from where it is installed: the chart library, our script and styles.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Asset, PageAssets } from './page.ts';

const ours = (name: string): string => fileURLToPath(new URL(`browser/${name}`, import.meta.url));

const theirs = (name: string): string => fileURLToPath(import.meta.resolve(`uplot/dist/${name}`));

const read = async (path: string): Promise<Asset> => {
  const text = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
  return { text, sha256: createHash('sha256').update(text).digest('base64') };
};

/** Reads what a live page has besides the page of a report. */
export const readLiveAssets = async (): Promise<PageAssets> => {
  const [script, style] = await Promise.all([read(ours('live-script.js')), read(ours('live.css'))]);
  const { scripts, styles } = await readPageAssets();
  return { scripts: [...scripts, script], styles: [...styles, style] };
};

/** Reads the assets of the page. */
export const readPageAssets = async (): Promise<PageAssets> => {
  const [uplot, script, uplotStyle, style] = await Promise.all([
    read(theirs('uPlot.iife.min.js')),
    read(ours('page-script.js')),
    read(theirs('uPlot.min.css')),
    read(ours('page.css')),
  ]);
  return { scripts: [uplot, script], styles: [uplotStyle, style] };
};
