// A headless Chromium of this machine, driven by playwright-core, which downloads none. Where there
// is none, tests that need one are skipped and say so in one line; `CHROMIUM` names another place.

import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { describe, it } from 'vitest';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const named = process.env['CHROMIUM'];
const found = (named === undefined ? PLACES : [named]).find((path) => existsSync(path));

// Where everything is to be checked, a browser that is missing is a failure.
const isRequired = process.env['BROWSER_TESTS'] === 'required';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Tests in a browser, where there is one. */
export const describeInBrowser = (name: string, tests: () => void): void => {
  if (found !== undefined) describe(name, tests);
  else if (isRequired) throw new Error(`${name}: no Chromium on this machine`);
  else it.skip(`skipped: no Chromium for ${name}; CHROMIUM names one`);
};

/** Starts the browser. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: found ?? '', args: FLAGS });

/** A page in the browser, and everything that it complained of or asked for. */
export type Opened = {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
};

/** Opens a document from a file, as somebody does who was sent it. */
export const openDocument = async (
  browser: Browser,
  text: string,
  options: BrowserContextOptions = {},
): Promise<Opened> => {
  const folder = await mkdtemp(join(tmpdir(), 'keel-page-'));
  const file = join(folder, 'report.html');
  await writeFile(file, text);
  const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (line) => complaints.push(`${line.type()}: ${line.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => requests.push(request.url()));
  const url = pathToFileURL(file).href;
  await page.goto(url);
  return {
    page,
    complaints,
    requests,
    close: async () => {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** By how many pixels visible captions stand out over the right edge: one number for each. */
export const captionsBeyond = (page: Page): Promise<readonly number[]> =>
  page
    .locator('caption:visible')
    .evaluateAll((captions) =>
      captions.map((one) => one.getBoundingClientRect().right - innerWidth).filter((px) => px > 0),
    );
