import { describe, expect, it } from 'vitest';
import { opened, PATIENCE_MS } from './command.ts';
import { writeRecording } from './recording.ts';

const HINT = '--assume end=+48h,gameStart=none,volume24h=100000';

describe('a recording whose markets end within a day', { timeout: PATIENCE_MS }, () => {
  it('is not traded, and the report says how it would be', async () => {
    const place = opened();
    writeRecording(place);
    const { code, stdout } = await place.run(['start', '--data', 'game']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('submitted');
    expect(stdout).toContain(HINT);
  });

  it('does not end too soon for those who say so', async () => {
    const place = opened();
    writeRecording(place);
    const assume = HINT.split(' ');
    const { code, stdout } = await place.run(['start', '--data', 'game', ...assume, '--fresh']);
    expect(code).toBe(0);
    expect(stdout).toContain('end         overridden');
    expect(stdout).not.toMatch(/it ends too soon|its end is not known/);
    expect(stdout).not.toContain(HINT);
  });
});
