import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE_MS, opened, home } from './command.ts';
import { damage, itemIn, sectionIn, withSections } from './stored-items.ts';
import type { Ended, Home } from './command.ts';

type Risk = {
  readonly breakers: { readonly DRAWDOWN: { readonly kind: string } };
  readonly session: { readonly peak: unknown; readonly lastMark: unknown };
};

const RESET = ['session', 'reset'];
const START = ['start', '--until', '3 cycles'];
const PEAK = { kind: 'marked', equity: '20000' };

const riskIn = async (place: Home): Promise<Risk> =>
  JSON.parse(sectionIn(await itemIn(place, 'STATE'), 'risk')) as Risk;

const changeRisk = (place: Home, change: (risk: Risk) => unknown): Promise<unknown> =>
  damage(place, 'STATE', (state) => {
    const risk = JSON.stringify(change(JSON.parse(sectionIn(state, 'risk')) as Risk));
    return withSections(state, { risk });
  });

// A portfolio that stands at half its peak, with the breaker that this opens.
const fallen = (risk: Risk): unknown => ({
  ...risk,
  breakers: {
    ...risk.breakers,
    DRAWDOWN: { kind: 'open', since: '0', until: '300000', detail: 'half is lost' },
  },
  session: { ...risk.session, peak: PEAK },
});

// Every test has a copy of this session, which ended in a drawdown.
const finished = home();

beforeAll(async () => {
  expect((await finished.run(['start', '--until', '10 cycles'])).code).toBe(0);
  await changeRisk(finished, fallen);
}, PATIENCE_MS);

afterAll(finished.remove);

const inDrawdown = (): Home => opened(finished);

const expectRefusal = ({ code, stdout, stderr }: Ended, words: string | RegExp): void => {
  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stdout).toBe('');
  expect(code).toBe(1);
};

describe('keel session reset', { timeout: PATIENCE_MS }, () => {
  it('takes the last equity for the peak, closes the breaker and says both', async () => {
    const place = inDrawdown();
    const { code, stdout, stderr } = await place.run(RESET);
    expect(stdout).toMatch(/^\[RiskManager\] ✅ CIRCUIT BREAKER RESET: DRAWDOWN: session reset\n/);
    expect(stdout).toMatch(/The session's peak is \$[\d,.]+ now; it was \$20000\.00\.\n/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { breakers, session } = await riskIn(place);
    expect(breakers.DRAWDOWN.kind).toBe('closed');
    expect(session.peak).toEqual(session.lastMark);
  });

  it('lets the next session trade again, which it did not before', async () => {
    const place = inDrawdown();
    const before = await place.run(START);
    expect(before.stdout).not.toContain('MM BUY submitted');
    expect(before.stdout).toContain('CIRCUIT_BREAKER: DRAWDOWN');
    expect((await place.run(RESET)).code).toBe(0);
    const after = await place.run(START);
    expect(after.stdout).toContain('MM BUY submitted');
    expect((await place.run(['ledger', 'verify'])).code).toBe(0);
  });

  it('says so when the breaker was closed already', async () => {
    const place = inDrawdown();
    expect((await place.run(RESET)).code).toBe(0);
    const { stdout } = await place.run(RESET);
    expect(stdout).toContain('The drawdown breaker was closed already.');
    expect(stdout).not.toContain('CIRCUIT BREAKER RESET');
  });

  it('leaves the peak to the next marks when equity is not known', async () => {
    const place = inDrawdown();
    await changeRisk(place, (risk) => ({
      ...risk,
      session: { ...risk.session, lastMark: { kind: 'none' } },
    }));
    expect((await place.run(RESET)).stdout).toContain('the next two marks of equity set it anew');
  });

  it.each([
    ['empty', '', /kill switch says halt \(data\/KILL\)/],
    ['halt', 'halt', /kill switch says halt/],
  ])('is refused while the kill file is %s, and changes nothing', async (_what, text, words) => {
    const place = inDrawdown();
    writeFileSync(join(place.folder, 'data/KILL'), text);
    expectRefusal(await place.run(RESET), words);
    expect((await riskIn(place)).session.peak).toEqual(PEAK);
    rmSync(join(place.folder, 'data/KILL'));
    expect((await place.run(RESET)).code).toBe(0);
  });

  it('is done while the kill file says reduce-only', async () => {
    const place = inDrawdown();
    writeFileSync(join(place.folder, 'data/KILL'), 'reduce-only');
    expect((await place.run(RESET)).code).toBe(0);
  });

  it('is refused while the kill file cannot be read', async () => {
    const place = inDrawdown();
    mkdirSync(join(place.folder, 'data/KILL'));
    expectRefusal(await place.run(RESET), /kill switch could not be read/);
  });

  it('is refused while somebody holds the lease, and told until when', async () => {
    const place = inDrawdown();
    await damage(place, 'STATE', () => ({
      holder: { S: 'another' },
      leaseEnd: { N: '4000000000000' },
    }));
    expectRefusal(await place.run(RESET), /its lease ends at 2096-10-02T/);
  });

  it('is refused while another session uses the store', async () => {
    const place = inDrawdown();
    const { child, ended, printed } = place.start(['start', '--speed', '600']);
    await printed('Cycle #');
    expectRefusal(await place.run(RESET), /in use by another keel/);
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
  });

  it('is refused on a state that cannot be read, by its field', async () => {
    const place = inDrawdown();
    await damage(place, 'STATE', (state) => withSections(state, { risk: '{"half":' }));
    expectRefusal(await place.run(RESET), /CORRUPT: item=STATE field=risk/);
  });

  it('knows no portfolio that never was, by option or by variable', async () => {
    const place = inDrawdown();
    const nobody = await place.run([...RESET, '--portfolio', 'nobody']);
    expectRefusal(nobody, /There is no paper portfolio nobody in data\/state; there are: /);
    expectRefusal(await place.run(RESET, { PORTFOLIO_ID: 'nobody' }), /no paper portfolio nobody/);
  });

  it('finds no state in a folder that is not there', async () => {
    const place = inDrawdown();
    expectRefusal(await place.run([...RESET, '--state', 'nowhere']), /no state in nowhere/);
  });

  it('resets no paper portfolio while live trading is asked for', async () => {
    const place = inDrawdown();
    const { code, stderr } = await place.run(RESET, { LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS' });
    expect(stderr).toContain('live needs');
    expect(code).toBe(2);
  });
});
