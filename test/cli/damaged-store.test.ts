import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cyclesIn, expectRefusal, PATIENCE_MS } from './command.ts';
import { finishedSession } from './finished-session.ts';
import type { Home } from './command.ts';

// Each test damages a copy of it.
const afterSession = finishedSession('10 cycles');

// Without the page, which comes after what is looked at here and has tests of its own.
const START = ['start', '--until', '3 cycles', '--no-view'];

describe('the files of the store', { timeout: PATIENCE_MS }, () => {
  const filesOf = ({ folder }: Home): readonly string[] => {
    const store = join(folder, 'data/state/store');
    return readdirSync(store).map((name) => join(store, name));
  };

  it.each(['CURRENT', 'MANIFEST'])('cut to nothing in %s are refused', async (name) => {
    const place = afterSession();
    const [file = ''] = filesOf(place).filter((path) => path.includes(name));
    truncateSync(file, 0);
    expectRefusal(await place.run(START), /damaged|cannot be used|did not start/);
  });

  const overwrite = (place: Home): void => {
    for (const file of filesOf(place).filter((path) => /\.(log|ldb)$/.test(path)))
      writeFileSync(file, Buffer.alloc(statSync(file).size, 0xa5));
  };

  it('overwritten with noise are refused, by every verb', async () => {
    const place = afterSession();
    overwrite(place);
    expectRefusal(await place.run(START), /STATE_LOST: saved=11 found=0|damaged/);
    expectRefusal(await place.run(['ledger', 'verify']), /STATE_LOST: saved=11 found=0|damaged/);
  });

  it('overwritten with noise are given up with --fresh', async () => {
    const place = afterSession();
    overwrite(place);
    const { code, stdout } = await place.run([...START, '--fresh']);
    expect(code).toBe(0);
    expect(cyclesIn(stdout)).toEqual([1, 2, 3, 4]);
    expect((await place.run(START)).code).toBe(0);
  });

  it.each([1 / 4, 1 / 2, 3 / 4])('cut at %f of their log are refused', async (share) => {
    const place = afterSession();
    const [log = ''] = filesOf(place).filter((path) => path.endsWith('.log'));
    truncateSync(log, Math.floor(statSync(log).size * share));
    expectRefusal(await place.run(START), /STATE_LOST: saved=11 found=\d|damaged|missing/);
  });

  // Much of a log was written over since: where nothing that counts was hit, nothing was lost.
  it.each([0.1, 0.3, 0.5, 0.7, 0.9])(
    'flipped at %f of their log are refused, or hold all that was saved',
    async (share) => {
      const place = afterSession();
      const [log = ''] = filesOf(place).filter((path) => path.endsWith('.log'));
      const bytes = readFileSync(log);
      const from = Math.floor(bytes.length * share);
      writeFileSync(log, bytes.fill(0x5a, from, from + 2_048));
      const start = await place.run(START);
      if (start.code === 0) {
        expect(cyclesIn(start.stdout)).toEqual([12, 13, 14, 15]);
        expect(start.stdout).toContain('Believed and venue differed in 0 looks.');
        expect((await place.run(['ledger', 'verify'])).code).toBe(0);
      } else expectRefusal(start, /STATE_LOST: saved=11 found=\d|damaged|missing/);
    },
  );

  it('cut in their last bytes lose records, but neither state nor entries', async () => {
    const place = afterSession();
    const [log = ''] = filesOf(place).filter((path) => path.endsWith('.log'));
    truncateSync(log, statSync(log).size - 8);
    expect((await place.run(['ledger', 'verify'])).code).toBe(0);
    expect((await place.run(START)).code).toBe(0);
  });
});

describe('what stands beside the store', { timeout: PATIENCE_MS }, () => {
  it('says how many cycles were saved', () => {
    const witness = join(afterSession().folder, 'data/state/saved-generated-1.txt');
    expect(readFileSync(witness, 'utf8')).toBe('11\n');
  });

  it.each(['', '11', 'eleven\n', '-1\n', '11\n11\n'])(
    'is refused by name when it is %j',
    async (text) => {
      const place = afterSession();
      writeFileSync(join(place.folder, 'data/state/saved-generated-1.txt'), text);
      expectRefusal(await place.run(START), /CORRUPT: item=saved-generated-1\.txt field=cycles/);
    },
  );

  it('accuses nobody when it is gone or behind', async () => {
    const place = afterSession();
    const witness = join(place.folder, 'data/state/saved-generated-1.txt');
    writeFileSync(witness, '10\n');
    expect((await place.run(START)).code).toBe(0);
    rmSync(witness);
    expect((await place.run(START)).code).toBe(0);
  });
});
