import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { opened, PATIENCE_MS } from './command.ts';
import { finishedSession } from './finished-session.ts';
import { damage, remove, textIn } from './stored-items.ts';

// With fills, so that there is something to rebuild.
const afterSession = finishedSession('30 cycles');

const ENTRY = 'ENTRY#0000000003';

describe('keel ledger verify', { timeout: PATIENCE_MS }, () => {
  it('says so when the entries rebuild the books to the byte', async () => {
    const place = afterSession();
    const { code, stdout } = await place.run(['ledger', 'verify']);
    expect(stdout).toMatch(/^\d+ entries rebuild the books to the byte \(\d+ bytes\)\.\n$/);
    expect(Number(stdout.split(' ')[0])).toBeGreaterThan(30);
    expect(code).toBe(0);
  });

  it('names the difference when an amount was changed', async () => {
    const place = afterSession();
    await damage(place, ENTRY, (entry) => {
      const body = textIn(entry, 'body');
      expect(body).toContain('"size":"');
      return { body: { S: body.replace('"size":"', '"size":"1') } };
    });
    const { code, stderr } = await place.run(['ledger', 'verify']);
    expect(stderr).toContain('The books differ');
    expect(code).toBe(1);
  });

  it('names the entry that is no entry any more', async () => {
    const place = afterSession();
    await damage(place, ENTRY, () => ({ body: { S: '{"sequence":3' } }));
    const { code, stderr } = await place.run(['ledger', 'verify']);
    expect(stderr).toContain(`CORRUPT: item=${ENTRY}`);
    expect(code).toBe(1);
  });

  it('names the gap where an entry is missing', async () => {
    const place = afterSession();
    await remove(place, ENTRY);
    const { code, stderr } = await place.run(['ledger', 'verify']);
    expect(stderr).toContain('The entries make no books');
    expect(stderr).toMatch(/\b[34]\b/);
    expect(code).toBe(1);
  });

  it('knows no portfolio that never was', async () => {
    const place = afterSession();
    const { code, stderr } = await place.run(['ledger', 'verify', '--portfolio', 'nobody']);
    expect(stderr).toContain(
      'There is no paper portfolio nobody in data/state; there are: generated-1 (paper).',
    );
    expect(code).toBe(1);
  });

  it('finds no state in a folder that is not there, and makes none', async () => {
    const place = opened();
    const { code, stderr } = await place.run(['ledger', 'verify', '--state', 'nowhere']);
    expect(stderr).toBe('There is no state in nowhere.\n');
    expect(code).toBe(1);
    expect(existsSync(join(place.folder, 'nowhere'))).toBe(false);
  });
});
