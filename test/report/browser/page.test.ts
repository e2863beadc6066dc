// The page as people see it: in a real browser, from a file, in both themes and on a phone.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPageAssets } from '../../../lib/report/asset-files.ts';
import { reportPage, shownOf } from '../../../lib/report/page.ts';
import { captionsBeyond, describeInBrowser, openDocument, startBrowser } from './chromium.ts';
import { EMPTY_REPORT, IDLE_REPORT, LARGEST, sampleReport } from '../sample.ts';
import type { Browser, Page } from 'playwright-core';
import type { ReportData } from '../../../lib/report/report-data.ts';
import type { Opened } from './chromium.ts';

const SECTIONS = [
  'verdict',
  'warnings',
  'equity',
  'bands',
  'pnl',
  'markets',
  'quality',
  'refusals',
  'data',
  'settings',
];
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 } as const;
const SMALLEST = { viewport: { width: 320, height: 640 } } as const;

const charts = (page: Page): Promise<number> => page.locator('.chart canvas').count();

const background = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// The share of a chart's pixels that carry any ink.
const ink = (page: Page, selector: string): Promise<number> =>
  page.locator(`${selector} canvas`).evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
      data: [],
    };
    let inked = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) inked += 1;
    return inked / (data.length / 4);
  });

describeInBrowser('the page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  const opened = async (
    data: ReportData,
    act: (opened: Opened) => Promise<void>,
    options: Parameters<typeof openDocument>[2] = {},
  ): Promise<void> => {
    const one = await openDocument(browser, reportPage(data, await readPageAssets()), options);
    try {
      await act(one);
      expect(one.complaints).toEqual([]);
      expect(one.requests.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
    } finally {
      await one.close();
    }
  };

  it.each([
    ['light', {}],
    ['dark', {}],
    ['light on a phone', PHONE],
    ['dark on a phone', PHONE],
    ['light on the smallest phone', SMALLEST],
  ])('shows every section in %s, asks for nothing and complains of nothing', (theme, screen) =>
    opened(
      sampleReport(),
      async ({ page }) => {
        for (const id of SECTIONS) expect(await page.locator(`#${id}`).isVisible()).toBe(true);
        expect(await charts(page)).toBe(5);
        expect(await ink(page, '[data-chart="equity"]')).toBeGreaterThan(0.01);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        expect(await captionsBeyond(page)).toEqual([]);
        const [red = 0] = (await background(page)).match(/\d+/g)?.map(Number) ?? [];
        expect(red > 128).toBe(theme.startsWith('light'));
      },
      { colorScheme: theme.startsWith('light') ? 'light' : 'dark', ...screen },
    ),
  );

  it('shows the largest report there is', () =>
    opened(sampleReport(LARGEST), async ({ page }) => {
      expect(await charts(page)).toBe(5);
      expect(await page.locator('select').first().locator('option').count()).toBe(40);
    }));

  it.each([
    ['nothing', EMPTY_REPORT],
    ['an idle portfolio', IDLE_REPORT],
  ])('shows a report of %s', (_what, data) =>
    opened(data, async ({ page }) => {
      expect(await page.locator('main').innerText()).toContain('No cycle was saved');
    }),
  );

  it('changes colours by choice, against the system', () =>
    opened(
      sampleReport(),
      async ({ page }) => {
        const before = await background(page);
        await page.getByLabel('Light').check();
        expect(await background(page)).not.toBe(before);
        await page.getByLabel('System').check();
        expect(await background(page)).toBe(before);
      },
      { colorScheme: 'dark' },
    ));

  it('shows one band at a time, and the market that was chosen in each', () =>
    opened(sampleReport(), async ({ page }) => {
      const visible = page.locator('#pnl [data-band]:visible');
      expect(await visible.getAttribute('data-band')).toBe('pessimistic');
      await page.locator('select:visible').selectOption('1');
      await page.getByLabel('Optimistic').check();
      expect(await visible.getAttribute('data-band')).toBe('optimistic');
      expect(await page.locator('select:visible').inputValue()).toBe('1');
      expect(await charts(page)).toBe(5);
    }));

  it('is worked by keyboard alone', () =>
    opened(sampleReport(), async ({ page }) => {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').innerText()).toBe('To the content');
      await page.locator('#band-choice input').first().focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.locator('#pnl [data-band]:visible').getAttribute('data-band')).toBe('base');
    }));

  it('tells the fill that is pointed at, and lists all', () =>
    opened(sampleReport(), async ({ page }) => {
      const plot = page.locator('[data-market-chart="price"]:visible .u-over');
      const box = await plot.boundingBox();
      const [words] = await page.locator('[data-mark-words]:visible').all();
      const told = new Set<string>();
      for (let step = 0; step <= 20; step += 1) {
        const x = ((box?.width ?? 0) * step) / 20;
        await plot.hover({ position: { x: Math.max(1, x - 1), y: (box?.height ?? 0) / 2 } });
        told.add((await words?.innerText()) ?? '');
      }
      expect([...told].some((text) => /MM (BUY|SELL) (YES|NO) 12\.34 at/.test(text))).toBe(true);
      await page.locator('#markets summary:visible').click();
      expect(await page.locator('[data-fills="pessimistic"] li').count()).toBe(13);
    }));

  it('prints in light colours without what only a screen needs', () =>
    opened(
      sampleReport(),
      async ({ page }) => {
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
        expect(await background(page)).toBe('rgb(252, 251, 249)');
        expect(await page.locator('nav').isVisible()).toBe(false);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        expect(await charts(page)).toBe(5);
      },
      { viewport: { width: 720, height: 1_000 }, colorScheme: 'dark' },
    ));

  it('is read without scripts as well', () =>
    opened(
      sampleReport(),
      async ({ page }) => {
        expect(await page.locator('#pnl [data-band]:visible').count()).toBe(3);
        expect(await page.locator('noscript').first().innerText()).toContain('charts need scripts');
      },
      { javaScriptEnabled: false },
    ));

  it('shows a newer report in the place of the one that it shows', () =>
    opened(sampleReport(), async ({ page }) => {
      await page.getByLabel('Base').check();
      const newer = shownOf({ ...sampleReport(), title: 'Newer' });
      await page.evaluate((shown) => {
        (globalThis as unknown as { keelReport: { show: (one: unknown) => void } }).keelReport.show(
          shown,
        );
      }, newer);
      expect(await page.locator('h1').innerText()).toBe('Newer');
      expect(await page.locator('#pnl [data-band]:visible').getAttribute('data-band')).toBe('base');
      expect(await charts(page)).toBe(5);
    }));
});
