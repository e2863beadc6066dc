import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PATIENCE_MS, opened } from './command.ts';
import { writeRecording } from './recording.ts';
import type { Ended, Home } from './command.ts';

const expectRefusal = ({ code, stdout, stderr }: Ended, words: RegExp): void => {
  expect(stderr).toMatch(words);
  expect(stderr).toContain('--fresh');
  expect(stdout).not.toContain('Cycle #');
  expect(code).toBe(1);
};

describe('a portfolio that was started on a recording', { timeout: PATIENCE_MS }, () => {
  const begin = async (): Promise<Home> => {
    const place = opened();
    writeRecording(place);
    const { code } = await place.run(['start', '--data', 'game', '--until', '2 cycles']);
    expect(code).toBe(0);
    return place;
  };

  it('goes on on the same files, wherever they lie', async () => {
    const place = await begin();
    renameSync(join(place.folder, 'game'), join(place.folder, 'moved'));
    const again = ['start', '--data', 'moved', '--portfolio', 'data-game', '--until', '2 cycles'];
    const { code, stdout } = await place.run(again);
    expect(stdout).toContain('going on where it was');
    expect(code).toBe(0);
  });

  it('does not go on on files of the same name that say something else', async () => {
    const place = await begin();
    writeRecording(place, [], '22');
    const other = await place.run(['start', '--data', 'game']);
    expectRefusal(other, /was started on "mlb2025-ws-book-deltas, game.csv" with other files, /);
  });

  it('does not go on with another --assume', async () => {
    const place = await begin();
    const other = await place.run(['start', '--data', 'game', '--assume', 'end=+48h']);
    expectRefusal(other, /another --assume/);
    const anew = ['start', '--data', 'game', '--assume', 'end=+48h', '--until', '2 cycles'];
    expect((await place.run([...anew, '--fresh'])).code).toBe(0);
    expect((await place.run(anew)).code).toBe(0);
  });
});

describe('the opening cash of a portfolio', { timeout: PATIENCE_MS }, () => {
  const SHORT = ['start', '--until', '1 cycle'];

  it('stays what it was when nothing is said of it', async () => {
    const place = opened();
    const first = await place.run(SHORT, { PAPER_BALANCE_USD: '500' });
    expect(first.stdout).toContain('Equity: $500.00');
    const again = await place.run(SHORT);
    expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 0, stderr: '' });
    expect((await place.run(SHORT, { PAPER_BALANCE_USD: '500.00' })).code).toBe(0);
  });

  it.each(['499.999999', '500.000001'])('is not replaced by another, %s', async (other) => {
    const place = opened();
    await place.run(SHORT, { PAPER_BALANCE_USD: '500' });
    const refused = await place.run(SHORT, { PAPER_BALANCE_USD: other });
    expectRefusal(refused, /opened with \$500\.00, and PAPER_BALANCE_USD asks for/);
    const fresh = await place.run([...SHORT, '--fresh'], { PAPER_BALANCE_USD: other });
    expect(fresh.code).toBe(0);
  });
});
