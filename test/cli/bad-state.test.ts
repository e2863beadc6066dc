import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cyclesIn, expectRefusal, opened, PATIENCE_MS } from './command.ts';
import { finishedSession } from './finished-session.ts';
import {
  damage,
  endLease,
  itemIn,
  remove,
  sectionIn,
  textIn,
  withSections,
} from './stored-items.ts';

// Each test damages a copy of it.
const afterSession = finishedSession('10 cycles');

// Without the page, which comes after what is looked at here and has tests of its own.
const START = ['start', '--until', '3 cycles', '--no-view'];

describe('a state folder', { timeout: PATIENCE_MS }, () => {
  it('that is a file is refused, also for root', async () => {
    const place = opened();
    writeFileSync(join(place.folder, 'state'), 'in the way');
    expectRefusal(await place.run([...START, '--state', 'state']), /state.*cannot be used/s);
  });

  it('below a file is refused', async () => {
    const place = opened();
    writeFileSync(join(place.folder, 'state'), 'in the way');
    expectRefusal(await place.run([...START, '--state', 'state/deeper']), /cannot be used/);
  });

  it.each(['/proc/x', '/proc/x/y', '/proc/self/x'])(
    'that nobody can make, %s, is refused',
    async (folder) => {
      expectRefusal(await opened().run([...START, '--state', folder]), /\/proc.*cannot be used/);
    },
  );

  it('is made with all that it lies in', async () => {
    const place = opened();
    expect((await place.run([...START, '--state', 'a/b/c'])).code).toBe(0);
    expect(existsSync(join(place.folder, 'a/b/c/store'))).toEqual(true);
  });

  it('whose store is a file is refused', async () => {
    const place = opened();
    mkdirSync(join(place.folder, 'state'));
    writeFileSync(join(place.folder, 'state/store'), 'in the way');
    expectRefusal(await place.run([...START, '--state', 'state']), /cannot be used/);
  });
});

describe('a store that another session uses', { timeout: PATIENCE_MS }, () => {
  it('is refused, and the other session goes on', async () => {
    const place = opened();
    const { child, ended, printed } = place.start(['start', '--speed', '600']);
    await printed('Cycle #3:');
    expectRefusal(await place.run(START), /in use by another keel/);
    expectRefusal(await place.run(['ledger', 'verify']), /in use by another keel/);
    await printed('Cycle #20:');
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
    expect((await place.run(['ledger', 'verify'])).code).toBe(0);
  });
});

describe('a disk that is full', { timeout: PATIENCE_MS }, () => {
  // The shell's limit counts blocks of 1,024 bytes and holds for the store as well.
  it.each([8, 64, 256])('at files of %i KB ends the session and is named', async (kilobytes) => {
    const place = opened();
    const limited = `ulimit -f ${String(kilobytes)}; $KEEL start --until "300 cycles"`;
    const { code, stdout, stderr } = await place.shell(limited);
    expect(stderr).toMatch(/the store in data\/state gave up: .*Is the disk full\?/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
    const [, ...afterwards] = stdout.split(
      /No cycle, nothing traded|NOT_SENT: cause=not-journalled|Cycle not saved/,
    );
    expect(afterwards.length).toBeGreaterThan(0);
    expect(afterwards.join('')).not.toContain('submitted');
  });

  it('loses nothing: with room again the session goes on and its books add up', async () => {
    const place = opened();
    const { stdout } = await place.shell('ulimit -f 256; $KEEL start --until "300 cycles"');
    await endLease(place);
    expect((await place.run(['ledger', 'verify'])).code).toBe(0);
    const again = await place.run(START);
    expect(again.stdout).toContain('going on where it was');
    expect(again.stdout).toContain('Believed and venue differed in 0 looks.');
    expect(cyclesIn(again.stdout)[0]).toBe(Math.max(...cyclesIn(stdout)) + 1);
    expect((await place.run(['ledger', 'verify'])).code).toBe(0);
  });
});

describe('a stored state', { timeout: PATIENCE_MS }, () => {
  it.each(['ledger', 'risk', 'memory', 'outbox', 'settled', 'progress'])(
    'whose %s is no JSON is refused by name',
    async (field) => {
      const place = afterSession();
      await damage(place, 'STATE', (state) => withSections(state, { [field]: '{"half":' }));
      expectRefusal(await place.run(START), new RegExp(`CORRUPT: item=STATE field=${field}`));
    },
  );

  it('with an amount that is none is refused by its field', async () => {
    const place = afterSession();
    await damage(place, 'STATE', (state) => {
      const ledger = sectionIn(state, 'ledger').replace(/"cash":"[^"]*"/, '"cash":"1e9"');
      return withSections(state, { ledger });
    });
    expectRefusal(await place.run(START), /CORRUPT: item=STATE field=ledger\S*cash/);
  });

  it('with a field that nobody knows is refused', async () => {
    const place = afterSession();
    await damage(place, 'STATE', (state) => {
      const risk = sectionIn(state, 'risk').replace('{', '{"mood":"good",');
      return withSections(state, { risk });
    });
    expectRefusal(await place.run(START), /CORRUPT: item=STATE field=risk/);
  });

  it('of an unknown schema is refused with its number', async () => {
    const place = afterSession();
    await damage(place, 'STATE', () => ({ schema: { N: '99' } }));
    expectRefusal(await place.run(START), /UNKNOWN_SCHEMA: item=STATE found=99/);
  });

  it('of another wallet is refused', async () => {
    const place = afterSession();
    await damage(place, 'STATE', (state) => ({
      identity: { S: textIn(state, 'identity').replace('"funder":"paper"', '"funder":"0xother"') },
    }));
    expectRefusal(await place.run(START), /IDENTITY_MISMATCH/);
  });

  it('without one of its ledger entries is refused, and says how many are missing', async () => {
    const place = afterSession();
    await remove(place, 'ENTRY#0000000001');
    expectRefusal(await place.run(START), /1 of \d+ ledger entries are missing/);
  });

  it('that is gone is refused: the portfolio does not begin anew', async () => {
    const place = afterSession();
    await remove(place, 'STATE');
    expectRefusal(await place.run(START), /STATE_LOST: saved=11 found=0/);
  });

  it('is left as it was by the refusal', async () => {
    const place = afterSession();
    await damage(place, 'STATE', (state) => withSections(state, { memory: 'x' }));
    const kept = async () => {
      const { body, intents, version } = await itemIn(place, 'STATE');
      return { body, intents, version };
    };
    const before = await kept();
    await place.run(START);
    expect(await kept()).toEqual(before);
  });
});

describe('a stored paper venue', { timeout: PATIENCE_MS }, () => {
  it.each([
    ['that is no JSON', 'x', /not JSON|damaged/],
    ['of another form', '{"tape":1}', /damaged/],
    [
      'of an earlier form',
      '{"tape":"generated markets, seed 1","venue":"{}"}',
      /of another version/,
    ],
  ])('%s is refused', async (_what, body, words) => {
    const place = afterSession();
    await damage(place, 'PAPER', () => ({ body: { S: body } }));
    expectRefusal(await place.run(START), words);
  });

  it('cut short is refused', async () => {
    const place = afterSession();
    await damage(place, 'PAPER', (paper) => {
      const body = textIn(paper, 'body');
      const cut = body.replace(/(\\"schema\\":1).*$/, '$1"}');
      expect(cut.length).toBeLessThan(body.length);
      return { body: { S: cut } };
    });
    expectRefusal(await place.run(START), /cannot be restored/);
  });

  it('that is gone is refused: the portfolio is not put on another one', async () => {
    const place = afterSession();
    await remove(place, 'PAPER');
    expectRefusal(await place.run(START), /the stored paper venue is missing, although cycle 11/);
  });

  it('of an unknown schema is refused with its number', async () => {
    const place = afterSession();
    await damage(place, 'PAPER', (paper) => {
      const body = textIn(paper, 'body');
      const newer = body.replace('\\"schema\\":1', '\\"schema\\":99');
      expect(newer).not.toBe(body);
      return { body: { S: newer } };
    });
    expectRefusal(await place.run(START), /UNKNOWN_SCHEMA.*99/);
  });
});
