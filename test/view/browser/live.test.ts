// The live page in a real browser: it keeps up, keeps the reader's place, and never looks live when
// it is not.

import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { captionsBeyond, describeInBrowser, startBrowser } from '../../report/browser/chromium.ts';
import { KILL, noteOf, SHOWN, startScene } from '../desk-scene.ts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Differences, Scene } from '../desk-scene.ts';

const PATIENCE = 30_000;
const PHONE = { viewport: { width: 390, height: 844 } } as const;

describeInBrowser('the live page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  type Opened = { readonly page: Page; readonly scene: Scene; readonly complaints: string[] };

  const opened = async (
    differences: Differences = {},
    options: BrowserContextOptions = {},
  ): Promise<Opened> => {
    const scene = await startScene(differences);
    scene.desk.cycle(noteOf(1));
    const context = await browser.newContext({
      viewport: { width: 1_280, height: 900 },
      ...options,
    });
    onTestFinished(async () => {
      await context.close();
      await scene.running.stop().catch(() => undefined);
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (line) => complaints.push(line.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(scene.url);
    return { page, scene, complaints };
  };

  const look = (page: Page, wanted: string): Promise<unknown> =>
    page.waitForSelector(`html[data-live="${wanted}"]`, { timeout: PATIENCE });

  const says = (page: Page, text: string): Promise<unknown> =>
    page.getByText(text).first().waitFor({ timeout: PATIENCE });

  it.each([
    ['light', {}],
    ['dark', {}],
    ['light', PHONE],
    ['dark', PHONE],
  ] as const)('shows now and the report, in %s on %o', async (colorScheme, screen) => {
    const { page, complaints } = await opened({ controls: KILL }, { colorScheme, ...screen });
    await look(page, 'live');
    await page.waitForSelector('.chart canvas');
    for (const text of ['will-it-rain', 'refused EXPOSURE_LIMIT', 'API_HEALTH', 'Right now'])
      expect(await page.locator('#live').innerText()).toContain(text);
    expect(
      await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
    ).toBeLessThanOrEqual(0);
    expect(await captionsBeyond(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each(['bid 0.45: fair 0.4700', 'refused EXPOSURE_LIMIT'])(
    'shows "%s" of an order on a phone without being scrolled',
    async (words) => {
      const { page } = await opened({}, PHONE);
      const box = await page.locator('#live').getByText(words).last().boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(PHONE.viewport.width);
    },
  );

  it('shows each new cycle, and leaves the reader where he is', async () => {
    const { page, scene } = await opened();
    await look(page, 'live');
    await page.waitForSelector('.chart canvas');
    await page.locator('#live-cycles summary').click();
    await page.locator('#market-select, select').first().selectOption('1');
    await page.evaluate(() => scrollTo(0, 1_200));
    const before = await page.evaluate(() => scrollY);
    scene.report({ ...SHOWN, title: 'Newer' });
    scene.desk.cycle(noteOf(2, { observed: {} }));
    await says(page, 'cycle 2,');
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Newer');
    expect(await page.locator('#live-cycles').getAttribute('open')).not.toBeNull();
    expect(await page.locator('select:visible').first().inputValue()).toBe('1');
    expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(200);
  });

  it('says when the next cycle is late', async () => {
    const { page, scene } = await opened();
    scene.desk.cycle(noteOf(2, { due: { kind: 'in', ms: -60_000 } }));
    await look(page, 'late');
  });

  it('says that the session is over, and why', async () => {
    const { page, scene } = await opened();
    scene.desk.session({ kind: 'ended', words: 'its market has ended' });
    await look(page, 'ended');
    expect(await page.locator('#strip').innerText()).toContain('its market has ended');
    expect(await page.locator('#live-heading').innerText()).toBe('At the end of the session');
  });

  it('looks dead when nobody answers, and says how old it is', async () => {
    const { page, scene } = await opened();
    await look(page, 'live');
    await scene.running.stop();
    await look(page, 'lost');
    expect(await page.locator('#strip').innerText()).toMatch(/No connection.*old, or older/s);
    expect(await page.locator('#live').evaluate((live) => getComputedStyle(live).opacity)).toBe(
      '0.6',
    );
  });

  it('stops trading by a button that asks for a word', async () => {
    const { page, scene } = await opened({ controls: KILL });
    await page.locator('[data-kill="halt"]').click();
    const send = page.locator('#kill-send');
    expect(await send.isDisabled()).toBe(true);
    await page.locator('#kill-typed').fill('reduce');
    expect(await send.isDisabled()).toBe(true);
    await page.locator('#kill-typed').fill('halt');
    await page.locator('#kill-why').fill('news');
    await send.click();
    await says(page, 'Done. data/KILL says halt.');
    expect(scene.killed).toEqual([{ to: 'halt', why: 'news' }]);
    await look(page, 'stopped');
  });

  it('is left by Escape with nothing turned, and has no button unasked', async () => {
    const { page, scene } = await opened({ controls: KILL });
    await page.locator('[data-kill="reduce-only"]').click();
    await page.keyboard.press('Escape');
    expect(await page.locator('#kill-dialog').isVisible()).toBe(false);
    expect(scene.killed).toEqual([]);
    const other = await opened();
    expect(await other.page.locator('button').count()).toBe(0);
  });
});
